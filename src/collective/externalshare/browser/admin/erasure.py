"""Erasing all evidence of the site: a page of its own, behind the tab Privacy."""

from __future__ import annotations

from ... import _
from ...model.selection import Scope
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.erasure import Erasure
from ...services.revoke import LONGEST_REASON
from ..evidence.asked import evidence_url
from .page import AdminPage
from .page import PRIVACY
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


class ErasurePage(AdminPage):
    """A GET says what there is; only a POST with the site's id typed erases it."""

    tab = PRIVACY
    page_name = _("erasure_title", default="Erase all evidence")
    index = ViewPageTemplateFile("templates/erasure.pt")
    longest = LONGEST_REASON
    refusal: Message | None = None
    erased: int | None = None

    def answer(self) -> str:
        """Show the page, or erase and show what was done."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self._erase()
        return str(self.index())

    def rows(self) -> str:
        """How many rows there are now, or were."""
        erased = self.erased
        return self.speaker.number(Erasure(self.ports).rows() if erased is None else erased)

    def exported(self) -> bool:
        """Whether everything is in the last export."""
        erasure = Erasure(self.ports)
        return erasure.is_exported(erasure.rows())

    def evidence_url(self) -> str:
        """The tab Evidence with everything chosen."""
        return evidence_url(self.context, Scope.EVERYTHING, "")

    def _erase(self) -> None:
        actor, contact = self.actor_and_contact()
        problem = self.key_problem()
        if problem is not None:
            self.refusal = problem
            self.request.response.setStatus(503)
            return
        erasure, typed = Erasure(self.ports), self.text("confirmation")
        done = erasure(typed, self.context.getId(), self.text("reason"), actor, contact)
        if isinstance(done, Refused):
            self.refusal = sentence(done)
            self.request.response.setStatus(400)
        else:
            self.erased = done
