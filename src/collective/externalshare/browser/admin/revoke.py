"""One page to revoke: shows what is about to end, asks for a reason, then ends it."""

from __future__ import annotations

from ... import _
from ...content.batches import in_batches
from ...content.batches import Revoked
from ...model.share import Share
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.overview import Overview
from ...services.revoke import LONGEST_REASON
from ...services.revoke import Revoke
from ..place import Place
from ..status import ShareWords
from .page import AdminPage
from .page import PANEL
from .page import REVOKE
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


class RevokeShares(AdminPage):
    """For one share as for many; a GET only asks, with every document read live."""

    index = ViewPageTemplateFile("templates/revoke.pt")
    longest = LONGEST_REASON
    page_name = _("admin_revoke_title", default="Revoke")
    refusal: Message | None = None
    reason = ""
    notify = False

    def answer(self) -> str:
        """Ask, or carry out what was confirmed."""
        self.place = Place.read(self.request.form)
        if not self.shares:
            nothing = _("admin_revoke_nothing", default="Select at least one share first.")
            return self.leave(nothing, self.back, "warning")
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        return self._revoke()

    @property
    def back(self) -> str:
        """The place in the table from which somebody came."""
        return self.url(PANEL, self.place.pairs())

    @cached_property
    def shares(self) -> list[Share]:
        """The shares that were named, each once; unknown ones are left out."""
        named = self.request.form.get("ids", ())
        # Whoever writes the address chooses the type: a number, say, or a record.
        named = named if isinstance(named, list | tuple) else [named]
        ids = dict.fromkeys(one for one in named if isinstance(one, str))
        overview = Overview(self.ports)
        return [share for share in map(overview.find, ids) if share is not None]

    def lines(self) -> list[ShareWords]:
        """What is about to end, in words."""
        return [ShareWords(row, self.speaker) for row in Overview(self.ports).live(self.shares)]

    def hidden(self) -> list[tuple[str, str]]:
        """What the form carries along."""
        return [*self.place.pairs(), *(("ids", share.id) for share in self.shares)]

    def _revoke(self) -> str:
        self.reason, self.notify = self.text("reason"), bool(self.text("notify"))
        self.refusal = self.key_problem()
        if self.refusal:
            self.request.response.setStatus(503)
            return self.index()
        actor, contact = self.actor_and_contact()
        done = in_batches(
            lambda some: Revoke(self.ports)(some, actor, self.reason, contact, self.notify),
            self.shares,
        )
        if isinstance(done, Refused):
            self.refusal = sentence(done)
            self.request.response.setStatus(400)
            return self.index()
        if done.left:
            again = [*self.place.pairs(), *(("ids", share.id) for share in done.left)]
            return self.leave(unfinished(done), self.url(REVOKE, again), "warning")
        return self.leave(counted(done.ended, len(self.shares) - done.ended), self.back)


def unfinished(done: Revoked) -> Message:
    """What is left, and that it may be tried again."""
    return _(
        "admin_revoked_left",
        default="Shares revoked: ${count}. Not revoked yet: ${left}, since their links were in "
        "use at the same moment. Please try again.",
        mapping={"count": done.ended, "left": len(done.left)},
    )


def counted(ended: int, before: int) -> Message:
    """How many shares ended, now and before."""
    if before:
        return _(
            "admin_revoked_some",
            default="Shares revoked: ${count}. Revoked before: ${before}.",
            mapping={"count": ended, "before": before},
        )
    return _("admin_revoked", default="Shares revoked: ${count}.", mapping={"count": ended})
