"""A setting changes, with evidence of what it was before."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from .ports import Ports
from .record import record_administration
from typing import Any


ADDRESSES = ("seal_address",)
"""Settings that are somebody's address, which stands beside a row and never in it."""
WORDS = ("mail_words",)
"""Settings of many long words, of which a row has those alone that changed."""


def setting_changed(
    ports: Ports, name: str, old: object, new: object, actor: Actor, contact: Contact = NOBODY
) -> bool:
    """Record that a setting has another value now; False, and no row, where it has the same.

    :raises KeysUnusable: when it cannot be recorded, so that it must not be stored either.
    """
    if name in WORDS:
        old, new = _apart(old or {}, new or {}), _apart(new or {}, old or {})
    before, after = _said(name, old), _said(name, new)
    if before == after:
        return False
    person = {}
    if name in ADDRESSES:
        person = {"address": str(new)} if new else {}
        before, after = _said(name, "…" if old else ""), _said(name, "…" if new else "")
    event = Event(Action.SETTINGS_CHANGED, actor, old=before, new=after, person=person)
    record_administration(ports, event, contact)
    return True


def _apart(words: Any, others: Any) -> tuple[str, ...]:
    """What is in these words and not the same in the others; of what is missing, that it is."""
    return tuple(
        f"{key}: {words[key]['subject']}\n\n{words[key]['text']}" if key in words else f"{key}:"
        for key in sorted({*words, *others})
        if words.get(key) != others.get(key)
    )


def _said(name: str, value: object) -> str:
    return f"{name} = {', '.join(map(str, value)) if isinstance(value, tuple | list) else value}"
