"""Terms within the bounds of the site: one policy for form, bulk and REST."""

from __future__ import annotations

from ..model.terms import Access
from ..model.terms import Terms
from ..model.times import DAY
from ..model.times import HOUR
from ..model.times import MINUTE
from ..model.times import to_micros
from ..model.verdict import Refused
from .ports import Ports
from datetime import datetime


def make_terms(
    ports: Ports,
    expires: datetime | None = None,
    days: int | None = None,
    access: str | None = None,
) -> Terms | Refused:
    """Terms from a date or a number of days; neither means the default, both are refused."""
    if expires is not None and days is not None:
        return Refused("expiry_twice", where="expires")
    if access is not None and access not in tuple(Access):
        return Refused("access_unknown", where="access")
    until = until_when(ports, expires, ports.settings.proposed_days if days is None else days)
    if isinstance(until, Refused):
        return until
    return Terms(until, access or ports.settings.default_access)


def until_when(ports: Ports, expires: datetime | None, days: int) -> int | Refused:
    """The expiry in microseconds: in the future by an hour at least, within the maximum."""
    maximum = ports.settings.maximum_days
    now = ports.now
    if expires is None and not 1 <= days <= maximum:
        return Refused("expiry_days", {"maximum": maximum}, where="expires_in_days")
    if expires is not None and expires.tzinfo is None:
        return Refused("expiry_zone", where="expires")
    until = now + days * DAY if expires is None else to_micros(expires)
    if until < now + HOUR:
        return Refused("expiry_past", where="expires")
    # A client's clock may be a little ahead of ours.
    if until > now + maximum * DAY + MINUTE:
        return Refused("expiry_far", {"maximum": maximum}, where="expires")
    return until
