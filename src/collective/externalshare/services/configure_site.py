"""Settings change, with evidence of what they were before."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.settings import Settings
from .ports import Ports
from .record import record_administration
from dataclasses import fields


class ConfigureSite:
    """Records changed settings; every face that stores settings calls it afterwards.

    `ports` must have been made before the change: they hold the settings as
    they were. A face MUST store nothing that is `unrecordable`.
    """

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(self, after: Settings, actor: Actor, contact: Contact = NOBODY) -> tuple[str, ...]:
        """Write one row for each setting that differs from `after`; the names of those."""
        before = self.ports.settings
        names = tuple(
            one.name
            for one in fields(Settings)
            if getattr(before, one.name) != getattr(after, one.name)
        )
        for name in names:
            event = Event(
                Action.SETTINGS_CHANGED,
                actor,
                old=_said(name, before),
                new=_said(name, after),
            )
            record_administration(self.ports, event, contact)
        return names


def _said(name: str, settings: Settings) -> str:
    value = getattr(settings, name)
    return f"{name} = {', '.join(map(str, value)) if isinstance(value, tuple) else value}"
