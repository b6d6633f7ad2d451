"""A table of what a person or an organisation holds, and the end of all of it."""

from __future__ import annotations

from ... import _
from ...content.batches import in_batches
from ...model.share import Share
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.overview import Row
from ...services.people import People
from ...services.revoke import LONGEST_REASON
from ...services.revoke import Revoke
from ..listing import document_url
from ..listing import Listing
from ..sender.acts import details_url
from ..status import ShareWords
from .page import RECIPIENT
from .revoke import counted
from .revoke import unfinished
from collections.abc import Sequence
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


SPOKEN = _("admin_details_of", default="Details: ${document}, ${address}")


class Holdings(Listing):
    """Mix-in of an `AdminPage`."""

    holdings = ViewPageTemplateFile("templates/holdings.pt")
    longest = LONGEST_REASON
    people: People
    context: Any
    speaker: Any
    url: Any
    text: Any
    leave: Any
    actor_and_contact: Any
    # Of the page that is mixed into: render it.
    show: Any

    hidden: Any = ()

    @property
    def deed_url(self) -> str:
        """Where the form goes."""
        return self.all_url

    def lines(self) -> list[dict[str, Any]]:
        """The shares of this page in words."""
        return [self._line(row) for row in self.page.rows]

    def revoke_all(self, shares: Sequence[Share], back: str) -> str:
        """Revoke every share, some at a time; each leaves its row."""
        actor, contact = self.actor_and_contact()
        done = in_batches(
            lambda some: Revoke(self.ports)(some, actor, self.text("reason"), contact), shares
        )
        if isinstance(done, Refused):
            return self.refuse(done)
        if done.left:
            return self.leave(unfinished(done), back, "warning")
        return self.leave(counted(sum(done.results), 0), back)

    def refuse(self, refused: Refused) -> str:
        """The page once more, with the sentence."""
        self.refusal = sentence(refused)
        self.request.response.setStatus(400)
        return self.show()

    def broken(self, problem: Message) -> str:
        """The page once more: nothing can be recorded, so nothing was done."""
        self.refusal = problem
        self.request.response.setStatus(503)
        return self.show()

    def _line(self, row: Row) -> dict[str, Any]:
        about = {"document": row.title, "address": row.recipient.address}
        return {
            "words": ShareWords(row, self.speaker),
            "last": self.people.last_given(row.share),
            "document": document_url(self.context, row),
            "details": details_url(row.share.id, back="table"),
            "spoken": Message(SPOKEN, mapping=about),
            "person": self.url(f"{RECIPIENT}/{row.recipient.id}") if row.recipient.address else "",
        }
