"""Presets: what a sending has by one choice, as far as the rules of its documents allow."""

from __future__ import annotations

from ..model.preset import Preset
from ..model.preset import read_presets
from ..model.terms import Access
from ..model.terms import RevisionMode
from ..model.times import to_micros
from ..model.verdict import Refused
from .attach import may_be_attached
from .policy import Policy
from .ports import Ports
from .terms import Asked
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import cast


@dataclass(frozen=True)
class Filled:
    """What is asked for with a preset; `narrowed` says what the rules made stricter, and why.

    `attached`: whether the copies go with the mail.
    """

    asked: Asked
    message: str = ""
    narrowed: tuple[Refused, ...] = ()
    attached: bool = False


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
        self,
        preset_id: str,
        documents: Sequence[Any],
        asked: Asked,
        message: str = "",
        attached: bool | None = None,
    ) -> Filled | Refused:
        """What is asked for, with the preset's terms where nothing else is; the stricter wins.

        A date that is asked for takes the place of the preset's days; `attached` that of
        the preset's, None asks for nothing. Refused besides: `preset_password`, where the
        preset wants a password and none was given.
        """
        preset = self.find(preset_id)
        if isinstance(preset, Refused):
            return preset
        proposed, narrowed = self.proposed(preset, documents)
        along = proposed.pop("attached", False)
        terms: dict[str, Any] = {**proposed, **asked, "preset": preset.id}
        chosen = {*asked} if attached is None else {*asked, "attached"}
        if "expires" in asked:
            terms.pop("days", None)
            chosen.add("days")
        if terms.get("access") != Access.DOWNLOAD and "limit" not in asked:
            terms.pop("limit", None)
        for name in _hanging(terms) - asked.keys():
            # Where the sender did not ask for that themselves.
            terms.pop(name, None)
        if preset.password and not asked.get("password"):
            return Refused("preset_password", {"preset": preset.title}, where="password")
        if along and attached is None and self._kept_back(terms):
            narrowed.append(_alone(preset))
            along = False
        replaced = tuple(one for one in narrowed if one.where not in chosen)
        along = along if attached is None else attached
        return Filled(cast("Asked", terms), message or preset.message, replaced, along)

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
        if "attached" in found and not may_be_attached(self.ports.settings, documents):
            del found["attached"]
            narrowed.append(_alone(preset))
        return found, narrowed

    def _kept_back(self, terms: dict[str, Any]) -> bool:
        """Whether what is asked for beside a preset lets nothing go as an attachment."""
        starts = terms.get("starts")
        later = starts is not None and (starts.tzinfo is None or to_micros(starts) > self.ports.now)
        closed = terms.get("access") != Access.DOWNLOAD or terms.get("limit")
        return bool(later or closed or terms.get("password"))


def _hanging(terms: dict[str, Any]) -> set[str]:
    """What means nothing where no acknowledgement is asked for."""
    if terms.get("acknowledge"):
        return set()
    again = terms.get("revision_mode") == RevisionMode.ASK_AGAIN
    return {"acknowledge_days", "revision_mode"} if again else {"acknowledge_days"}


def _alone(preset: Preset) -> Refused:
    return Refused("preset_attached", {"preset": preset.title}, where="attached")
