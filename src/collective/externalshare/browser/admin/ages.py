"""How long ago something was, in its largest whole unit."""

from __future__ import annotations

from ... import _
from ...model.times import DAY
from ...model.times import HOUR
from ...model.times import MINUTE
from ...model.times import SECOND
from zope.i18nmessageid import Message


UNITS = (
    (DAY, _("admin_age_days", default="${count} d")),
    (HOUR, _("admin_age_hours", default="${count} h")),
    (MINUTE, _("admin_age_minutes", default="${count} min")),
    (SECOND, _("admin_age_seconds", default="${count} s")),
)


def say_age(micros: int) -> Message:
    """Two days and an hour are `2 d`; less than a second, or the future, is `0 s`."""
    length, words = next(
        ((length, words) for length, words in UNITS if micros >= length), UNITS[-1]
    )
    return Message(words, mapping={"count": max(0, micros // length)})
