"""The tab Approvals: what waits, and what somebody else than its sender decides."""

from __future__ import annotations

from ... import _
from ...model.audit import Actor
from ...model.terms import Access
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.approvals import Approvals
from ...services.approvals import Waiting
from ...services.revoke import LONGEST_REASON
from ...terms_words import say_more
from ...vocabularies import ACCESS
from .page import AdminPage
from .page import APPROVALS
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


APPROVED = _("approval_given", default="Approved. The recipients can use what was shared.")
REJECTED = _("approval_rejected", default="Rejected. Nothing of it left, and nothing will.")
MOST_SHOWN = 50


class ApprovalsPage(AdminPage):
    """Needs *Approve external shares* and nothing else."""

    tab = APPROVALS
    index = ViewPageTemplateFile("templates/approvals.pt")
    longest = LONGEST_REASON
    refusal: Message | None = None

    def answer(self) -> str:
        """The queue, or what a button says with one entry of it."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        if problem := self.key_problem():
            return self._refuse(problem, 503)
        approvals, (actor, contact) = Approvals(self.ports), self.actor_and_contact()
        if "approve" in self.request.form:
            refused = approvals.approve(
                self.text("distribution"), actor, contact, self.text("seen") or "nothing"
            )
        else:
            reason = self.text("reason")
            refused = approvals.reject(self.text("distribution"), actor, reason, contact)
        if refused is not None:
            return self._refuse(sentence(refused), 400)
        done = APPROVED if "approve" in self.request.form else REJECTED
        return self.leave(done, self.url(APPROVALS))

    def entries(self) -> list[dict[str, Any]]:
        """What waits, in words; of very much the oldest."""
        actor, _contact = self.actor_and_contact()
        waiting = Approvals(self.ports).waiting()[:MOST_SHOWN]
        return [self._entry(one, actor) for one in waiting]

    def _refuse(self, said: Message, status: int) -> str:
        self.refusal = said
        self.request.response.setStatus(status)
        return self.index()

    def _entry(self, one: Waiting, actor: Actor) -> dict[str, Any]:
        made, terms = one.distribution, one.rows[0].share.terms
        against = Approvals(self.ports).against(made, actor)
        readers = {
            row.invitation.id: (row.invitation.name, row.recipient.address, row.share.organisation)
            for row in one.rows
        }
        return {
            "id": made.id,
            "state": one.state,
            "sender": made.sender.name or made.sender.id,
            "when": self.speaker.moment(made.created),
            "documents": "\n".join(dict.fromkeys(row.title for row in one.rows)),
            "readers": "\n".join(", ".join(filter(None, one)) for one in readers.values()),
            "until": self.speaker.moment(terms.expires),
            "access": ACCESS[Access(terms.access)],
            "more": say_more(terms, self.speaker),
            "label": made.label,
            "message": made.message,
            "confirmed": "\n".join(made.confirmed),
            "against": sentence(Refused(against)) if against else "",
        }
