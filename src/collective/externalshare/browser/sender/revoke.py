"""End a share, after asking why."""

from __future__ import annotations

from ... import _
from ...content.people import contact_of
from ...content.people import current_actor
from ...model.verdict import Refused
from ...services.record import unrecordable
from ...services.revoke import Revoke
from .draft import plain_lines
from .row import RowForm
from .row import RowPage
from plone import api
from plone.app.z3cform.widgets.text import TextAreaFieldWidget
from typing import Any
from z3c.form import button
from z3c.form.field import Fields
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import Interface


class IReason(Interface):
    """Why a share ends."""

    reason = schema.Text(
        title=_("field_reason", default="Reason"),
        description=_(
            "field_reason_help",
            default="Kept in the records of this share; the recipient does not see it.",
        ),
        required=False,
    )

    notify = schema.Bool(
        title=_("field_notify", default="Tell the recipient by mail"),
        description=_(
            "field_notify_help",
            default="The mail names the document and you, not the reason.",
        ),
        required=False,
        default=False,
    )


class RevokeForm(RowForm):
    """Asks once; the button says what it does."""

    fields = Fields(IReason)
    fields["reason"].widgetFactory = TextAreaFieldWidget
    label = _("revoke_title", default="Revoke this share")

    @property
    def description(self) -> Message:
        """What will happen."""
        return _(
            "revoke_intro",
            default="The link stops working immediately. ${who} can no longer open “${title}”. "
            "This cannot be undone; you can share the document again.",
            mapping={"who": self.words.who, "title": self.words.title},
        )

    def updateWidgets(self, prefix: str | None = None) -> None:  # noqa: N802
        """Room for some lines."""
        super().updateWidgets(prefix)
        self.widgets["reason"].rows = 3

    @button.buttonAndHandler(_("button_revoke", default="Revoke"), name="revoke")
    def revoke(self, action: Any) -> None:
        """End it."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        refused = unrecordable(self.ports)
        if refused is not None:
            self.refuse([refused])
            return
        reason = plain_lines(data["reason"] or "")
        who = current_actor(), reason, contact_of(self.request)
        ended = Revoke(self.ports)([self.row.share], *who, notify=bool(data["notify"]))
        if isinstance(ended, Refused):
            self.refuse([ended])
            return
        self._tell(ended)
        self.leave()

    @button.buttonAndHandler(_("button_cancel", default="Cancel"), name="cancel")
    def cancel(self, action: Any) -> None:
        """Leave everything as it is."""
        self.leave()

    def _tell(self, ended: int) -> None:
        text = _("revoked", default="The share of ${who} is revoked. Its link no longer works.")
        if not ended:
            text = _("revoked_before", default="The share of ${who} had already been revoked.")
        message = Message(text, mapping={"who": self.words.who})
        api.portal.show_message(message, self.request)


class RevokePage(RowPage):
    """`…/<id>/revoke`."""

    form = RevokeForm
