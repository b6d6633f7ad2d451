"""Presets on the form: one choice that fills in the terms, which can be changed then."""

from __future__ import annotations

from ...model.preset import Preset
from ...model.verdict import Refused
from ...moments import site_zone
from ...sentences import sentence
from ...services.ports import Ports
from ...services.presets import Presets
from ...services.terms import Asked
from .terms import day_choices
from .terms import ON_DATE
from datetime import timedelta
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


BUTTON = "form.buttons.use_preset"
# Chosen in the list, and taken from there by the button.
CHOSEN, USED = "preset", "preset_used"


class FormPresets:
    """Fills fields with one button; nothing is kept, whatever is pressed."""

    template = ViewPageTemplateFile("presets.pt")

    def __init__(self, form: Any, ports: Ports) -> None:
        self.form = form
        self.request = form.request
        self.presets = Presets(ports)
        self.ports = ports

    @property
    def macros(self) -> Any:
        """The part of the page."""
        return self.template.macros

    def update(self) -> None:
        """Do what the button says."""
        if self.request.method == "POST" and BUTTON in self.request.form:
            self._use()

    def choices(self) -> list[dict[str, Any]]:
        """What can be chosen; the one that is used, or was chosen, is selected."""
        chosen = self.chosen or self.used
        return [
            {"value": one.id, "title": one.title, "selected": one.id == chosen}
            for one in self.presets.all().values()
        ]

    @property
    def used(self) -> str:
        """The id of the preset that filled the fields; empty when none did."""
        return self._text(USED)

    @property
    def chosen(self) -> str:
        """The id of the preset that stands in the list."""
        return self._text(CHOSEN)

    def asked(self) -> Asked | Refused:
        """What a draft asks for with it: its name, and that what it wants is there."""
        if self.chosen and self.chosen != self.used:
            return Refused("preset_unused", where="preset")
        if not self.used or not self.chosen:
            return {}
        found = self.presets.find(self.used)
        return found if isinstance(found, Refused) else {"preset": found.id}

    def missing(self, password: str) -> Refused | None:
        """That a preset wants a password which nobody gave."""
        found = self.presets.find(self.used) if self.used and self.chosen else None
        if isinstance(found, Preset) and found.password and not password:
            return Refused("preset_password", {"preset": found.title}, where="password")
        return None

    def _use(self) -> None:
        form, typed = self.form, self.request.form
        typed[USED] = ""
        if not self.chosen:
            return
        preset = self.presets.find(self.chosen)
        if isinstance(preset, Refused):
            form.refuse([preset])
            return
        typed[USED] = preset.id
        proposed, narrowed = self.presets.proposed(preset, form.documents)
        for name, value in self._values(proposed, preset).items():
            typed[f"form.widgets.{name}"] = value
            form.widgets[name].update()
        for one in narrowed:
            api.portal.show_message(sentence(one), self.request, type="warning")

    def _values(self, proposed: dict[str, Any], preset: Preset) -> dict[str, Any]:
        """The preset's terms as the fields take them; what it does not say stays as typed."""
        values: dict[str, Any] = {}
        if "days" in proposed:
            days = proposed["days"]
            offered = days in day_choices(self.form.bounds)
            end = (self.ports.clock.now() + timedelta(days=days)).astimezone(site_zone())
            values["until"] = [str(days) if offered else ON_DATE]
            values["date"] = "" if offered else end.date().isoformat()
        if "access" in proposed:
            values["access"] = [proposed["access"]]
            values["limit"] = str(proposed.get("limit", ""))
        if "revision_mode" in proposed:
            values["revision_mode"] = [proposed["revision_mode"]]
        if "acknowledge" in proposed:
            values["acknowledge"] = ["selected"]
            values["acknowledge_days"] = str(proposed.get("acknowledge_days", ""))
        if "notify" in proposed:
            values["notify"] = [proposed["notify"]]
        decides = preset.alone or "attached" in preset.terms
        if decides and "attached" in self.form.widgets:
            values["attached"] = ["selected"] if "attached" in proposed else []
        if preset.message and not self._text("form.widgets.message"):
            values["message"] = preset.message
        return values

    def _text(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""
