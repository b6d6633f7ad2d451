"""The sender's form for many documents: one act, one mail for each recipient."""

from __future__ import annotations

from ... import _
from ...content.chosen import Choice
from ...content.chosen import choose
from ...content.documents import Document
from ...model.terms import Access
from ...model.verdict import Refused
from ...notices import Notice
from ...sentences import sentence
from ...services.distribute import Distribute
from ...services.distribute import readiness
from ...services.ports import ports_for
from ...terms_words import say_more
from ...vocabularies import ACCESS
from ..personal import begin
from ..status import speaker
from .contents import FORM
from .delivery import delivery_said
from .done import done
from .draft import Draft
from .form import FacePage
from .places import put_in_order
from .related import CHANGED
from .row import MINE
from .sharing import FOLDED
from .sharing import SharingForm
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.i18nmessageid import Message


UNPLACED = _(
    "chosen_unplaced", default="The place of “${title}” must be a number: 1 for the first document."
)


class ManySharingForm(SharingForm):
    """As for one document; those that are shared travel in the address.

    `checked` says that somebody saw the preview of exactly these: one that
    cannot be shared any more is then a refusal, and not left out silently.
    """

    label = _("sharing_many_title", default="Share documents externally")
    folded = tuple(name for name in FOLDED if name != "label")
    for_one = ("pages",)

    @cached_property
    def choice(self) -> Choice:
        """The documents that the address names, in its order or the one that was typed."""
        value = self.request.form.get("uids", "")
        uids = [uid for uid in value.split(".") if uid] if isinstance(value, str) else []
        return put_in_order(choose(uids), self.request.form)

    @property
    def places(self) -> bool:
        """Whether places can be typed: while fields are shown, and for more than one document."""
        return self.draft is None and len(self.choice.can) > 1

    # Whoever chose many documents chose which.
    related = Choice((), (), 0)

    @property
    def documents(self) -> list[Document]:
        """Those that can be shared."""
        return list(self.choice.can)

    @property
    def action(self) -> str:
        """This form, with the documents; behind the preview those alone that it showed."""
        value = self.request.form.get("uids", "")
        pairs = [("uids", value if isinstance(value, str) else "")]
        if self.draft:
            pairs = [("uids", ".".join(self.choice.uids)), ("checked", "1")]
        return f"{self.context.absolute_url()}/{FORM}?{urlencode(pairs)}"

    def update(self) -> None:
        """The words for many."""
        super().update()
        if not self.draft:
            self.description = _(
                "sharing_many_intro",
                default="Each recipient gets one mail with one link to all the documents, "
                "confirms their mailbox with a code and sees copies that bear their name.",
            )

    def read(self) -> Draft | None:
        """What was typed; None when a document that was checked cannot go any more."""
        if self.request.form.get("checked") and (self.choice.cannot or self.choice.missing):
            api.portal.show_message(CHANGED, self.request, type="error")
            return None
        if self.choice.unplaced:
            text = Message(UNPLACED, mapping={"title": self.choice.unplaced[0]})
            api.portal.show_message(text, self.request, type="error")
            return None
        return super().read()

    def carry_out(self, by_mail: bool) -> None:
        """Share all of them or none, say so, and show what becomes of each mail."""
        draft = self.read()
        if draft is None:
            return
        made = Distribute(self.ports)(draft.by_mail(by_mail))
        if isinstance(made, list):
            self.refuse(made)
            return
        api.portal.show_message(done(made, draft.order.addressees), self.request)
        site = api.portal.get().absolute_url()
        self.request.response.redirect(f"{site}/{MINE}?distribution={made.id}")

    @property
    def summary(self) -> tuple[tuple[Message, Any], ...]:
        """What the preview says of the sending; the documents are listed beside it."""
        terms = self.draft.order.terms
        return (
            (_("fact_documents", default="Documents"), len(self.draft.revisions)),
            (_("fact_until", default="Until"), speaker().moment(terms.expires)),
            (_("fact_access", default="Access"), ACCESS[Access(terms.access)]),
            *say_more(terms, speaker()),
            *delivery_said(self.draft.order),
        )

    @property
    def listed(self) -> list[str]:
        """None: all the documents stand above the preview."""
        return []

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is in any of the files, once they were looked at."""
        return super().notices if self.draft else ()


class ManySharingPage(FacePage):
    """Which documents can go and which cannot, and the form."""

    form = ManySharingForm
    index = ViewPageTemplateFile("many.pt")
    blocked: Message | None = None

    def __call__(self) -> str:
        """The form; where nothing can be sent at all, or nothing was chosen, why."""
        if not begin(self.request):
            return ""
        ports = ports_for(api.portal.get())
        if ports is None:
            raise NotFound
        refused: Refused | None = readiness(ports)
        self.blocked = sentence(refused) if refused else None
        return super().__call__()

    @property
    def choice(self) -> Choice:
        """The documents that the address names."""
        found: Choice = self.form_instance.choice
        return found

    def place_of(self, document: Document) -> Message:
        """What a field for the place of a document is called."""
        title = {"title": document.title}
        return _("chosen_place", default="Place of “${title}”", mapping=title)
