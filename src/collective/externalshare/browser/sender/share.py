"""One share: what it is, what happened to it, and what can be done with it."""

from __future__ import annotations

from ... import _
from ...content.people import contact_of
from ...content.people import current_actor
from ...content.rights import allowed
from ...content.rights import may_change
from ...content.rights import may_read
from ...content.rights import VIEW_LOG
from ...model.selection import Scope
from ...model.verdict import Refused
from ...narration import EventWords
from ...narration import Narrator
from ...sentences import sentence
from ...services.history import History
from ...services.invite import Invite
from ...services.overview import Overview
from ...services.overview import Row
from ...services.ports import Ports
from ...services.ports import ports_for
from ...services.record import unrecordable
from ..evidence.asked import evidence_url
from ..personal import begin
from ..status import ShareWords
from ..status import speaker
from ..title import ITitled
from ..trail import is_contact
from .acts import Act
from .acts import acts_of
from .acts import details_url
from .change import ChangePage
from .revoke import RevokePage
from .row import back_url
from .row import came_from
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


MOST_EVENTS = 200
FORMS = {"change": ChangePage, "revoke": RevokePage}


@implementer(IPublishTraverse, ITitled)
class SharePage(BrowserView):
    """`<site>/@@external-share-details/<id>`, and below it what can be done.

    It stands on the site, since the document may be gone. Whoever may not see
    a share gets the same 404 as for a share that is none.
    """

    index = ViewPageTemplateFile("share.pt")
    link = ""

    def __init__(self, context: Any, request: Any) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request: Any, name: str) -> SharePage:  # noqa: N802
        """Take the share's id and the verb from the address."""
        self.path.append(name)
        if len(self.path) > 2:
            raise NotFound
        return self

    def __call__(self) -> str:
        """Find the share, check the right, then show or act."""
        if not begin(self.request):
            return ""
        self.row = self._row()
        verb = self.path[1] if len(self.path) > 1 else ""
        if not verb:
            return self.index()
        if verb not in FORMS and verb not in ACTS:
            raise NotFound
        if not self.may_change:
            raise NotFound
        if verb in FORMS:
            return FORMS[verb](self.context, self.request, self.row)()
        return self._act(verb)

    @cached_property
    def ports(self) -> Ports | None:
        """The services' collaborators."""
        return ports_for(self.context)

    def _row(self) -> Row:
        if api.user.is_anonymous():
            raise Unauthorized
        if self.ports is None or not self.path:
            raise NotFound
        overview = Overview(self.ports)
        share = overview.find(self.path[0])
        if share is None:
            raise NotFound
        row = overview.one(share)
        if not may_read(self.context, share, row.document):
            raise NotFound
        return row

    def _act(self, verb: str) -> str:
        if self.request.get("REQUEST_METHOD") != "POST":
            # A reload, or a link somebody kept: nothing is done by looking.
            return self.request.response.redirect(details_url(self.row.share.id, "", self.back))
        CheckAuthenticator(self.request)
        refused = unrecordable(self.ports) or ACTS[verb](self)
        if refused is not None:
            api.portal.show_message(sentence(refused), self.request, type="error")
        if self.link:
            return self.index()
        return self.request.response.redirect(back_url(self.row, self.back))

    def show_link(self) -> Refused | None:
        """Show the link on this very page, so that it stands in no address and no session."""
        found = Invite(self.ports).link(self.row.share, *self._who())
        if isinstance(found, Refused):
            return found
        self.link = found
        return None

    def resend(self) -> Refused | None:
        """Queue the invitation once more."""
        refused = Invite(self.ports).resend(self.row.share, *self._who())
        if refused is None:
            text = _(
                "resent",
                default="The mail to ${who} is on its way again.",
                mapping={"who": self.words.who},
            )
            api.portal.show_message(text, self.request)
        return refused

    def enable_codes(self) -> None:
        """Let codes be tried again."""
        Invite(self.ports).enable_codes(self.row.share, *self._who())
        text = _(
            "codes_enabled",
            default="${who} can ask for codes again.",
            mapping={"who": self.words.who},
        )
        api.portal.show_message(text, self.request)

    def _who(self) -> tuple[Any, Any]:
        return current_actor(), contact_of(self.request)

    @cached_property
    def words(self) -> ShareWords:
        """The share in words."""
        return ShareWords(self.row, speaker())

    @property
    def page_titles(self) -> tuple[Message | str, ...]:
        """Whose share it is, and of what."""
        said = _("share_title", default="Shared with ${who}", mapping={"who": self.words.who})
        return (said, self.words.title)

    @cached_property
    def may_change(self) -> bool:
        """Whether this user may act on the share."""
        return may_change(self.context, self.row.share, self.row.document)

    @property
    def acts(self) -> list[Act]:
        """What this user can do with the share."""
        return acts_of(self.words, self.back) if self.may_change else []

    @cached_property
    def back(self) -> str:
        """Where somebody came from; every act of this page carries it on."""
        return came_from(self.request)

    @property
    def back_url(self) -> str:
        """Its address; empty for those who came from nowhere, or may not go back."""
        url = back_url(self.row, self.back)
        return "" if url == details_url(self.row.share.id) else url

    @property
    def document_url(self) -> str:
        """The tab of the document; empty when it is gone or hidden from this user."""
        document = self.row.document
        if document is None or not allowed("View", document.obj):
            return ""
        return f"{document.obj.absolute_url()}/@@external-shares"

    @property
    def evidence_url(self) -> str:
        """The tab Evidence with this share chosen; empty for those who may not."""
        return evidence_url(self.context, Scope.SHARE, self.row.share.id)

    @cached_property
    def _history(self) -> list[dict[str, Any]]:
        return History(self.ports).of_share(self.row.share)

    @property
    def told(self) -> list[dict[str, Any]]:
        """What happened, newest first; contacts, of whom nobody knows who it was, apart."""
        narrator = Narrator(self.row, speaker(), allowed(VIEW_LOG, self.context))
        groups: dict[bool, list[EventWords]] = {False: [], True: []}
        for event in reversed(self._history[-MOST_EVENTS:]):
            groups[is_contact(event)].append(narrator.tell(event))
        return [
            {"contacts": contacts, "events": events, "id": ("events", "contacts")[contacts]}
            for contacts, events in groups.items()
            if events
        ]

    @property
    def untold(self) -> int:
        """How many older events are left out."""
        return max(0, len(self._history) - MOST_EVENTS)


ACTS = {
    "link": SharePage.show_link,
    "resend": SharePage.resend,
    "codes": SharePage.enable_codes,
}
