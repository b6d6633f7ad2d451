"""Hand over what somebody sent: the sendings of selected shares, or everything of one sender."""

from __future__ import annotations

from ... import _
from ...content.batches import Batches
from ...content.people import sender_named
from ...model.distribution import Sender
from ...model.share import Share
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.hand_over import HandOver
from ...services.overview import Overview
from ...services.trail import Trail
from ..status import ShareWords
from .many import ManyShares
from .page import HAND_OVER
from collections.abc import Sequence
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


MOST_SHOWN = 25


class HandOverShares(ManyShares):
    """Without a selection it asks whose; nothing is done before there is a successor who may."""

    page_name = _("hand_over_title", default="Hand over")
    index = ViewPageTemplateFile("templates/hand_over.pt")
    view_name = HAND_OVER
    button_text = _("hand_over_count", default="Hand over")
    explained = _(
        "hand_over_explained",
        default="Each sending goes as a whole, with all its documents and recipients. From now on "
        "it stands among the external shares of the other person, who is told of openings and "
        "named to the recipients as the one to ask. Links go on working, and the records keep "
        "who shared it.",
    )
    successor: Sender | None = None

    def answer(self) -> Any:
        """As for any deed, but that shares may be named by their sender instead."""
        if self.request.method != "POST" and not self.shares:
            self.place = self.read_place()
            return self.index()
        if not self.shares:
            self.place = self.read_place()
            return self.refuse(Refused("hand_over_nothing"))
        return super().answer()

    def carry_out(self) -> Any:
        """Look at all of it first, so that what is refused is refused as a whole."""
        self.successor = sender_named(self.text("successor"))
        refused = HandOver(self.ports).check(self.chosen(), self.successor)
        return super().carry_out() if refused is None else self.refuse(refused)

    def refuse(self, refused: Refused) -> str:
        """The page once more, with the sentence."""
        self.refusal = sentence(refused)
        self.request.response.setStatus(400)
        return str(self.index())

    def act(self, shares: Sequence[Share]) -> Any:
        """Hand over some of them."""
        assert self.successor is not None  # noqa: S101  (for the type checker)
        return HandOver(self.ports)(shares, self.successor, *self.actor_and_contact())

    def finished(self, done: Batches[int]) -> Message:
        """How many sendings went to whom."""
        assert self.successor is not None  # noqa: S101  (for the type checker)
        return handed(sum(done.results), self.successor)

    @property
    def sender(self) -> str:
        """The user whose everything is meant; empty where shares are named."""
        return self.text("sender")

    @cached_property
    def shares(self) -> list[Share]:
        """Those that were named, or all of a sender."""
        named = self.named()
        return named or (HandOver(self.ports).of(self.sender) if self.sender else [])

    def chosen(self) -> Sequence[Share]:
        """One share of each sending."""
        return HandOver(self.ports).sendings(self.shares)

    @cached_property
    def sendings(self) -> list[dict[str, Any]]:
        """What goes over, in words; of very much the newest."""
        store = self.ports.store
        found = []
        for share in self.chosen()[:MOST_SHOWN]:
            made = store.distributions[share.distribution_id]
            words = ShareWords(Overview(self.ports).listed(share), self.speaker)
            titles = dict.fromkeys(store.shares[one].gate.title for one in made.share_ids)
            found.append(
                {
                    "words": words,
                    "titles": ", ".join(titles),
                    "recipients": len(made.invitation_ids),
                }
            )
        return found

    @property
    def unshown(self) -> int:
        """How many sendings more there are."""
        return len(self.chosen()) - len(self.sendings)

    def senders(self) -> list[dict[str, Any]]:
        """Those who have anything, to choose from."""
        held = self.ports.store.by_sender.sets
        named = Trail(self.ports).senders().items()
        found = [
            {"value": user, "title": name if name == user else f"{name} ({user})"}
            for user, name in named
            if user in held
        ]
        return sorted(found, key=lambda one: one["title"].casefold())

    @property
    def button(self) -> Message:
        """What the button says."""
        return self.button_text

    def hidden(self) -> list[tuple[str, str]]:
        """What the form carries along."""
        if self.sender and not self.named():
            return [*self.place.pairs(), ("sender", self.sender)]
        return super().hidden()


def handed(count: int, successor: Sender) -> Message:
    """What is said afterwards."""
    return _(
        "handed_over",
        default="Handed over to ${who}: ${count}.",
        mapping={"who": successor.name or successor.id, "count": count},
    )
