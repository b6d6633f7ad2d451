"""Posting: rows are put into the journal some time after they were written (ADR 0019).

The journal has one writer, the sweep. Would every reader's row go into an index
by time at once, all readers would write its newest end, and conflict.
"""

from __future__ import annotations

from ..model.audit import ADMINISTRATION
from ..model.audit import Chain
from ..model.share import ENDED
from ..model.share import Share
from ..model.share import Status
from ..model.times import DAY
from ..model.times import MINUTE
from .marking import Marking
from .marking import OPENINGS
from .notify import NotifySender
from .ports import Ports
from .views import EVERY
from collections.abc import Iterator
from itertools import islice
from typing import Any


ROWS_AT_ONCE = 5_000
# A chain that was written a moment ago may be so again: its writer is not disturbed.
REST = MINUTE
# Even a chain that never rests is posted when it has so many rows to be posted.
MANY = 200
NOT_OPENED = "not_opened"


class Posting:
    """Brings the journal up to date; safe to run twice, or on two clients, where one conflicts."""

    def __init__(self, ports: Ports, rows_at_once: int = ROWS_AT_ONCE) -> None:
        self.ports = ports
        self.rows_at_once = rows_at_once
        self.marking = Marking(ports)

    def __call__(self) -> int:
        """Post so many rows at most, the backlog of an old store last; how many it were."""
        if self.ports.store.journal is None:
            self.ports.store.begin_journal()
        self.marking.begin_owing()
        self._started()
        posted = 0
        for chain in self._resting():
            posted += self._post(chain, self.rows_at_once - posted)
            if chain.posted == chain.length:
                self.ports.store.unposted.remove(chain.id)
            if posted >= self.rows_at_once:
                return posted
        return posted + self._backlog(self.rows_at_once - posted)

    def everything(self) -> int:
        """Post all that there is, in one transaction; for upgrades."""
        self.rows_at_once, posted = 1 << 62, 0
        while (some := self()) or self.ports.store.journal.backlog is not None:
            posted += some
        return posted

    def _started(self) -> None:
        """Count anew the shares whose start has come: no row tells of it."""
        store = self.ports.store
        if store.journal.starts is None:
            self._begin_starts()
        ids = list(islice(store.journal.started(self.ports.now), self.rows_at_once))
        for share in (store.shares[share_id] for share_id in ids):
            self._count(share)
            self.marking.look(share)

    def _begin_starts(self) -> None:
        """Once, on a store of before: which of those that are counted as pending start when."""
        store = self.ports.store
        store.journal.begin_starts()
        for share_id, state in store.journal.states.items():
            if counted_as(state)[0] is Status.PENDING:
                store.journal.move_start(share_id, start_of(store.shares[share_id]))

    def _resting(self) -> Iterator[Chain]:
        store, now = self.ports.store, self.ports.now
        # Ids first, since posted chains leave the set; each chain is woken when its turn comes.
        for chain in (store.chains[name] for name in list(store.unposted)):
            # A clock that was set back must not keep rows from being posted.
            rests = not 0 <= now - chain.last_time < REST
            if rests or chain.length - chain.posted >= MANY:
                yield chain

    def _backlog(self, most: int) -> int:
        store, posted = self.ports.store, 0
        journal = store.journal
        if journal.backlog is None:
            return 0
        for name in store.chains.keys(min=journal.backlog):
            chain = store.chains[name]
            posted += self._post(chain, most - posted)
            if chain.posted < chain.length:
                journal.backlog = name
                return posted
        journal.backlog = None
        return posted

    def _post(self, chain: Chain, most: int) -> int:
        until = min(chain.length, chain.posted + most)
        touched: dict[str, Share] = {}
        notify = NotifySender(self.ports)
        for sequence in range(chain.posted, until):
            row = chain.row(sequence)
            self._index(row)
            self.marking.note(row)
            notify.note(row)
            touched |= {share.id: share for share in self.marking.concerned(row)}
        for share in touched.values():
            self._count(share)
            self.marking.look(share)
        posted, chain.posted = until - chain.posted, until
        return posted

    def _index(self, row: dict[str, Any]) -> None:
        store = self.ports.store
        key = store.row_key(row)
        for value in values_of(self.ports, row):
            store.journal.postings.add(value, key)
        if row["action"] in OPENINGS:
            store.journal.count_opening((EVERY, row["document"]), row["time"] // DAY)

    def _count(self, share: Share) -> None:
        journal, values = self.ports.store.journal, (EVERY, share.document_uid)
        state = state_of(self.ports, share)
        key = self.ports.store.share_key(share)
        for value in values:
            if state.endswith(NOT_OPENED):
                journal.unopened.add(value, key)
            else:
                journal.unopened.discard(value, key)
        journal.move(share.id, values, state)
        pending = counted_as(state)[0] is Status.PENDING
        journal.move_start(share.id, start_of(share) if pending else None)


def start_of(share: Share) -> int | None:
    """When a pending share begins by the clock alone; None: when somebody has agreed to it."""
    return None if share.held else share.terms.starts


def state_of(ports: Ports, share: Share) -> str:
    """What figures count a share as: its status by the gate, and whether it waits to be opened."""
    status = share.status(ports.now, share.refusal)
    waits = status not in ENDED and not share.usage.opened
    return f"{status} {NOT_OPENED}" if waits else str(status)


def counted_as(state: str) -> tuple[Status, bool]:
    """The status that a state stands for, and whether its share waits to be opened."""
    status, _space, waits = state.partition(" ")
    return Status(status), bool(waits)


def values_of(ports: Ports, row: dict[str, Any]) -> Iterator[str]:
    """What a row can be found under, itself under `EVERY`."""
    yield EVERY
    yield f"action {row['action']}"
    store = ports.store
    invitation = store.invitations.get(row["chain"])
    if row["chain"] == ADMINISTRATION or invitation is None:
        if row["document"]:
            yield f"document {row['document']}"
        if row["recipient_id"]:
            yield f"recipient {row['recipient_id']}"
        return
    yield f"recipient {invitation.recipient_id}"
    # Who shared it, whoever has it now: what was posted under one name stays findable.
    yield f"sender {store.distributions[invitation.distribution_id].author.id}"
    # What concerns no single document concerns all that the link leads to.
    ids = [row["share"]] if row["share"] else invitation.share_ids
    for uid in {
        store.shares[share_id].document_uid for share_id in ids if share_id in store.shares
    }:
        yield f"document {uid}"
