"""The sender's form: who, until when, what for; then a preview; then it is sent."""

from __future__ import annotations

from ... import _
from ...content.documents import Document
from ...content.rights import open_to_all
from ...interfaces import IInvitationPreview
from ...interfaces import IShareSource
from ...model.secrets import new_id
from ...model.settings import Settings
from ...model.terms import Access
from ...model.terms import Terms
from ...notices import Notice
from ...notices import notices
from ...services.distribute import Distribute
from ...services.policy import Policy
from ...services.ports import Ports
from ...services.ports import ports_for
from ...terms_words import say_more
from ...vocabularies import ACCESS
from ..status import speaker
from .done import done
from .draft import Draft
from .draft import read_draft
from .form import FaceForm
from .presets import FormPresets
from .sharing_fields import ISharing
from .sources import Sources
from .terms import DATE_MISSING
from .terms import date_missing
from .terms import MORE
from .terms import more_of
from .terms import offer_only
from .told import Told
from plone import api
from plone.app.z3cform.widgets.checkbox import CheckBoxFieldWidget
from plone.app.z3cform.widgets.datetime import DateFieldWidget
from plone.app.z3cform.widgets.radio import RadioFieldWidget
from plone.app.z3cform.widgets.singlecheckbox import SingleCheckBoxBoolFieldWidget
from plone.app.z3cform.widgets.text import TextAreaFieldWidget
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import HIDDEN_MODE
from zope.i18nmessageid import Message


ORDER = ("recipients", "access", "until", "date", "message", "confirmed", *MORE)
WRITING = ("preview", "cancel")
# Plone has no template for a password that is carried on to the next step.
CARRIED = ViewPageTemplateFile("password_hidden.pt")
CHECKING = ("send", "links", "back", "cancel")


class SharingForm(Told, FaceForm):
    """One form in two steps; what was typed travels in hidden fields, never in a session."""

    fields = Fields(ISharing).select(*ORDER)
    fields["recipients"].widgetFactory = TextAreaFieldWidget
    fields["until"].widgetFactory = RadioFieldWidget
    fields["date"].widgetFactory = DateFieldWidget
    fields["access"].widgetFactory = RadioFieldWidget
    fields["message"].widgetFactory = TextAreaFieldWidget
    fields["confirmed"].widgetFactory = CheckBoxFieldWidget
    fields["starts"].widgetFactory = DateFieldWidget
    fields["revision_mode"].widgetFactory = RadioFieldWidget
    fields["acknowledge"].widgetFactory = SingleCheckBoxBoolFieldWidget
    more = MORE

    label = _("sharing_title", default="External sharing")
    preview_template = ViewPageTemplateFile("preview.pt")
    draft: Draft | None = None
    sources: Sources | None = None
    presets: FormPresets

    @property
    def ports(self) -> Ports:
        """The services' collaborators."""
        return ports_for(api.portal.get())

    def update(self) -> None:
        """After the buttons have worked, keep those of the step that is shown."""
        self.description = _(
            "sharing_intro",
            default="Share “${title}” with people outside. Each of them gets their own link, "
            "confirms their mailbox with a code and sees copies that bear their name.",
            mapping={"title": self.context.Title()},
        )
        if not self.ports.settings.checklist:
            self.fields = self.fields.omit("confirmed")
        self.presets = FormPresets(self, self.ports)
        super().update()
        if not self.draft:
            self.presets.update()
        offer_only(self.widgets["until"], self.bounds)
        self.sources = None if self.draft else Sources(self, self.ports)
        if self.sources:
            self.sources.update()
        for name in list(self.actions):
            if name not in (CHECKING if self.draft else WRITING):
                del self.actions[name]

    def getContent(self) -> dict[str, Any]:  # noqa: N802
        """The site's defaults, as far as the document's rules allow them."""
        bounds = self.bounds
        usual = Terms(0, acknowledge=Policy(self.ports).demands(self.documents).acknowledge)
        return {
            "until": str(bounds.proposed_days),
            "access": bounds.default_access,
            "bounds": bounds,
            **more_of(usual),
        }

    @property
    def bounds(self) -> Settings:
        """The settings, as narrow as the documents' rules make them."""
        return Policy(self.ports).bounded(self.documents).settings

    def updateWidgets(self, prefix: str | None = None) -> None:  # noqa: N802
        """Room for several lines."""
        super().updateWidgets(prefix)
        self.widgets["recipients"].rows = 5
        self.widgets["message"].rows = 5

    @button.buttonAndHandler(_("button_preview", default="Preview"), name="preview")
    def preview(self, action: Any) -> None:
        """Show what would be sent to whom; nothing is sent or kept."""
        self.draft = self.read()
        if self.draft is None:
            return
        self.label = _("preview_title", default="Check before sending")
        self.description = _("preview_intro", default="Nothing has been sent yet.")
        self.heading_focus = True
        grave = any(notice.grave for notice in self.notices)
        said = (
            ("externalshare-warnings", self.warnings),
            ("externalshare-open", self.open_to_all),
            ("externalshare-grave", grave),
        )
        self.described_by = " ".join(name for name, is_said in said if is_said) or None
        self.widgets["password"].template = CARRIED
        for widget in self.widgets.values():
            widget.mode = HIDDEN_MODE
            widget.update()

    @button.buttonAndHandler(_("button_send", default="Send"), name="send")
    def send(self, action: Any) -> None:
        """Make the shares and queue their mails."""
        self.carry_out(by_mail=True)

    @button.buttonAndHandler(_("button_links", default="Create links without mail"), name="links")
    def links(self, action: Any) -> None:
        """Make the shares; the sender passes the links on."""
        self.carry_out(by_mail=False)

    @button.buttonAndHandler(_("button_back", default="Back"), name="back")
    def back(self, action: Any) -> None:
        """To the fields, with what was typed."""

    @button.buttonAndHandler(_("button_cancel", default="Cancel"), name="cancel")
    def cancel(self, action: Any) -> None:
        """To the document."""
        state = self.context.restrictedTraverse("@@plone_context_state")
        self.request.response.redirect(state.view_url())

    def read(self) -> Draft | None:
        """What was typed; None, and sentences at the fields, when something speaks against it."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return None
        if date_missing(data["until"], data["date"]):
            self.complain("date", [DATE_MISSING])
            return None
        draft = read_draft(self.ports, self.documents, data, self.request, self.presets)
        self.refuse(draft.refusals)
        return None if draft.refusals else draft

    def carry_out(self, by_mail: bool) -> None:
        """Share, say so, and go to the tab."""
        draft = self.read()
        if draft is None:
            return
        made = Distribute(self.ports)(draft.by_mail(by_mail))
        if isinstance(made, list):
            self.refuse(made)
            return
        people = draft.order.addressees
        api.portal.show_message(done(made, people), self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@external-shares")

    def render(self) -> str:
        """The fields, or the preview."""
        return self.preview_template() if self.draft else super().render()

    @property
    def documents(self) -> list[Document]:
        """What is shared."""
        return [Document(self.context)]

    @property
    def operation(self) -> str:
        """A name for this sending, so that a second click is not a second one."""
        return new_id()

    @property
    def summary(self) -> tuple[tuple[Message, Any], ...]:
        """What the preview says of the sending."""
        draft = self.draft
        revision, terms = draft.revision, draft.order.terms
        return (
            (_("fact_document", default="Document"), revision.title),
            (_("fact_revision", default="Revision"), revision.label),
            (
                _("fact_file", default="File"),
                _(
                    "fact_file_pages",
                    default="${filename}, pages: ${pages}",
                    mapping={"filename": revision.filename, "pages": revision.pages},
                ),
            ),
            (_("fact_until", default="Until"), speaker().moment(terms.expires)),
            (_("fact_access", default="Access"), ACCESS[Access(terms.access)]),
            *say_more(terms, speaker()),
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What else the sender should know of the file: before anything is typed, the gravest."""
        if self.draft:
            findings = self.draft.revision.findings
        else:
            findings = IShareSource(self.context).findings() or ()
        told = notices(findings, self.ports.settings.keep_comments)
        return told if self.draft else tuple(one for one in told if one.grave)

    @property
    def open_to_all(self) -> bool:
        """Whether sharing the document keeps nothing from anybody, which the sender should know."""
        return open_to_all(self.context)

    @property
    def mail(self) -> tuple[str, str]:
        """Subject and words of the mail to the first recipient."""
        preview, draft = IInvitationPreview(api.portal.get()), self.draft
        return preview.invitation(draft.order, [draft.revision], draft.order.addressees[0])
