"""Marking: which shares need somebody's eye, noted while rows are posted.

Beside `posting` the second writer of the journal; both are the sweep's.
"""

from __future__ import annotations

from ..model.audit import Action
from ..model.gate import DocumentGate
from ..model.share import ENDED
from ..model.share import Share
from ..model.times import DAY
from ..model.times import HOUR
from .ports import Ports
from .views import MARKED
from .views import View
from .views import Views
from itertools import islice
from typing import Any


OPENINGS = frozenset({Action.SHARE_OPENED, Action.SHARE_DOWNLOADED})
REFUSALS = frozenset({Action.ACCESS_REFUSED, Action.CODE_REFUSED})
MAILS = frozenset({Action.INVITATION_QUEUED, Action.INVITATION_SENT, Action.INVITATION_FAILED})


class Marking:
    """Keeps the marks; where there are none yet, before an upgrade, it does nothing."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    @property
    def marks(self) -> Any:
        """The marks, or None."""
        journal = self.ports.store.journal
        return None if journal is None else journal.marks

    def note(self, row: dict[str, Any]) -> None:
        """Follow what one row says; only once for each row."""
        if self.marks is None:
            return
        if row["action"] in OPENINGS and row["sha256"]:
            self.marks.seen[row["share"]] = row["sha256"]
        if row["action"] in REFUSALS:
            self.marks.count_refusal(row["time"] // HOUR)

    def concerned(self, row: dict[str, Any]) -> list[Share]:
        """Shares that a row may have moved; a mail's row those of the whole invitation."""
        store, ids = self.ports.store, [row["share"]]
        if row["action"] in MAILS and row["chain"] in store.invitations:
            ids = store.invitations[row["chain"]].share_ids
        return [store.shares[share_id] for share_id in ids if share_id in store.shares]

    def look(self, share: Share) -> None:
        """Bring the marks of one share up to date; where nothing changed, nothing is written."""
        if self.marks is None:
            return
        store, views = self.ports.store, Views(self.ports)
        key, invitation = store.share_key(share), store.records_of(share)[0]
        for view in MARKED:
            held = views.holds(view, share, invitation)
            self.marks.mark(view, key, held)
            if view is View.UNACKNOWLEDGED:
                self.marks.move_owing(share.document_uid, key, held)
        ended = share.status(self.ports.now, share.refusal) in ENDED
        self.marks.move_end(share.id, None if ended else share.terms.expires // DAY)

    def begin_owing(self) -> None:
        """Once, on a store of before: which documents the shares of the view are of."""
        if self.marks is None or self.marks.owing is not None:
            return
        keys, share_at = self.marks.views.keys(View.UNACKNOWLEDGED), self.ports.store.share_at
        self.marks.begin_owing((share_at(key).document_uid, key) for key in keys)

    def sender(self, user_id: str, gone: bool) -> bool:
        """Note whether a sender's account is gone; True when that is new."""
        if self.marks is None or (user_id in self.marks.gone) == gone:
            return False
        self.marks.miss_no_more(user_id)
        if gone:
            self.marks.gone.insert(user_id)
        else:
            self.marks.gone.remove(user_id)
        return True

    def missed_for(self, user_id: str) -> int:
        """Note that a sweep did not find an account; for how long none has (microseconds)."""
        now = self.ports.now
        return 0 if self.marks is None else now - self.marks.miss(user_id, now)

    def found(self, user_id: str) -> None:
        """Note that a sweep found an account."""
        if self.marks is not None:
            self.marks.miss_no_more(user_id)

    def revised(self, gate: DocumentGate, most: int) -> int:
        """Look which readers of a document saw an older PDF, at most so many; how many it were."""
        store = self.ports.store
        if gate.revised is None or self.marks is None:
            return 0
        keys = list(islice(store.by_document.keys(gate.uid, gate.revised), most))
        for key in keys:
            self.look(store.share_at(key))
        gate.revised = keys[-1] if len(keys) == most else None
        return len(keys)

    def everything(self) -> None:
        """Make the marks of a store that had none, in one transaction; for upgrades."""
        store = self.ports.store
        if store.journal is None or self.marks is not None:
            return
        store.begin_marks()
        for chain in store.chains.values():
            for sequence in range(chain.posted):
                self.note(chain.row(sequence))
        for share in store.shares.values():
            self.look(share)
