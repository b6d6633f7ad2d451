"""Figures of the site or of one document: openings by day, statuses, who has something to do.

They come from what the sweep counted while it posted rows, corrected by the
rows that wait for it and by the starts that came since, so that their cost
does not grow with the shares.
"""

from __future__ import annotations

from ..model.share import Share
from ..model.share import Status
from ..model.times import DAY
from ..model.times import HOUR
from .marking import OPENINGS
from .marking import REFUSALS
from .overview import Overview
from .overview import Row
from .ports import Ports
from .posting import counted_as
from .posting import state_of
from .trail import MOST_YOUNG
from .trail import young_rows
from .views import EVERY
from .views import View
from .views import Views
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice


DAYS = 30
HOURS = 24
MOST_NAMED = 10


@dataclass(frozen=True)
class Picture:
    """`openings`: (day since the epoch, number), the last 30 days, each day, oldest first.

    `statuses` holds every status, with 0 where there is none. `waiting` is how
    many shares that still last were never opened, `named` some of them, newest first.
    `owing` and `owing_named` are the same of those whose reader is asked to acknowledge
    it and has not.
    """

    openings: tuple[tuple[int, int], ...]
    statuses: dict[Status, int]
    waiting: int
    named: tuple[Row, ...]
    owing: int = 0
    owing_named: tuple[Row, ...] = ()

    @property
    def shares(self) -> int:
        """How many shares there are."""
        return sum(self.statuses.values())


@dataclass(frozen=True)
class Numbers:
    """Of the site: shares with their statuses, and those that end within seven days.

    `refused` is what was refused at links in the last 24 hours, by the hour.
    """

    active: int
    pending: int
    expiring: int
    refused: int


class Figures:
    """Reads counters; never writes."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        rows = list(islice(young_rows(ports), MOST_YOUNG))
        self.openings = [
            (row["document"], row["time"] // DAY) for row in rows if row["action"] in OPENINGS
        ]
        self.refusals = [row["time"] // HOUR for row in rows if row["action"] in REFUSALS]
        journal = ports.store.journal
        self.marks = None if journal is None else journal.marks
        shares = ports.store.shares
        ids = {row["share"] for row in rows if row["share"] in shares}
        if journal is not None:
            ids.update(islice(journal.started(ports.now), MOST_YOUNG))
        self.young: list[Share] = [shares[share_id] for share_id in ids]

    def of(self, document_uid: str = EVERY) -> Picture:
        """Those of one document, or of the site."""
        young = [share for share in self.young if document_uid in (EVERY, share.document_uid)]
        statuses, waiting = self._counts(document_uid, young)
        return Picture(
            self._openings(document_uid),
            statuses,
            waiting,
            self._named(document_uid, young),
            self._owing(document_uid, young),
            self._owing_named(document_uid, young),
        )

    def numbers(self) -> Numbers:
        """What administrators see at a glance."""
        statuses, _waiting = self._counts(EVERY, self.young)
        views, marks, hour = Views(self.ports), self.marks, self.ports.now // HOUR - HOURS
        expiring, refused = views.ending(), sum(one > hour for one in self.refusals)
        if marks is not None:
            refused += marks.refused_since(hour + 1)
        for share in self.young:
            expiring += views.ends_soon(share) - views.counted_as_ending(share.id)
        return Numbers(statuses[Status.ACTIVE], statuses[Status.PENDING], expiring, refused)

    def _openings(self, uid: str) -> tuple[tuple[int, int], ...]:
        today, journal = self.ports.now // DAY, self.ports.store.journal
        days = dict.fromkeys(range(today - DAYS + 1, today + 1), 0)
        counted = journal.days.get(uid) if journal is not None else None
        days.update(counted.items(min(days), today) if counted is not None else ())
        for document, day in self.openings:
            if day in days and uid in (EVERY, document):
                days[day] += 1
        return tuple(days.items())

    def _counts(self, uid: str, young: list[Share]) -> tuple[dict[Status, int], int]:
        journal, waiting = self.ports.store.journal, 0
        statuses = dict.fromkeys(Status, 0)
        counted = [] if journal is None else list(journal.counted(uid))
        for share in young:
            old = journal.states.get(share.id) if journal is not None else None
            counted += [(old, -1)] if old else []
            counted.append((state_of(self.ports, share), 1))
        for state, number in counted:
            status, waits = counted_as(state)
            statuses[status] += number
            waiting += number if waits else 0
        return statuses, waiting

    def _owing(self, uid: str, young: list[Share]) -> int:
        marks = self.marks
        number = 0 if marks is None or marks.owed is None else int(marks.owed.get(uid, 0))
        for share in young:
            key = self.ports.store.share_key(share)
            before = marks is not None and marks.owes(share.document_uid, key)
            number += self._owes(share) - before
        return number

    def _owes(self, share: Share) -> bool:
        invitation = self.ports.store.records_of(share)[0]
        return Views(self.ports).holds(View.UNACKNOWLEDGED, share, invitation)

    def _owing_named(self, uid: str, young: list[Share]) -> tuple[Row, ...]:
        posted: Iterable[str] = ()
        if self.marks is not None and self.marks.owing is not None:
            site = self.marks.views.keys(View.UNACKNOWLEDGED)
            posted = site if uid == EVERY else self.marks.owing.keys(uid)
        return self._newest(filter(self._owes, young), posted, young)

    def _named(self, uid: str, young: list[Share]) -> tuple[Row, ...]:
        journal = self.ports.store.journal
        waits = (share for share in young if counted_as(state_of(self.ports, share))[1])
        return self._newest(waits, () if journal is None else journal.unopened.keys(uid), young)

    def _newest(
        self, recent: Iterable[Share], posted: Iterable[str], young: list[Share]
    ) -> tuple[Row, ...]:
        """Some of those that are young, and of those that were posted and are not."""
        store, fresh = self.ports.store, {share.id for share in young}
        older = (share for share in map(store.share_at, posted) if share.id not in fresh)
        found = [*recent, *islice(older, MOST_NAMED)]
        overview = Overview(self.ports)
        newest = sorted(found, key=lambda share: -share.created)[:MOST_NAMED]
        return tuple(overview.listed(share) for share in newest)
