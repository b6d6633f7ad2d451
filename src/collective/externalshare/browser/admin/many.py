"""Pages that do one thing to many shares: they show which, ask, and then do it."""

from __future__ import annotations

from ... import _
from ...content.batches import Batches
from ...content.batches import in_batches
from ...model.share import Share
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.overview import Overview
from ...services.revoke import LONGEST_REASON
from ..place import Place
from ..status import ShareWords
from .page import AdminPage
from .page import PANEL
from collections.abc import Callable
from collections.abc import Sequence
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


class ManyShares(AdminPage):
    """For one share as for many; a GET only asks, with every document read live."""

    index = ViewPageTemplateFile("templates/many.pt")
    longest = LONGEST_REASON
    refusal: Message | None = None
    reason = ""
    notify = False
    asks_reason = False
    asks_days = False
    colour = "btn-primary"
    view_name = ""
    explained: Message
    button_text: Message
    # Of each deed: do it to some of the shares, and say what was done.
    act: Callable[[Sequence[Share]], Any]
    finished: Callable[[Batches[Any]], Message | str]

    def answer(self) -> Any:
        """Ask, or carry out what was confirmed."""
        self.place = self.read_place()
        if not self.shares:
            nothing = _("admin_revoke_nothing", default="Select at least one share first.")
            return self.leave(nothing, self.back, "warning")
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        self.reason, self.notify = self.text("reason"), bool(self.text("notify"))
        self.refusal = self.key_problem()
        if self.refusal:
            self.request.response.setStatus(503)
            return self.index()
        return self.carry_out()

    def read_place(self) -> Place:
        """Where in the table somebody came from."""
        return Place.read(self.request.form)

    def carry_out(self) -> Any:
        """Do it in batches, and tell."""
        done = in_batches(self.act, self.chosen())
        if isinstance(done, Refused):
            self.refusal = sentence(done)
            self.request.response.setStatus(400)
            return self.index()
        if done.left:
            again = [*self.place.pairs(), *(("ids", share.id) for share in done.left)]
            return self.leave(self.unfinished(done), self.url(self.view_name, again), "warning")
        return self.leave(self.finished(done), self.back)

    def chosen(self) -> Sequence[Share]:
        """Those it is done to."""
        return self.shares

    def unfinished(self, done: Batches[Any]) -> Message:
        """What was done, and what is left."""
        return _(
            "admin_many_left",
            default="Not done yet: ${left}, since their links were in use at the same moment. "
            "Please try again.",
            mapping={"left": len(done.left)},
        )

    @property
    def here(self) -> str:
        """Where the form is sent."""
        return self.url(self.view_name)

    @property
    def button(self) -> Message:
        """What the button says, with the number."""
        return Message(self.button_text, mapping={"count": len(self.shares)})

    @property
    def back(self) -> str:
        """The place in the table from which somebody came."""
        return self.url(PANEL, self.place.pairs())

    @cached_property
    def shares(self) -> list[Share]:
        """Those it is about."""
        return self.named()

    def named(self) -> list[Share]:
        """The shares that were named, each once; unknown ones are left out."""
        named = self.request.form.get("ids", ())
        # Whoever writes the address chooses the type: a number, say, or a record.
        named = named if isinstance(named, list | tuple) else [named]
        ids = dict.fromkeys(one for one in named if isinstance(one, str))
        overview = Overview(self.ports)
        return [share for share in map(overview.find, ids) if share is not None]

    def lines(self) -> list[ShareWords]:
        """The shares, in words."""
        return [ShareWords(row, self.speaker) for row in Overview(self.ports).live(self.shares)]

    def hidden(self) -> list[tuple[str, str]]:
        """What the form carries along."""
        return [*self.place.pairs(), *(("ids", share.id) for share in self.shares)]
