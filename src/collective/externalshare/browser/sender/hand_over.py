"""A sender hands over what is their own: selected sendings, or all of them."""

from __future__ import annotations

from ... import _
from ...content.batches import in_batches
from ...content.people import contact_of
from ...content.people import current_actor
from ...content.people import sender_named
from ...model.share import Share
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.hand_over import HandOver
from ...services.overview import Overview
from ...services.ports import Ports
from ...services.ports import ports_for
from ...services.record import unrecordable
from ..admin.hand_over import handed
from ..admin.hand_over import HandOverShares
from ..personal import begin
from .form import FaceForm
from .form import FacePage
from .row import MINE
from functools import cached_property
from plone import api
from typing import Any
from urllib.parse import urlencode
from z3c.form import button
from z3c.form.field import Fields
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import Interface


HAND_OVER = f"{MINE}-hand-over"
MOST_NAMED = 3
LEFT = _(
    "hand_over_left",
    default="Not handed over yet: ${left}, since their links were in use at the same moment. "
    "Please try again.",
)


class ISuccessor(Interface):
    """Who gets them."""

    successor = schema.TextLine(
        title=_("field_successor", default="User name of the person who gets them"),
        description=_(
            "field_successor_help",
            default="The name with which they log in. They must be allowed to share each of the "
            "documents externally.",
        ),
        max_length=200,
    )


class HandOverForm(FaceForm):
    """Those that go over travel in the address; without any named, all of them go."""

    fields = Fields(ISuccessor)
    label = HandOverShares.page_name

    @property
    def ports(self) -> Ports:
        """The services' collaborators."""
        return ports_for(self.context)

    @cached_property
    def shares(self) -> list[Share]:
        """One share of each sending of this user that is meant."""
        deed, own = HandOver(self.ports), current_actor().id
        found = [share for share in map(Overview(self.ports).find, self.ids) if share is not None]
        mine = [share for share in found if share.sender_id == own]
        return deed.sendings(mine if self.ids else deed.of(own))

    @property
    def ids(self) -> list[str]:
        """Ids of shares as the address names them."""
        named = self.request.form.get("ids", ())
        named = named if isinstance(named, list | tuple) else [named]
        return list(dict.fromkeys(one for one in named if isinstance(one, str) and one))

    @property
    def action(self) -> str:
        """This form, with those that were selected."""
        pairs = [("ids", one) for one in self.ids]
        query = f"?{urlencode(pairs)}" if pairs else ""
        return f"{self.context.absolute_url()}/{HAND_OVER}{query}"

    @property
    def description(self) -> Message:
        """What goes over, and what becomes of it."""
        store = self.ports.store
        titles: dict[str, None] = {}
        for share in self.shares:
            made = store.distributions[share.distribution_id]
            titles.update(dict.fromkeys(store.shares[one].gate.title for one in made.share_ids))
        named = list(titles)[:MOST_NAMED]
        said = ", ".join(named) + (" …" if len(titles) > MOST_NAMED else "")
        return _(
            "hand_over_intro",
            default="Sendings: ${count} (${titles}). Each goes as a whole, with all its documents "
            "and recipients. From now on it is the other person who sees them here, is told of "
            "openings, and is named to the recipients as the one to ask. Links go on working, "
            "and the records keep that you shared them.",
            mapping={"count": len(self.shares), "titles": said},
        )

    @button.buttonAndHandler(_("button_hand_over", default="Hand over"), name="hand_over")
    def hand_over(self, action: Any) -> None:
        """Hand them over."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        deed, successor = HandOver(self.ports), sender_named(data["successor"])
        refused = unrecordable(self.ports) or deed.check(self.shares, successor)
        if refused is not None or successor is None:
            self.refuse([refused] if refused else [])
            return
        who = successor, current_actor(), contact_of(self.request)
        done = in_batches(lambda some: deed(some, *who), self.shares)
        if isinstance(done, Refused):
            self.refuse([done])
            return
        api.portal.show_message(handed(sum(done.results), successor), self.request)
        if done.left:
            left = Message(LEFT, mapping={"left": len(done.left)})
            api.portal.show_message(left, self.request, type="warning")
        self._leave()

    @button.buttonAndHandler(_("button_cancel", default="Cancel"), name="cancel")
    def cancel(self, action: Any) -> None:
        """Leave everything as it is."""
        self._leave()

    def _leave(self) -> None:
        self.request.response.redirect(f"{self.context.absolute_url()}/{MINE}")


class HandOverPage(FacePage):
    """For whoever is logged in: it is only ever about what is their own."""

    form = HandOverForm

    def __call__(self) -> str:
        """The form."""
        if not begin(self.request):
            return ""
        if api.user.is_anonymous():
            raise Unauthorized
        if ports_for(self.context) is None:
            raise NotFound
        if self.request.form.get("selected") and not self.form_instance.ids:
            nothing = sentence(Refused("hand_over_nothing"))
            api.portal.show_message(nothing, self.request, type="warning")
            return str(self.request.response.redirect(f"{self.context.absolute_url()}/{MINE}"))
        return super().__call__()
