"""Presets: what a sending has by one choice, as far as the rules of its documents allow."""

from __future__ import annotations

from ..model.preset import Preset
from ..model.preset import read_presets
from ..model.terms import Access
from ..model.terms import RevisionMode
from ..model.verdict import Refused
from .policy import Policy
from .ports import Ports
from .terms import Asked
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import cast


@dataclass(frozen=True)
class Filled:
    """What is asked for with a preset; `narrowed` says what the rules made stricter, and why."""

    asked: Asked
    message: str = ""
    narrowed: tuple[Refused, ...] = ()


class Presets:
    """Reads the presets of this moment; writes nothing."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def all(self) -> dict[str, Preset]:
        """The presets by id, in the order of the settings."""
        return read_presets(self.ports.settings.presets)

    def find(self, preset_id: str) -> Preset | Refused:
        """The preset with an id. Refused: `preset_unknown`, `preset_none`."""
        known = self.all()
        if preset_id in known:
            return known[preset_id]
        if not known:
            return Refused("preset_none", where="preset")
        return Refused("preset_unknown", {"known": ", ".join(known)}, where="preset")

    def fill(
        self, preset_id: str, documents: Sequence[Any], asked: Asked, message: str = ""
    ) -> Filled | Refused:
        """What is asked for, with the preset's terms where nothing else is; the stricter wins.

        A date that is asked for takes the place of the preset's days. Refused
        besides: `preset_password`, where the preset wants a password and none was given.
        """
        preset = self.find(preset_id)
        if isinstance(preset, Refused):
            return preset
        proposed, narrowed = self.proposed(preset, documents)
        terms: dict[str, Any] = {**proposed, **asked, "preset": preset.id}
        chosen = {*asked}
        if "expires" in asked:
            terms.pop("days", None)
            chosen.add("days")
        if terms.get("access") != Access.DOWNLOAD and "limit" not in asked:
            terms.pop("limit", None)
        if not terms.get("acknowledge"):
            # Nor what hangs on it, where the sender did not ask for that themselves.
            again = terms.get("revision_mode") == RevisionMode.ASK_AGAIN
            hanging = {"acknowledge_days", "revision_mode"} if again else {"acknowledge_days"}
            for name in hanging - asked.keys():
                terms.pop(name, None)
        if preset.password and not asked.get("password"):
            return Refused("preset_password", {"preset": preset.title}, where="password")
        replaced = tuple(one for one in narrowed if one.where not in chosen)
        return Filled(cast("Asked", terms), message or preset.message, replaced)

    def proposed(
        self, preset: Preset, documents: Sequence[Any]
    ) -> tuple[dict[str, Any], list[Refused]]:
        """The preset's terms within the rules of these documents, and what was narrowed."""
        policy = Policy(self.ports)
        bounds, rules = policy.bounded(documents).settings, policy.demands(documents)
        found = {
            name: value
            for name, value in preset.terms.items()
            if name not in ("password", "message")
        }
        narrowed = []
        days = found.get("days")
        if days is not None and days > bounds.maximum_days:
            found["days"] = bounds.maximum_days
            values = {"preset": preset.title, "maximum": bounds.maximum_days}
            narrowed.append(Refused("preset_days", values, where="days"))
        if rules.view_only and found.get("access") == Access.DOWNLOAD:
            found["access"] = Access.VIEW.value
            found.pop("limit", None)
            values = {"preset": preset.title}
            narrowed.append(Refused("preset_view", values, where="access"))
        return found, narrowed
