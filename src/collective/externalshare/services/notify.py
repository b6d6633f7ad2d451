"""Telling senders what readers opened (the first time, each time, or once a day) and acknowledged.

The rows of evidence are looked through when they are posted (ADR 0019): each
once, by one writer, so that no reader waits for a mail to be queued.
"""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import ADMINISTRATION
from ..model.audit import Event
from ..model.audit import SYSTEM
from ..model.distribution import Sender
from ..model.outbox import GIVE_UP
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.secrets import new_id
from ..model.share import Share
from ..model.terms import Notify
from ..model.times import DAY
from ..model.times import HOUR
from .ports import Ports
from .record import record
from .senders import has_left
from .tell import tell_reader
from itertools import islice
from typing import Any


OPENINGS = frozenset({Action.SHARE_OPENED, Action.SHARE_DOWNLOADED})
# Rows of an old store that are posted late are no news.
NEWS = 2 * DAY
MORNING = 6 * HOUR
DIGEST = "digest"
MOST_SENDERS = 100


class NotifySender:
    """Queues mails to senders who want to know, and have an account and an address."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def note(self, row: dict[str, Any]) -> None:
        """Where a reader opened something: tell its sender now, in the next summary, or not."""
        store, acknowledged = self.ports.store, row["action"] == Action.SHARE_ACKNOWLEDGED
        told = acknowledged or row["action"] in OPENINGS
        share = store.shares.get(row["share"]) if told else None
        if share is None or self.ports.now - row["time"] > NEWS:
            return
        if has_left(self.ports, share.sender_id):
            return
        if acknowledged:
            self._note_acknowledged(share, row)
        else:
            self._note(share, row)

    def _note(self, share: Share, row: dict[str, Any]) -> None:
        wanted, store = share.terms.notify, self.ports.store
        distribution = store.distributions[share.distribution_id]
        if wanted == Notify.NEVER or not distribution.sender.address:
            return
        if wanted == Notify.DAILY:
            store.note_opening(share.sender_id, store.row_key(row))
        elif wanted == Notify.EVERY or not share.noticed:
            share.noticed = True
            address = distribution.sender.address
            tell_reader(self.ports, MailKind.OPENED, share, address=address)

    def _note_acknowledged(self, share: Share, row: dict[str, Any]) -> None:
        """Who asked for it is told of each: at once, or in the summary where they want no more."""
        store = self.ports.store
        address = store.distributions[share.distribution_id].sender.address
        if not address:
            return
        if share.terms.notify in (Notify.NEVER, Notify.DAILY):
            store.note_opening(share.sender_id, store.row_key(row))
        elif tell_reader(self.ports, MailKind.ACKNOWLEDGED, share, address=address):
            notices = dict(store.invitations[share.invitation_id].notices)
            mail = store.outbox[notices[MailKind.ACKNOWLEDGED.value]]
            mail.openings = (*mail.openings, store.row_key(row))

    def digests(self) -> int:
        """Queue what each sender has to be told of the days before; none that would be empty."""
        store, today = self.ports.store, (self.ports.now - MORNING) // DAY
        done = store.place(DIGEST)
        if done == today:
            return 0
        senders = list(islice(store.openings_noted(), MOST_SENDERS))
        for sender_id in senders:
            for current, keys in self._noted(sender_id).items():
                self._digest(current, keys)
        if len(senders) < MOST_SENDERS:
            store.keep_place(DIGEST, today)
        return len(senders)

    def _noted(self, sender_id: str) -> dict[Sender, tuple[str, ...]]:
        """What was noted for a sender, by who has it now: some may have been handed over."""
        store = self.ports.store
        found: dict[Sender, tuple[str, ...]] = {}
        for key in store.take_openings(sender_id):
            chain, sequence = store.row_at(key)
            share = store.shares[chain.row(sequence)["share"]]
            sender = store.distributions[share.distribution_id].sender
            found[sender] = (*found.get(sender, ()), key)
        return found

    def _digest(self, sender: Sender, keys: tuple[str, ...]) -> None:
        now = self.ports.now
        if not sender.address or has_left(self.ports, sender.id):
            return
        kind = MailKind.DIGEST.value
        row = OutboxRow(new_id(), kind, sender.id, now, now + GIVE_UP, sender.address)
        row.openings = keys
        self.ports.store.enqueue(row)
        event = Event(Action.NOTICE_QUEUED, SYSTEM, new=MailKind.DIGEST.value)
        record(self.ports, ADMINISTRATION, event)
