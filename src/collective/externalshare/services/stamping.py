"""The words on a reader's copy."""

from __future__ import annotations

from ..model.grant import Stamp
from ..model.invitation import Invitation
from ..model.settings import Settings
from ..model.times import from_micros


HEADLINE = "External distribution"
CLASS = "Confidential"


def stamp_for(settings: Settings, invitation: Invitation, address: str, now: int) -> Stamp:
    """Headline, reader and date across the page; the same in one line at its foot.

    The date is the day of the grant in UTC; a reader without a name is named
    by the address alone.
    """
    headline = settings.watermark_headline or f"{HEADLINE} · {CLASS}"
    day = from_micros(now).strftime("%Y-%m-%d")
    who = f"{invitation.name} <{address}>" if invitation.name else address
    whole = ", ".join(part for part in (who, invitation.organisation) if part)
    lines = [headline]
    if invitation.name:
        lines.append(invitation.name)
    lines.append(f"{address} · {day}")
    return Stamp(tuple(lines), f"{headline} · {whole} · {day} UTC")
