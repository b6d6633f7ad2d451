"""Everything shared with one reader."""

from __future__ import annotations

from .... import _
from ....model.pages import said
from ....model.share import Share
from ....model.terms import Access
from ....services.read import Entry
from ....services.read import Read
from ....vocabularies import ACCESS
from ..acknowledgement import please
from ..acknowledgement import tag_of
from ..answers import closed
from ..templates import PORTAL
from ..visit import Visit
from dataclasses import dataclass
from zope.i18nmessageid import Message


# For those who hear the buttons without seeing the cards.
OPEN = _("recipient_open_label", default="Open ${title}")

PAGES = _("recipient_pages_of", default="Pages ${pages} of ${count}")
LEFT = _("recipient_downloads_left", default="${left} of ${limit} left")
NONE_LEFT = _(
    "recipient_downloads_none",
    default="None of ${limit} left; you can still view the document. "
    "Ask whoever shared it for more.",
)
NEWER = _("recipient_superseded", default="there is a newer revision, which is not shared with you")


@dataclass(frozen=True)
class Card:
    """One document, in words."""

    title: str
    address: str
    revision: str
    sender: str
    shared: str
    until: str
    access: str
    opened: bool
    tag: str
    tag_class: str
    please: str
    newer: str
    message: str
    may_download: bool
    left: str
    open_label: str
    label: str
    pages: str
    locked: bool


def card(visit: Visit, entry: Entry) -> Card:
    """An entry of the services, in words."""
    share, sender = entry.share, entry.distribution.sender
    tag, tag_class = tag_of(visit, share)
    return Card(
        title=entry.title,
        address=visit.place.path("d", share.id),
        revision=share.label,
        sender=sender.name or sender.id,
        shared=visit.day(share.created),
        until=visit.moment(share.terms.expires),
        access=visit.say(ACCESS[Access(entry.access)]),
        opened=not share.unread,
        tag=tag,
        tag_class=tag_class,
        please=please(visit, share),
        newer=visit.say(NEWER) if share.superseded else "",
        message=entry.distribution.message,
        may_download=entry.access == Access.DOWNLOAD and not share.spent,
        left=_left(visit, share),
        open_label=visit.say(Message(OPEN, mapping={"title": entry.title})),
        label=entry.distribution.label,
        pages=_pages(visit, share),
        locked=bool(share.terms.password),
    )


def _pages(visit: Visit, share: Share) -> str:
    """Which pages of how many, where it is not the whole."""
    if not share.terms.pages:
        return ""
    values = {"pages": said(share.terms.pages), "count": share.page_count}
    return visit.say(Message(PAGES, mapping=values))


def _left(visit: Visit, share: Share) -> str:
    """How many downloads are left, where they are limited."""
    if share.left is None:
        return ""
    values = {"left": share.left, "limit": share.terms.limit}
    return visit.say(Message(LEFT if share.left else NONE_LEFT, mapping=values))


def show(visit: Visit) -> str:
    """The cards of a living session; without one, the same page for everybody."""
    if visit.session is None:
        return closed(visit)
    read = Read(visit.ports)
    cards = [card(visit, entry) for entry in read.portal(visit.session)]
    return str(PORTAL(visit, cards=cards, width="wide", reader=read.reader(visit.session).address))
