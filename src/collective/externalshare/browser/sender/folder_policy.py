"""What may be shared of a folder, and on which terms."""

from __future__ import annotations

from ... import _
from ...content.people import contact_of
from ...content.people import current_actor
from ...content.policy import ContentPolicy
from ...model.policy import Rules
from ...model.verdict import Refused
from ...services.folder_policy import FolderPolicy
from ...services.folder_policy import read_places
from ...services.ports import ports_for
from ...services.record import unrecordable
from ..admin.lines import lines_field_widget
from ..personal import begin
from ..rules import rules_said
from .form import FaceForm
from .form import FacePage
from Acquisition import aq_inner
from Acquisition import aq_parent
from plone import api
from plone.app.z3cform.widgets.singlecheckbox import SingleCheckBoxBoolFieldWidget
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from typing import Any
from z3c.form import button
from z3c.form.field import Fields
from zExceptions import NotFound
from zope import schema
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import Interface


class IFolderRules(Interface):
    """The rules that a folder sets for everything in it."""

    prohibited = schema.Bool(
        title=_("policy_prohibited", default="Nothing in it can be shared externally"),
        required=False,
    )
    approval = schema.Bool(
        title=_("policy_approval", default="Somebody else has to approve every sharing"),
        required=False,
    )
    view_only = schema.Bool(
        title=_("policy_view_only", default="Viewing in the browser only, no download"),
        required=False,
    )
    password = schema.Bool(
        title=_("policy_password", default="Only with a password"),
        required=False,
    )
    acknowledge = schema.Bool(
        title=_("policy_acknowledge", default="Only with an acknowledgement"),
        required=False,
    )
    link_only = schema.Bool(
        title=_("policy_link_only", default="By link only, never as an attachment"),
        required=False,
    )
    maximum_days = schema.Int(
        title=_("policy_maximum_days", default="Maximum days a share may last"),
        required=False,
    )
    allowed = schema.Tuple(
        title=_("setting_allowed_addresses", default="Only these addresses and domains"),
        description=_(
            "policy_allowed_help",
            default="One per line; a domain stands for its subdomains, too. Empty: everybody.",
        ),
        value_type=schema.TextLine(),
        required=False,
        missing_value=(),
    )
    denied = schema.Tuple(
        title=_("setting_denied_addresses", default="Never these addresses and domains"),
        value_type=schema.TextLine(),
        required=False,
        missing_value=(),
    )
    words = schema.TextLine(
        title=_("policy_words", default="Words on the stamp"),
        description=_(
            "policy_words_help", default="Instead of the classification that the settings name."
        ),
        required=False,
        missing_value="",
    )


BOOLEANS = ("prohibited", "approval", "view_only", "password", "acknowledge", "link_only")


class FolderPolicyForm(FaceForm):
    """Begins with the folder's own rules; what is inherited is said above them."""

    fields = Fields(IFolderRules)
    label = _("policy_title", default="External sharing from this folder")
    for _name in BOOLEANS:
        fields[_name].widgetFactory = SingleCheckBoxBoolFieldWidget
    for _name in ("allowed", "denied"):
        fields[_name].widgetFactory = lines_field_widget

    @property
    def ports(self) -> Any:
        """The services' collaborators."""
        return ports_for(api.portal.get())

    @property
    def description(self) -> Message:
        """What holds here anyway."""
        above = ContentPolicy(aq_parent(aq_inner(self.context))).folders
        said = [translate(one, context=self.request) for one in rules_said(above)]
        if not said:
            return _(
                "policy_intro",
                default="These rules hold for “${title}” and everything in it, besides those of "
                "the site. Where several hold, the strictest wins.",
                mapping={"title": self.context.Title()},
            )
        return _(
            "policy_intro_inherited",
            default="These rules hold for “${title}” and everything in it, besides those of the "
            "site. Where several hold, the strictest wins. From the folders above: ${rules}",
            mapping={"title": self.context.Title(), "rules": " ".join(said)},
        )

    def getContent(self) -> dict[str, Any]:  # noqa: N802
        """The rules as they are."""
        own = FolderPolicy(self.ports).own(IUUID(self.context))
        return {
            **{name: getattr(own, name) for name in BOOLEANS},
            # An empty field is everybody; nobody, which REST can set, is said by its box.
            "prohibited": own.prohibited or own.allowed == frozenset(),
            "maximum_days": own.maximum_days,
            "allowed": tuple(sorted(own.allowed or ())),
            "denied": tuple(sorted(own.denied)),
            "words": ", ".join(sorted(own.words)),
        }

    @button.buttonAndHandler(_("button_save", default="Save"), name="save")
    def save(self, action: Any) -> None:
        """Keep the rules, with evidence."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        refused = unrecordable(self.ports) or self._change(data)
        if refused is not None:
            self.refuse([refused])
            return
        said = _("policy_saved", default="The rules are saved and hold at once.")
        api.portal.show_message(said, self.request)
        self._leave()

    @button.buttonAndHandler(_("button_cancel", default="Cancel"), name="cancel")
    def cancel(self, action: Any) -> None:
        """Leave everything as it is."""
        self._leave()

    def _change(self, data: dict[str, Any]) -> Refused | None:
        allowed = read_places(data["allowed"] or (), "allowed")
        denied = read_places(data["denied"] or (), "denied")
        for one in (allowed, denied):
            if isinstance(one, Refused):
                return one
        rules = Rules(
            **{name: bool(data[name]) for name in BOOLEANS},
            maximum_days=data["maximum_days"],
            allowed=allowed or None,
            denied=denied,
            words=frozenset({data["words"] or ""}),
        )
        actor, contact = current_actor(), contact_of(self.request)
        return FolderPolicy(self.ports).change(IUUID(self.context), rules, actor, contact)

    def _leave(self) -> None:
        state = self.context.restrictedTraverse("@@plone_context_state")
        self.request.response.redirect(state.view_url())


class FolderPolicyPage(FacePage):
    """Of any folder but the site itself, whose rules are in the control panel."""

    form = FolderPolicyForm

    def __call__(self) -> str:
        """The form."""
        if not begin(self.request):
            return ""
        if IPloneSiteRoot.providedBy(self.context) or ports_for(api.portal.get()) is None:
            raise NotFound
        return super().__call__()
