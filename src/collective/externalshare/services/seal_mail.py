"""Seals by mail: somebody outside keeps what was sealed where nobody here can change it."""

from __future__ import annotations

from ..model.address import canonical
from ..model.outbox import GIVE_UP
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.seal import Seal
from ..model.secrets import new_id
from ..model.times import HOUR
from .ports import Ports
from collections.abc import Iterable
from collections.abc import Iterator


EVERY = HOUR
MOST_CHARACTERS = 5_000_000
"""Of seals in one mail, that mail servers take it; a single seal always goes."""


class SealMail:
    """Puts seals into the outbox. No row tells of it, which would be sealed and mailed for ever."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def when_due(self) -> int:
        """Queue what was sealed since the last mail, an hour after that; how many mails.

        An address that is set anew begins with the newest seal.
        """
        store, now = self.ports.store, self.ports.now
        address = canonical(self.ports.settings.seal_address)
        mailed, moment = store.mailed_seals
        if address is None:
            if mailed:
                store.note_mailed_seals(0, 0)
            return 0
        last = store.last_seal()
        newest = last.fields["number"] if last else 0
        # A clock that was set back must not keep seals from being mailed.
        if mailed >= newest or 0 <= now - moment < EVERY:
            return 0
        parts = list(_parts(store.seals(mailed + 1 if mailed else newest)))
        for first, final in parts:
            kind, subject = MailKind.SEALS.value, f"{first}-{final}"
            row = OutboxRow(new_id(), kind, subject, now, now + GIVE_UP, address=address)
            store.enqueue(row)
        store.note_mailed_seals(newest, now)
        return len(parts)


def _parts(seals: Iterable[Seal]) -> Iterator[tuple[int, int]]:
    """First and last number of the seals that go into one mail."""
    first = last = size = 0
    for seal in seals:
        number = seal.fields["number"]
        if first and size + len(seal.text) > MOST_CHARACTERS:
            yield first, last
            first = size = 0
        first, last, size = first or number, number, size + len(seal.text)
    if first:
        yield first, last
