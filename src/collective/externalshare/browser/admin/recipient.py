"""A recipient's page: who, what they hold, and what those who manage do about it."""

from __future__ import annotations

from ... import _
from ...content.rights import allowed
from ...content.rights import MANAGE
from ...model.recipient import LANGUAGES
from ...model.recipient import Recipient
from ...services.bounds import kept_instead
from ...services.merging import Merged
from ...services.merging import Merging
from ...services.people import People
from ...services.people_deeds import PeopleDeeds
from ..place import Place
from .holdings import Holdings
from .page import AdminPage
from .page import may_open
from .page import RECIPIENT
from .page import RECIPIENTS
from dataclasses import replace
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


LANGUAGE_NAMES = {
    "": _("language_none", default="Not known yet"),
    "en": _("language_en", default="English"),
    "de": _("language_de", default="German"),
}


@implementer(IPublishTraverse)
class RecipientPage(Holdings, AdminPage):
    """Those who may only view the access log read it and find no deed."""

    tab = RECIPIENTS
    index = ViewPageTemplateFile("templates/recipient.pt")
    recipient_id = ""

    def publishTraverse(self, request: Any, name: str) -> RecipientPage:  # noqa: N802
        """Take the id of the recipient."""
        if self.recipient_id:
            raise NotFound
        self.recipient_id = name
        return self

    def answer(self) -> str:
        """Show the page, or do what a button says."""
        if not may_open(RECIPIENTS, self.context):
            raise Unauthorized
        self.manages = allowed(MANAGE, self.context)
        self.people = People(self.ports)
        found = self.people.find(self.recipient_id)
        if found is None:
            raise NotFound
        self.recipient: Recipient = found
        if self.request.method != "POST":
            return self.show()
        if not self.manages:
            raise Unauthorized
        CheckAuthenticator(self.request)
        problem = self.key_problem()
        return self.broken(problem) if problem else self._act()

    @property
    def page_name(self) -> Message | str:
        """Whose page it is."""
        return self.recipient.name or self.recipient.address

    @property
    def all_url(self) -> str:
        """This page, its table at its beginning."""
        return self.url(f"{RECIPIENT}/{self.recipient.id}")

    def narrow(self, place: Place) -> Any:
        """The shares of this person."""
        return replace(place.filters, recipient=self.recipient.address)

    def show(self) -> str:
        """Render, with the table as it is now."""
        self.read_place()
        return str(self.index())

    def facts(self) -> dict[str, Any]:
        """What the page says of the person."""
        one, say = self.recipient, self.speaker.moment
        sessions = self.people.sessions(one)
        last = sessions[0].last_seen if sessions else self.people.listed(one).seen
        return {
            "language": LANGUAGE_NAMES.get(one.language, one.language),
            "created": say(one.created),
            "seen": say(last),
            "sessions": len(sessions),
            "blocked": say(one.blocked),
            "merged": say(one.merged),
            "kept": kept_instead(self.ports, one),
            "kept_url": self.url(f"{RECIPIENT}/{one.merged_into}"),
        }

    def languages(self) -> list[dict[str, Any]]:
        """The choices of the form."""
        chosen = self.typed("language", self.recipient.language)
        return [
            {"value": one, "title": LANGUAGE_NAMES.get(one, one), "selected": one == chosen}
            for one in dict.fromkeys(("", *LANGUAGES, self.recipient.language))
        ]

    def typed(self, name: str, kept: str) -> str:
        """What was typed into a field that was refused, else what is kept."""
        return self.text(name) if "change" in self.request.form else kept

    def _act(self) -> str:
        form, deeds = self.request.form, PeopleDeeds(self.ports)
        actor, contact = self.actor_and_contact()
        refused = None
        if "revoke" in form:
            return self.revoke_all(self.people.held(self.recipient), self.all_url)
        if "change" in form:
            names = {key: self.text(key) for key in ("name", "organisation", "language")}
            refused = deeds.change(self.recipient, actor, **names, contact=contact)
        elif "block" in form:
            refused = deeds.block(self.recipient, actor, self.text("reason"), contact)
        elif "unblock" in form:
            deeds.unblock(self.recipient, actor, contact)
        elif "merge" in form:
            return self._merge()
        elif "reopen" in form:
            Merging(self.ports).reopen(self.recipient, actor, contact)
        else:
            return self.show()
        if refused is not None:
            return self.refuse(refused)
        return self.leave(DONE[next(key for key in DONE if key in form)], self.all_url)

    def _merge(self) -> str:
        typed = (self.text("into"), self.text("confirmation"), self.text("reason"))
        done = Merging(self.ports)(self.recipient, *typed, *self.actor_and_contact())
        if not isinstance(done, Merged):
            return self.refuse(done[0])
        values = {"address": done.kept.address, "count": len(done.shares)}
        said = Message(MERGED_SILENT if done.without_mail else MERGED, mapping=values)
        return self.leave(said, self.url(f"{RECIPIENT}/{done.kept.id}"))


MERGED = _(
    "recipient_was_merged",
    default="${address} is used from now on. Shares made anew for it: ${count}; the mails with the "
    "links are on their way, or wait for approval.",
)
MERGED_SILENT = _(
    "recipient_was_merged_silent",
    default="${address} is used from now on. Shares made anew for it: ${count}. Some were shared "
    "without mail: their senders have to pass the new links on.",
)
DONE = {
    "change": _("recipient_changed", default="Changes saved."),
    "block": _("recipient_was_blocked", default="The recipient is blocked."),
    "reopen": _("recipient_was_reopened", default="The address can be used again."),
    "unblock": _("recipient_was_unblocked", default="The recipient is no longer blocked."),
}
