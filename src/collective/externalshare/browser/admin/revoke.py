"""One page to revoke: shows what is about to end, asks for a reason, then ends it."""

from __future__ import annotations

from ... import _
from ...model.share import Share
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.overview import Overview
from ...services.revoke import LONGEST_REASON
from ...services.revoke import Revoke
from ..status import ShareWords
from .page import AdminPage
from .page import PANEL
from .place import Place
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
        named = [named] if isinstance(named, str) else named
        overview = Overview(self.ports)
        found = (overview.find(one) for one in dict.fromkeys(named) if isinstance(one, str))
        return [share for share in found if share is not None]

    def lines(self) -> list[ShareWords]:
        """What is about to end, in words."""
        return [ShareWords(row, self.speaker) for row in Overview(self.ports).live(self.shares)]

    def hidden(self) -> list[tuple[str, str]]:
        """What the form carries along."""
        return [*self.place.pairs(), *(("ids", share.id) for share in self.shares)]

    def _revoke(self) -> str:
        self.reason = self.text("reason")
        self.refusal = self.key_problem()
        if self.refusal:
            self.request.response.setStatus(503)
            return self.index()
        actor, contact = self.actor_and_contact()
        ended = Revoke(self.ports)(self.shares, actor, self.reason, contact)
        if isinstance(ended, Refused):
            self.refusal = sentence(ended)
            self.request.response.setStatus(400)
            return self.index()
        return self.leave(_counted(ended, len(self.shares) - ended), self.back)


def _counted(ended: int, before: int) -> Message:
    if before:
        return _(
            "admin_revoked_some",
            default="Shares revoked: ${count}. Revoked before: ${before}.",
            mapping={"count": ended, "before": before},
        )
    return _("admin_revoked", default="Shares revoked: ${count}.", mapping={"count": ended})
