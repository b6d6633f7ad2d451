"""Terms within the bounds of the site: one policy for form, bulk and REST."""

from __future__ import annotations

from ..model.pages import read_range
from ..model.passwords import Busy
from ..model.passwords import hashed
from ..model.passwords import is_common
from ..model.passwords import LONGEST
from ..model.passwords import normal
from ..model.preset import MOST_DOWNLOADS as MOST_DOWNLOADS
from ..model.terms import Access
from ..model.terms import MOST_ACKNOWLEDGE_DAYS
from ..model.terms import Notify
from ..model.terms import RevisionMode
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
from typing import TypedDict
from typing import Unpack


class Asked(TypedDict, total=False):
    """What somebody asked for; what is left out, or None, has its default or stays as it is."""

    expires: datetime | None
    days: int | None
    access: str | None
    # Not after now: at once.
    starts: datetime | None
    # Downloads of each reader; 0: as many as they like.
    limit: int | None
    # Empty: none.
    password: str | None
    revision_mode: str | None
    acknowledge: bool | None
    # Within how many days; 0: at any time.
    acknowledge_days: int | None
    # The id of a preset; `services.presets` has filled in its terms.
    preset: str | None
    # A `model.terms.Notify`.
    notify: str | None
    # A range such as `2-5, 8`; empty: the whole.
    pages: str | None


def make_terms(ports: Ports, **asked: Unpack[Asked]) -> Terms | Refused:
    """Terms from what was asked: a date or a number of days (neither: the default), and more."""
    expires, days = asked.get("expires"), asked.get("days")
    if expires is not None and days is not None:
        return Refused("expiry_twice", where="expires")
    settings = ports.settings
    usual = Terms(0, settings.default_access, notify=settings.default_notify)
    terms = _chosen(ports, usual, asked)
    if isinstance(terms, Refused):
        return terms
    until = until_when(ports, expires, ports.settings.proposed_days if days is None else days)
    terms = replace(terms, preset=asked.get("preset") or "")
    return until if isinstance(until, Refused) else _lasting(ports, terms, until, asked)


def change_terms(ports: Ports, old: Terms, **asked: Unpack[Asked]) -> Terms | Refused:
    """These terms with what was asked for instead; the rest stays."""
    if all(value is None for value in asked.values()):
        return Refused("nothing_to_change")
    terms = _chosen(ports, old, asked)
    if isinstance(terms, Refused):
        return terms
    until = _until(ports, old, asked.get("expires"))
    return until if isinstance(until, Refused) else _lasting(ports, terms, until, asked)


def _chosen(ports: Ports, before: Terms, asked: Asked) -> Terms | Refused:
    """Terms with what was asked for beside the end."""
    access, limit, starts = asked.get("access"), asked.get("limit"), asked.get("starts")
    if access is not None and access not in tuple(Access):
        return Refused("access_unknown", where="access")
    if limit is not None and not 0 <= limit <= MOST_DOWNLOADS:
        return Refused("limit_range", {"maximum": MOST_DOWNLOADS}, where="download_limit")
    if starts is not None and starts.tzinfo is None:
        return Refused("expiry_zone", where="starts")
    found = _beside(before, asked)
    if isinstance(found, Refused):
        return found
    terms = replace(found, access=access or before.access)
    if terms.access != Access.DOWNLOAD:
        if limit:
            return Refused("limit_view", where="download_limit")
        limit = 0
    if limit is not None:
        terms = replace(terms, limit=limit)
    return terms if starts is None else replace(terms, starts=_start(ports, before, starts))


def _beside(before: Terms, asked: Asked) -> Terms | Refused:
    """Terms with what was asked for that has nothing to do with the rest."""
    notify, typed = asked.get("notify"), asked.get("pages")
    if notify is not None and notify not in tuple(Notify):
        return Refused("notify_unknown", where="notify")
    pages = before.pages if typed is None else read_range(typed)
    if pages is None:
        return Refused("pages_unusable", where="pages")
    return _of_revisions(replace(before, notify=notify or before.notify, pages=pages), asked)


def _of_revisions(before: Terms, asked: Asked) -> Terms | Refused:
    """Terms with what was asked for about the revision and its acknowledgement."""
    mode, days = asked.get("revision_mode"), asked.get("acknowledge_days")
    if mode is not None and mode not in tuple(RevisionMode):
        return Refused("revision_mode_unknown", where="revision_mode")
    if days is not None and not 0 <= days <= MOST_ACKNOWLEDGE_DAYS:
        values = {"maximum": MOST_ACKNOWLEDGE_DAYS}
        return Refused("acknowledge_days_range", values, where="acknowledge_days")
    acknowledge = asked.get("acknowledge")
    terms = replace(
        before,
        revision_mode=mode or before.revision_mode,
        acknowledge=before.acknowledge if acknowledge is None else acknowledge,
        acknowledge_days=before.acknowledge_days if days is None else days,
    )
    if terms.acknowledge:
        return terms
    if days:
        return Refused("acknowledge_days_unasked", where="acknowledge_days")
    if mode == RevisionMode.ASK_AGAIN:
        return Refused("ask_again_unasked", where="revision_mode")
    # Where none is asked for any more, nothing is asked for again.
    again = terms.revision_mode == RevisionMode.ASK_AGAIN
    kept = RevisionMode.LATEST.value if again else terms.revision_mode
    return replace(terms, acknowledge_days=0, revision_mode=kept)


def _start(ports: Ports, before: Terms, starts: datetime) -> int:
    moment = to_micros(starts)
    if moment // SECOND == before.starts // SECOND:
        return before.starts
    return moment if moment > ports.now else 0


def _lasting(ports: Ports, terms: Terms, until: int, asked: Asked) -> Terms | Refused:
    if until < terms.starts + HOUR:
        return Refused("start_late", where="starts")
    # At last: a hash takes its time.
    password = asked.get("password")
    digest = terms.password if password is None else _digest(ports, password)
    if isinstance(digest, Refused):
        return digest
    return replace(terms, expires=until, password=digest)


def _digest(ports: Ports, password: str) -> str | Refused:
    if not password:
        return ""
    length, bounds = len(normal(password)), ports.settings
    if not bounds.password_minimum <= length <= LONGEST:
        values = {"minimum": bounds.password_minimum, "maximum": LONGEST}
        return Refused("password_length", values, where="password")
    if bounds.password_refuse_common and is_common(password):
        return Refused("password_common", where="password")
    try:
        return hashed(password)
    except Busy:
        return Refused("password_busy", where="password")


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
