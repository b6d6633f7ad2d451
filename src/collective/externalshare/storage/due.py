"""What jobs find their work by, in the store: how far each came, and what waits for one."""

from __future__ import annotations

from ..model.gate import DocumentGate
from ..model.share import Share
from .deadlines import Deadlines
from .index import FAR_FUTURE
from .index import Postings
from .waiting import Waiting
from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from typing import Any


class Due(Deadlines):
    """The part of the store that knows what is still to be told; no right depends on it.

    `places`: how far a job came, by its name; two that go on from the same place at
    once conflict. `renewed`: UIDs of documents whose readers are to be told of a new
    PDF. `noted`: by the id of a sender, keys of rows that tell of openings. `stops`:
    the digest of the address at which reminders are stopped, each to its invitation.
    """

    shares: Any
    invitations: Any
    by_created: Any
    expiry_days: Any
    share_at: Any
    # None on a store made before there were such jobs, until the first use.
    places: Any = None
    renewed: Any = None
    stops: Any = None
    noted: Any = None

    def place(self, job: str) -> Any:
        """How far a job came; None before it began."""
        return None if self.places is None else self.places.get(job)

    def keep_place(self, job: str, place: Any) -> None:
        """Remember how far a job came."""
        if self.places is None:
            self.places = OOBTree()
        self.places[job] = place

    def ending_on(self, day: int, after: str = "") -> Iterator[Share]:
        """Shares that end on a day (since the epoch), by their ids, those beyond `after` only."""
        ids = self.expiry_days.get(day)
        for share_id in () if ids is None else ids.keys(min=after):
            if share_id != after:
                yield self.shares[share_id]

    def created_between(self, start: int, end: int, after: str = "") -> Iterator[tuple[str, Share]]:
        """Keys and shares made after `start` and until `end`, newest first, beyond a key only."""
        first = max(after, f"{FAR_FUTURE - end:016x}")
        for key in self.by_created.keys(min=first, max=f"{FAR_FUTURE - start:016x}"):
            if key != after:
                yield key, self.share_at(key)

    def note_renewed(self, uid: str) -> None:
        """A document has a PDF that it never had before."""
        if self.renewed is None:
            self.renewed = Waiting()
        self.renewed.insert(uid)

    def renewed_documents(self) -> list[str]:
        """UIDs of the documents whose readers are to be told."""
        return list(self.renewed or ())

    def told_renewed(self, gate: DocumentGate) -> None:
        """Every reader was told; whoever sees a newer PDF at this moment conflicts."""
        gate._p_changed = True
        self.renewed.remove(gate.uid)

    def keep_stop(self, digest: str, invitation_id: str) -> None:
        """Let reminders be stopped at an address, of which only the digest is kept."""
        if self.stops is None:
            self.stops = OOBTree()
        if digest not in self.stops:
            self.stops[digest] = invitation_id

    def invitation_by_stop(self, digest: str) -> Any:
        """The invitation whose reader stops reminders at the address with this digest, or None."""
        found = None if self.stops is None else self.stops.get(digest)
        return None if found is None else self.invitations.get(found)

    def note_opening(self, sender_id: str, row_key: str) -> None:
        """A row tells of an opening that a sender wants in the next summary."""
        if self.noted is None:
            self.noted = Postings()
        self.noted.add(sender_id, row_key)

    def openings_noted(self) -> list[str]:
        """Ids of the senders for whom there is anything to be summed up."""
        return [] if self.noted is None else list(self.noted.sets.keys())

    def take_openings(self, sender_id: str) -> tuple[str, ...]:
        """The keys noted for a sender, newest first, which are noted no more."""
        keys = tuple(self.noted.keys(sender_id))
        del self.noted.sets[sender_id]
        return keys
