"""Figures as pictures: bars drawn here, in a page that needs no script and no service."""

from __future__ import annotations

from .. import _
from ..model.share import Status
from ..model.times import DAY
from ..moments import say_day
from ..moments import Speaker
from ..services.figures import Picture
from ..services.overview import Row
from ..vocabularies import STATUSES
from .sender.acts import details_url
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo
from zope.i18nmessageid import Message


HEIGHT = 60
STEP = 10
# In the order in which somebody has something to do about it.
ORDER = (
    Status.ACTIVE,
    Status.SUSPENDED,
    Status.PENDING,
    Status.EXHAUSTED,
    Status.EXPIRED,
    Status.REVOKED,
)
UTC = ZoneInfo("UTC")
UNOPENED = _("figures_waiting", default="Who has not opened")
OWING = _("figures_owing", default="Who has not acknowledged")


@dataclass(frozen=True)
class Bar:
    """A rectangle in the units of its picture, and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    label: Any
    number: int
    name: str = ""


class Chart:
    """A `Picture` in words and bars."""

    def __init__(
        self, picture: Picture, speaker: Speaker, of_document: bool = False, asks: bool = False
    ) -> None:
        self.of_document = of_document
        # Whether acknowledgements are spoken of also where none is missing.
        self.asks = asks or picture.owing > 0
        self.picture = picture
        self.speaker = speaker

    @property
    def opened(self) -> int:
        """Openings of all the days."""
        return sum(number for _day, number in self.picture.openings)

    @property
    def most(self) -> int:
        """Openings of the day that has most."""
        return max(number for _day, number in self.picture.openings)

    @property
    def width(self) -> int:
        """Of the picture of openings."""
        return STEP * len(self.picture.openings)

    def days(self) -> list[Bar]:
        """One bar for each day, the oldest first; days are those of UTC, as in the evidence."""
        most = max(1, self.most)
        found = []
        for place, (day, number) in enumerate(self.picture.openings):
            height = round(HEIGHT * number / most, 2)
            label = say_day(day * DAY, self.speaker.language, UTC)
            bar = Bar(place * STEP + 1, HEIGHT - height, STEP - 2, height, label, number)
            found.append(bar)
        return found

    def statuses(self) -> list[Bar]:
        """One piece of a band of 100 for each status that there is."""
        total, x, found = max(1, self.picture.shares), 0.0, []
        for status in ORDER:
            number = self.picture.statuses[status]
            if number:
                width = 100 * number / total
                bar = Bar(round(x, 3), 0, round(width, 3), 10, STATUSES[status], number, status)
                found.append(bar)
                x += width
        return found

    @property
    def openings_said(self) -> Message:
        """The picture of openings in a sentence."""
        days = self.days()
        return _(
            "figures_openings_said",
            default="Openings from ${first} to ${last}: ${number}; most on one day: ${most}.",
            mapping={
                "first": days[0].label,
                "last": days[-1].label,
                "number": self.opened,
                "most": self.most,
            },
        )

    @property
    def waiting_said(self) -> Message:
        """How many have not opened."""
        return _(
            "figures_waiting_said",
            default="Not opened yet: ${waiting} of ${shares}.",
            mapping={"waiting": self.picture.waiting, "shares": self.picture.shares},
        )

    @property
    def owing_said(self) -> Message:
        """How many have not acknowledged what they are asked to."""
        return _(
            "figures_owing_said",
            default="Not acknowledged yet: ${owing}.",
            mapping={"owing": self.picture.owing},
        )

    def waiters(self) -> list[dict[str, Any]]:
        """Those who have something to do yet: what it is, how many they are, some of them.

        `unnamed`: how many more they are than are named.
        """
        picture = self.picture
        found = [(UNOPENED, self.waiting_said, picture.named, picture.waiting)]
        if self.asks:
            found.append((OWING, self.owing_said, picture.owing_named, picture.owing))
        return [
            {
                "title": title,
                "said": said,
                "named": self._named(rows),
                "unnamed": number - len(rows),
            }
            for title, said, rows, number in found
        ]

    def _named(self, rows: Sequence[Row]) -> list[dict[str, str]]:
        return [
            {
                "who": row.invitation.name or row.recipient.address,
                "title": "" if self.of_document else row.title,
                "url": details_url(row.share.id),
            }
            for row in rows
        ]
