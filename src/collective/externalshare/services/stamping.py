"""The words on a reader's copy."""

from __future__ import annotations

from ..model.grant import Stamp
from ..model.invitation import Invitation
from ..model.settings import Settings
from ..model.times import from_micros


def stamp_for(
    settings: Settings, invitation: Invitation, address: str, now: int, copy: str
) -> Stamp:
    """Headline, reader and date across the page; the same in one line at its foot.

    The date is the day of the grant in UTC; a reader without a name is named
    by the address alone. Emptied settings leave the reader and the date.
    """
    words = (settings.watermark_headline.strip(), settings.watermark_classification.strip())
    headline = " · ".join(word for word in words if word)
    day = from_micros(now).strftime("%Y-%m-%d")
    who = f"{invitation.name} <{address}>" if invitation.name else address
    whole = ", ".join(part for part in (who, invitation.organisation) if part)
    lines = (headline, invitation.name, f"{address} · {day}")
    foot = (headline, whole, f"{day} UTC", copy)
    return Stamp(tuple(line for line in lines if line), " · ".join(part for part in foot if part))
