"""The sender's form: who, until when, what for; then a preview; then it is sent."""

from __future__ import annotations

from ... import _
from ...model.secrets import new_id
from ...model.settings import Settings
from ...model.terms import Terms
from ...services.distribute import Distribute
from ...services.policy import Policy
from ...services.ports import Ports
from ...services.ports import ports_for
from .checked import Checked
from .delivery import buttons_for
from .done import done
from .draft import Draft
from .draft import read_draft
from .form import FaceForm
from .more import more_of
from .presets import FormPresets
from .related import CHANGED
from .related import WithRelated
from .sharing_fields import FOLDED as FOLDED
from .sharing_fields import sharing_fields
from .sources import Sources
from .terms import DATE_MISSING
from .terms import date_missing
from .terms import offer_only
from .told import Told
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form import button
from z3c.form.interfaces import HIDDEN_MODE


# Plone has no template for a password that is carried on to the next step.
CARRIED = ViewPageTemplateFile("password_hidden.pt")


class SharingForm(WithRelated, Told, Checked, FaceForm):
    """One form in two steps; what was typed travels in hidden fields, never in a session."""

    fields = sharing_fields()

    label = _("sharing_title", default="External sharing")
    preview_template = ViewPageTemplateFile("preview.pt")
    draft: Draft | None = None
    folded: tuple[str, ...] = FOLDED
    # Fields that mean nothing here.
    for_one: tuple[str, ...] = ()
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
        self.fields = self.fields.omit(*self.useless)
        self.more = tuple(name for name in self.folded if name in self.fields)
        self.presets = FormPresets(self, self.ports)
        super().update()
        if not self.draft:
            self.presets.update()
        offer_only(self.widgets["until"], self.bounds)
        self.sources = None if self.draft else Sources(self, self.ports)
        if self.sources:
            self.sources.update()
        for name in list(self.actions):
            if name not in buttons_for(self.draft):
                del self.actions[name]

    @property
    def useless(self) -> list[str]:
        """Fields for which there is nothing to say on this site, or of this document."""
        settings = self.ports.settings
        wanted = {
            "confirmed": settings.checklist,
            "attached": settings.attachments,
            "related": self.related.can,
        }
        return [*(name for name, needed in wanted.items() if not needed), *self.for_one]

    def getContent(self) -> dict[str, Any]:  # noqa: N802
        """The site's defaults, as far as the document's rules allow them."""
        bounds = self.bounds
        usual = Terms(
            0,
            acknowledge=Policy(self.ports).demands(self.documents).acknowledge,
            notify=self.ports.settings.default_notify,
        )
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

    @property
    def usual(self) -> dict[str, str]:  # type: ignore[override]
        """What holds where the sender says nothing."""
        return {"notify": self.ports.settings.default_notify}

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
        self.along = bool(data.get("related"))
        if self.outdated:
            api.portal.show_message(CHANGED, self.request, type="error")
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
    def operation(self) -> str:
        """A name for this sending, so that a second click is not a second one."""
        return new_id()
