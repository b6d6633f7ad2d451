"""A share in words: what every table of shares says of one row."""

from __future__ import annotations

from .. import _
from ..interfaces import IClock
from ..model.invitation import MailState
from ..model.share import ENDED
from ..model.share import Status
from ..model.times import to_micros
from ..moments import Speaker
from ..policy_sentences import SHARE_SENTENCES
from ..sentences import SOURCE_SENTENCES
from ..services.overview import Row
from ..terms_words import say_acknowledgement
from ..terms_words import say_more
from ..vocabularies import ACCESS
from ..vocabularies import MAIL_ATTACHED
from ..vocabularies import MAIL_STATES
from ..vocabularies import MAIL_WITHHELD
from ..vocabularies import reason_words
from ..vocabularies import STATUSES
from functools import cached_property
from plone import api
from typing import Any
from zope.component import getUtility
from zope.i18nmessageid import Message


LATE = _("mark_overdue", default="Not acknowledged in time")
ERASED = _("person_erased", default="Erased person")


def speaker() -> Speaker:
    """The speaker for the user of this request."""
    return Speaker(api.portal.get_current_language())


class ShareWords:
    """Wraps a `Row` for templates: attributes are words, or facts as they are."""

    def __init__(self, row: Row, speaker: Speaker) -> None:
        self.row = row
        self.speaker = speaker
        self._say = speaker.moment
        share, invitation = row.share, row.invitation
        self.id: str = share.id
        self.title: str = row.title
        self.revision: str = row.revision
        self.name: str = invitation.name
        self.address: Message | str = row.recipient.address or ERASED
        self.organisation: str = invitation.organisation
        self.opened: int = share.usage.opened
        self.downloads: int = share.usage.downloads
        self.message: str = row.distribution.message
        self.label: str = row.distribution.label
        sender = row.distribution.sender
        self.sender: str = sender.name or sender.id
        author = row.distribution.author
        self.author: str = "" if author.id == sender.id else author.name or author.id
        why = invitation.delivery.reply or dict(invitation.delivery.withheld).get(share.id, "")
        self.mail_reply: Message | str = reason_words(why)
        self.mail_failed: bool = invitation.delivery.state == MailState.FAILED
        self.codes_off: bool = invitation.guard.off
        self.ended: bool = row.status in ENDED
        self.revoked: bool = row.status is Status.REVOKED

    @property
    def who(self) -> Message | str:
        """The recipient in one word or two: the name, else the address."""
        return self.name or self.address

    @property
    def selected(self) -> Message:
        """What the box says by which a share is selected."""
        about = {"document": self.title, "address": self.address}
        return _(
            "admin_select_share",
            default="Select the share of ${document} with ${address}",
            mapping=about,
        )

    @property
    def status(self) -> Message:
        """The word of the tag."""
        return STATUSES[self.row.status]

    @property
    def tag(self) -> str:
        """CSS classes of the tag; the colour says nothing that the word does not."""
        return f"externalshare-tag externalshare-tag-{self.row.status}"

    @property
    def reason(self) -> Message | None:
        """Why the share is suspended, in a sentence."""
        return {**SOURCE_SENTENCES, **SHARE_SENTENCES}.get(self.row.reason)

    @property
    def revocation(self) -> dict[str, Any] | None:
        """When and why a person ended the share."""
        found = self.row.share.revocation
        if found is None:
            return None
        return {"moment": self._say(found.moment), "reason": found.reason}

    @property
    def access(self) -> Message:
        """What the recipient may do."""
        return ACCESS[self.row.share.terms.access]

    @property
    def mail(self) -> Message:
        """How far the latest mail came, and whether the PDF went with it."""
        delivery = self.row.invitation.delivery
        if delivery.state == MailState.SENT and self.id in delivery.enclosed:
            return MAIL_ATTACHED
        if delivery.state == MailState.NONE and self.row.distribution.by_mail:
            return MAIL_WITHHELD
        return MAIL_STATES[delivery.state]

    @property
    def created(self) -> str:
        """When the share was made."""
        return self._say(self.row.share.created)

    @property
    def until(self) -> str:
        """Until when it lasts."""
        return self._say(self.row.share.terms.expires)

    @property
    def more(self) -> list[tuple[Message, Any]]:
        """What was agreed beside access and end, each with its label."""
        return say_more(self.row.share.terms, self.speaker)

    @property
    def superseded(self) -> Message | None:
        """That the share keeps to a revision while there is another one; else None."""
        share = self.row.share
        if not share.superseded:
            return None
        values = {"revision": share.label, "latest": share.gate.label}
        return _(
            "share_superseded",
            default="Keeps to revision ${revision}; revision ${latest} is published.",
            mapping=values,
        )

    @property
    def marks(self) -> list[Message]:
        """The same of revision and acknowledgement in a word or two, for narrow columns."""
        share, said = self.row.share, []
        if share.superseded:
            said.append(_("mark_superseded", default="Older revision"))
        if share.terms.acknowledge and share.acknowledged:
            said.append(_("mark_acknowledged", default="Acknowledged"))
        elif share.owes and not self.ended:
            late = share.overdue(self._now)
            said.append(LATE if late else _("mark_unacknowledged", default="Not acknowledged"))
        return said

    @cached_property
    def _now(self) -> int:
        return to_micros(getUtility(IClock).now())

    @property
    def acknowledgement(self) -> list[Message]:
        """What the recipient acknowledged, and what they are yet asked for; may be empty."""
        return say_acknowledgement(self.row.share, self.ended, self._now, self.speaker)

    @property
    def starts(self) -> str:
        """When the share begins; empty when it has begun."""
        pending = self.row.status is Status.PENDING
        return (
            self._say(self.row.share.terms.starts)
            if pending and self.row.share.terms.starts
            else ""
        )

    @property
    def left(self) -> Message | None:
        """How many downloads are left, where they are limited."""
        share = self.row.share
        if share.left is None:
            return None
        values = {"left": share.left, "limit": share.terms.limit}
        return _("share_left", default="${left} of ${limit} downloads left", mapping=values)

    @property
    def first_opened(self) -> str:
        """When it was first opened; empty while it was not."""
        return self._say(self.row.share.usage.first)

    @property
    def last_opened(self) -> str:
        """When it was last opened; empty while it was not."""
        return self._say(self.row.share.usage.last)

    @property
    def openings(self) -> Message:
        """Openings and downloads, counted."""
        return _(
            "share_openings",
            default="Opened: ${opened} · Downloads: ${downloads}",
            mapping={"opened": self.opened, "downloads": self.downloads},
        )
