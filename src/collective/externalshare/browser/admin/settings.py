"""The tab Settings: every number and text of the add-on, in fieldsets."""

from __future__ import annotations

from ... import _
from ...sentences import sentence
from ...services.ports import ports_for
from ...services.record import unrecordable
from ...settings import IExternalShareSettings
from ...settings import PREFIX
from ...settings.access import IAccessSettings
from ...settings.engine import IEngineSettings
from ...settings.limits import ILimitsSettings
from ...settings.mails import IMailsSettings
from ...settings.policy import IPolicySettings
from ...settings.privacy import IPrivacySettings
from ...settings.sending import ISendingSettings
from ...settings.stamp import IStampSettings
from ...settings.words import IWordsSettings
from ..field import mark_fields
from .lines import lines_field_widget
from .lines import numbers_field_widget
from .page import Panel
from .page import SETTINGS
from .page import TITLE
from .stamp import NOT_DRAWN
from .stamp import show_stamp
from .stamp import StampShown
from plone import api
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.app.z3cform.widgets.checkbox import CheckBoxFieldWidget
from plone.registry.interfaces import IRegistry
from plone.z3cform.fieldsets.group import GroupFactory
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form import button
from z3c.form.field import Fields
from zope.component import getUtility
from zope.i18nmessageid import MessageFactory


PMF = MessageFactory("plone")
PREVIEW = _("settings_preview", default="Preview of the stamp")

FIELDSETS = (
    ("sending", ISendingSettings, _("settings_sending", default="Sending")),
    ("policy", IPolicySettings, _("settings_policy", default="Policy")),
    ("stamp", IStampSettings, _("settings_stamp", default="Stamp")),
    ("access", IAccessSettings, _("settings_access", default="Access")),
    ("privacy", IPrivacySettings, _("settings_privacy", default="Privacy")),
    ("words", IWordsSettings, _("settings_words", default="Words")),
    ("mails", IMailsSettings, _("settings_mails", default="Mails")),
    ("limits", ILimitsSettings, _("settings_limits", default="Limits")),
    ("engine", IEngineSettings, _("settings_engine", default="PDF files")),
)

# These have a tab of their own.
ELSEWHERE = ("mail_words",)
# Where Plone's own widget cannot be worked by keyboard or reader.
WIDGETS = {
    "allowed_addresses": lines_field_widget,
    "checklist": lines_field_widget,
    "day_choices": numbers_field_widget,
    "denied_addresses": lines_field_widget,
    "font_files": lines_field_widget,
    "levels": lines_field_widget,
    "presets": lines_field_widget,
    "reminder_days": numbers_field_widget,
    "published_states": CheckBoxFieldWidget,
}


class SettingsForm(RegistryEditForm):
    """Saves to the registry; `content.settings` leaves a row for each setting that changed."""

    schema = IExternalShareSettings
    schema_prefix = PREFIX
    label = TITLE
    control_panel_view = SETTINGS
    enableCSRFProtection = True  # noqa: N815  (z3c.form's name)
    preview: StampShown | None = None

    @property
    def enable_form_tabbing(self) -> bool:
        """Whether fieldsets are tabs; not when something is wrong, which a tab might hide."""
        return bool(self.status != self.formErrorsMessage)

    @property
    def enable_autofocus(self) -> bool:
        """Whether the first field takes the focus; not from a preview, which would scroll away."""
        return self.preview is None

    def getContent(self) -> Any:  # noqa: N802
        """The records; one that a site not upgraded yet lacks has its default."""
        return getUtility(IRegistry).forInterface(self.schema, prefix=PREFIX, check=False)

    def updateFieldsFromSchemata(self) -> None:  # noqa: N802
        """One fieldset for each of the interfaces that make up the schema."""
        self.fields = Fields()
        self.groups = [
            GroupFactory(name, Fields(schema).omit(*ELSEWHERE), label)
            for name, schema, label in FIELDSETS
        ]
        for group in self.groups:
            for name in WIDGETS.keys() & group.fields.keys():
                group.fields[name].widgetFactory = WIDGETS[name]

    def update(self) -> None:
        """Fields of our own make."""
        super().update()
        for group in self.groups:
            mark_fields(group.widgets.values())

    @button.buttonAndHandler(PMF("Save"), name="save")
    def save(self, action: Any) -> None:
        """Store what can be recorded, or nothing."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        refused = unrecordable(ports_for(self.context))
        if refused is not None:
            self.status = sentence(refused)
            return
        self.applyChanges(data)
        self._leave(PMF("Changes saved."))

    @button.buttonAndHandler(PREVIEW, name="preview")
    def show_preview(self, action: Any) -> None:
        """Draw the stamp by what is typed, and store nothing."""
        if self.request.method != "POST":
            # An address would hold every setting, and stay in logs.
            return
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        self.preview = show_stamp(self.context, data)
        if self.preview is None:
            self.status = NOT_DRAWN

    @button.buttonAndHandler(PMF("Cancel"), name="cancel")
    def cancel(self, action: Any) -> None:
        """Show the settings as they are."""
        self._leave(PMF("Changes canceled."))

    def _leave(self, message: Any) -> None:
        api.portal.show_message(message, self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/{SETTINGS}", status=303)


class Settings(Panel, ControlPanelFormWrapper):
    """The form inside the frame of our tabs."""

    tab = SETTINGS
    form = SettingsForm
    index = ViewPageTemplateFile("templates/settings.pt")

    def answer(self) -> str:
        """What a z3c.form wrapper does."""
        rendered: str = ControlPanelFormWrapper.__call__(self)
        return rendered
