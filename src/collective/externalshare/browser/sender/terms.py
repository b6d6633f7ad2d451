"""Until when, and what a recipient may do: what a new share and a change have in common."""

from __future__ import annotations

from ... import _
from ...model.settings import Settings
from ...model.terms import Access
from ...model.times import DAY
from ...model.times import from_micros
from ...model.verdict import Refused
from ...moments import say_day
from ...moments import site_zone
from ...services.ports import Ports
from ...services.ports import ports_for
from ...services.terms import make_terms
from ...services.terms import MOST_DOWNLOADS
from ...settings.mails import NOTIFIES
from ...vocabularies import ACCESS
from .revision_terms import IRevisionTerms
from datetime import date
from datetime import datetime
from datetime import time
from plone import api
from typing import Any
from zope import schema
from zope.interface import provider
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


ON_DATE = "date"
KEEP = "keep"
# A day picked in a calendar is meant whole.
END_OF_DAY = time(23, 59)


def day_choices(settings: Settings) -> list[int]:
    """Numbers of days offered: the usual ones within the maximum, and the default."""
    usual = {days for days in settings.day_choices if days <= settings.maximum_days}
    return sorted(usual | {settings.proposed_days})


def offer_only(widget: Any, settings: Settings) -> None:
    """Show those of the choices alone that a document's rules allow.

    The others can be sent all the same, and are refused in words like on any other way.
    """
    offered = {str(days) for days in day_choices(settings)}
    terms = [one for one in widget.terms if one.value in (*offered, KEEP, ON_DATE)]
    widget.terms.terms = SimpleVocabulary(terms)


@provider(IContextSourceBinder)
def until_choices(context: Any) -> SimpleVocabulary:
    """Numbers of days with the day they lead to, and a date of one's own.

    Where `context` has them, those within the narrower `bounds` of documents too.
    """
    language = api.portal.get_current_language()
    ports = ports_for(api.portal.get())
    bounds = context.get("bounds") if isinstance(context, dict) else None
    usual = {*day_choices(ports.settings), *(day_choices(bounds) if bounds else ())}
    terms = []
    for days in sorted(usual):
        values = {"days": days, "date": say_day(ports.now + days * DAY, language)}
        title = _("until_days", default="${days} days, until ${date}", mapping=values)
        terms.append(SimpleTerm(str(days), str(days), title))
    terms.append(SimpleTerm(ON_DATE, ON_DATE, _("until_date", default="Until a date")))
    return SimpleVocabulary(terms)


@provider(IContextSourceBinder)
def until_or_keep_choices(context: Any) -> SimpleVocabulary:
    """The choices of a new share, and to leave the date as it is."""
    keep = SimpleTerm(KEEP, KEEP, _("until_keep", default="As it is now"))
    return SimpleVocabulary([keep, *until_choices(context)])


@provider(IContextSourceBinder)
def access_choices(context: Any) -> SimpleVocabulary:
    """View, or view and download."""
    return SimpleVocabulary([SimpleTerm(str(key), str(key), word) for key, word in ACCESS.items()])


class ITerms(IRevisionTerms):
    """Terms of a share as a person chooses them."""

    until = schema.Choice(
        title=_("field_until", default="Until when"),
        source=until_choices,
    )

    date = schema.Date(
        title=_("field_date", default="Date"),
        description=_(
            "field_date_help",
            default="Only with “Until a date”: the share lasts until the end of this day.",
        ),
        required=False,
    )

    access = schema.Choice(
        title=_("field_access", default="What recipients may do"),
        description=_(
            "field_access_help",
            default="Each page bears the recipient's name. "
            "With “View in the browser” they see pictures of the pages and get no file; "
            "a screen can be photographed all the same.",
        ),
        source=access_choices,
    )

    limit = schema.Int(
        title=_("field_limit", default="Downloads at most"),
        description=_(
            "field_limit_help",
            default="How often each recipient may download the file; empty: as often as they like. "
            "They can look at it in the browser all the same.",
        ),
        required=False,
        min=1,
        max=MOST_DOWNLOADS,
    )

    starts = schema.Date(
        title=_("field_starts", default="Not before"),
        description=_(
            "field_starts_help",
            default="The share begins with this day, and the mail leaves then; empty: at once.",
        ),
        required=False,
    )

    password = schema.Password(
        title=_("field_password", default="Password"),
        description=_(
            "field_password_help",
            default="Asked after the code. Tell it to the recipients yourself, say by phone: "
            "it is in no mail and is never shown again. Empty: none.",
        ),
        required=False,
    )

    notify = schema.Choice(
        title=_("field_tell", default="Tell the sender of openings"),
        description=_(
            "field_tell_help",
            default="By mail, to the address in the sender's profile.",
        ),
        vocabulary=NOTIFIES,
    )

    pages = schema.TextLine(
        title=_("field_pages", default="Only these pages"),
        description=_(
            "field_pages_help",
            default="For example: 2-5, 8. Recipients get these pages and no others; empty: all.",
        ),
        required=False,
    )


class IChangedTerms(ITerms):
    """Terms of a share that exists already."""

    password = schema.Password(
        title=_("field_new_password", default="New password"),
        description=_(
            "field_new_password_help",
            default="Empty: it stays as it is. Who has the document open has to type the new one.",
        ),
        required=False,
    )

    no_password = schema.Bool(
        title=_("field_no_password", default="Ask for no password any more"),
        required=False,
    )

    until = schema.Choice(
        title=_("field_until", default="Until when"),
        source=until_or_keep_choices,
    )


DATE_MISSING = _("until_date_missing", default="Choose the date until when the share lasts.")


def date_missing(until: str, day: date | None) -> bool:
    """Whether a date is to count that nobody chose."""
    return until == ON_DATE and day is None


def read_until(ports: Ports, until: str, day: date | None) -> dict[str, Any]:
    """What was chosen, as arguments of the services: `days`, `expires`, both or neither.

    A date beside a number of days is passed on, so that the services refuse
    it: whoever typed a date expects it to count. On the last day that may be
    chosen, the share ends with the maximum instead of at the end of the day.
    """
    chosen: dict[str, Any] = {}
    if day is not None:
        end = datetime.combine(day, END_OF_DAY, tzinfo=site_zone())
        latest = from_micros(ports.now + ports.settings.maximum_days * DAY).astimezone(site_zone())
        chosen["expires"] = latest if latest < end and latest.date() == day else end
    if until not in (ON_DATE, KEEP):
        chosen["days"] = int(until)
    return chosen


def read_change(ports: Ports, chosen: dict[str, Any]) -> datetime | Refused | None:
    """The new end of a share that exists already; None leaves it as it is."""
    if not chosen:
        return None
    terms = make_terms(ports, access=Access.VIEW.value, **chosen)
    return terms if isinstance(terms, Refused) else from_micros(terms.expires)
