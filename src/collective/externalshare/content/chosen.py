"""Documents that somebody chose: which of them can be shared, which cannot and why."""

from __future__ import annotations

from .. import _
from ..model.verdict import Refused
from ..sentences import sentence
from .documents import Document
from .documents import refusal_of
from .rights import allowed
from .rights import SHARE
from Acquisition import aq_base
from dataclasses import dataclass
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.i18nmessageid import Message


NOT_ALLOWED = _("chosen_not_allowed", default="You may not share this document externally.")


@dataclass(frozen=True)
class Choice:
    """`cannot` are titles with the reason; `missing`: how many are gone, or hidden from users.

    `unplaced`: titles of documents whose place was typed, and is no number.
    """

    can: tuple[Document, ...]
    cannot: tuple[tuple[str, Message], ...]
    missing: int
    unplaced: tuple[str, ...] = ()

    @property
    def uids(self) -> tuple[str, ...]:
        """Of those that can be shared."""
        return tuple(document.uid for document in self.can)


def choose(uids: list[str]) -> Choice:
    """Look at documents by their UIDs, each once, in the order in which they were named."""
    catalog = api.portal.get_tool("portal_catalog")
    found = {brain.UID: brain for brain in catalog(UID=uids, show_inactive=True)}
    can: list[Document] = []
    cannot: list[tuple[str, Message]] = []
    named = list(dict.fromkeys(uids))
    for brain in (found[uid] for uid in named if uid in found):
        obj = brain.getObject()
        reason = _reason(obj)
        if reason is None:
            can.append(Document(obj))
        else:
            cannot.append((obj.Title() or obj.getId(), reason))
    return Choice(tuple(can), tuple(cannot), len(named) - len(found))


def related_to(obj: Any) -> Choice:
    """The related items of an object, in their order, itself apart."""
    relations = getattr(aq_base(obj), "relatedItems", None) or ()
    found = (one.to_object for one in relations if not one.isBroken())
    uids = [IUUID(one, "") for one in found if one is not None]
    return choose([uid for uid in uids if uid and uid != IUUID(obj)])


def _reason(obj: Any) -> Message | None:
    if not allowed(SHARE, obj):
        return NOT_ALLOWED
    refusal = refusal_of(obj)
    return None if refusal is None else sentence(Refused(str(refusal)))
