"""Terms within the bounds of the site: one policy for form, bulk and REST."""

from __future__ import annotations

from ..model.terms import Access
from ..model.terms import Terms
from ..model.times import DAY
from ..model.times import HOUR
from ..model.times import MINUTE
from ..model.times import SECOND
from ..model.times import to_micros
from ..model.verdict import Refused
from .ports import Ports
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import TypedDict
from typing import Unpack


class Asked(TypedDict, total=False):
    """What somebody asked for; what is left out, or None, has its default or stays as it is."""

    expires: datetime | None
    days: int | None
    access: str | None


def make_terms(ports: Ports, **asked: Unpack[Asked]) -> Terms | Refused:
    """Terms from what was asked: a date or a number of days (neither: the default), and more."""
    expires, days = asked.get("expires"), asked.get("days")
    if expires is not None and days is not None:
        return Refused("expiry_twice", where="expires")
    values = _values(ports, asked)
    if isinstance(values, Refused):
        return values
    until = until_when(ports, expires, ports.settings.proposed_days if days is None else days)
    if isinstance(until, Refused):
        return until
    settings = ports.settings
    usual = {"access": settings.default_access, "notify": settings.default_notify}
    return Terms(until, **{**usual, **values})


def change_terms(ports: Ports, old: Terms, **asked: Unpack[Asked]) -> Terms | Refused:
    """These terms with what was asked for instead; the rest stays."""
    values = _values(ports, asked)
    if isinstance(values, Refused):
        return values
    if not values and asked.get("expires") is None:
        return Refused("nothing_to_change")
    until = _until(ports, old, asked.get("expires"))
    return until if isinstance(until, Refused) else replace(old, expires=until, **values)


def _values(ports: Ports, asked: Asked) -> dict[str, Any] | Refused:
    """What was asked for beside the end, as fields of terms."""
    access = asked.get("access")
    if access is not None and access not in tuple(Access):
        return Refused("access_unknown", where="access")
    return {name: value for name, value in (("access", access),) if value is not None}


def _until(ports: Ports, old: Terms, expires: datetime | None) -> int | Refused:
    if expires is None:
        return old.expires
    # Ends are shown to the second: sent back as it was read, an end stays what it was.
    if expires.tzinfo is not None and to_micros(expires) // SECOND == old.expires // SECOND:
        return old.expires
    return until_when(ports, expires, 0)


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
