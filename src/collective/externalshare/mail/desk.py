"""What every mail is prepared with: the site as it is at one moment, links, words, envelopes."""

from __future__ import annotations

from ..interfaces import IClock
from ..interfaces import IDocuments
from ..interfaces import IKeys
from ..interfaces import IMailGate
from ..interfaces import ISiteSettings
from ..model.distribution import Sender
from ..model.invitation import Invitation
from ..model.outbox import OutboxRow
from ..model.times import to_micros
from .compose import Envelope
from .invitation import name_of
from .letterhead import letterhead_of
from .reply import Trouble
from .task import Unready
from .words import Words
from dataclasses import replace
from typing import Any
from zope.component import getUtility


class Desk:
    """Reads one site at one moment. Never writes."""

    def __init__(self, site: Any, store: Any) -> None:
        self.site = site
        self.store = store
        self.documents = IDocuments(site)
        self.settings = ISiteSettings(site).read()
        self.gate = IMailGate(site)
        self.moment = getUtility(IClock).now()
        self.now = to_micros(self.moment)
        self.ring = IKeys(site).ring()
        self.head = letterhead_of(site, self.settings)

    def _link(self, invitation: Invitation) -> str:
        if not self.settings.link_base:
            raise Unready(Trouble.LINK_BASE_MISSING)
        if not self.ring.has(invitation.key_id):
            raise Unready(Trouble.KEY_MISSING)
        return invitation.link(self.ring, self.settings.link_base)

    def _sender(self, invitation: Invitation) -> Sender:
        """Who has the sending now."""
        sender: Sender = self.store.distributions[invitation.distribution_id].sender
        return self._reachable(sender)

    def _reachable(self, sender: Sender) -> Sender:
        """Without an address where the account is gone: answers go to the site then."""
        return replace(sender, address="") if self.store.has_left(sender.id) else sender

    def _words(self, row: OutboxRow, *languages: str) -> Words:
        return Words.first_of((row.language, *languages, self.head.language))

    def _envelope(
        self, row: OutboxRow, recipient: str, sender: Sender | None = None, stop: str = ""
    ) -> Envelope:
        own = (name_of(sender), sender.address) if sender else ("", "")
        return Envelope(row.id, self.gate.sender(), own, recipient, self.settings.link_base, stop)
