"""Change until when a share lasts, and what its recipient may do."""

from __future__ import annotations

from ... import _
from ...content.people import contact_of
from ...content.people import current_actor
from ...model.settings import Settings
from ...model.verdict import Refused
from ...services.amend import Amend
from ...services.policy import Policy
from ...services.record import unrecordable
from .more import MORE
from .more import more_of
from .more import read_more_change
from .row import RowForm
from .row import RowPage
from .terms import DATE_MISSING
from .terms import date_missing
from .terms import IChangedTerms
from .terms import KEEP
from .terms import offer_only
from .terms import read_change
from .terms import read_until
from plone import api
from plone.app.z3cform.widgets.datetime import DateFieldWidget
from plone.app.z3cform.widgets.radio import RadioFieldWidget
from plone.app.z3cform.widgets.singlecheckbox import SingleCheckBoxBoolFieldWidget
from typing import Any
from z3c.form import button
from z3c.form.field import Fields
from zope.i18nmessageid import Message


class ChangeForm(RowForm):
    """Begins with the terms as they are."""

    fields = Fields(IChangedTerms).select("until", "date", "access", *MORE, "no_password")
    fields["until"].widgetFactory = RadioFieldWidget
    fields["date"].widgetFactory = DateFieldWidget
    fields["access"].widgetFactory = RadioFieldWidget
    fields["starts"].widgetFactory = DateFieldWidget
    fields["revision_mode"].widgetFactory = RadioFieldWidget
    fields["acknowledge"].widgetFactory = SingleCheckBoxBoolFieldWidget
    fields["notify"].widgetFactory = RadioFieldWidget
    fields["no_password"].widgetFactory = SingleCheckBoxBoolFieldWidget
    more = (*MORE, "no_password")
    label = _("change_title", default="Change this share")

    @property
    def description(self) -> Message:
        """Whose share it is, and until when it lasts now."""
        words = self.words
        return _(
            "change_intro",
            default="${who} can open “${title}” until ${until}.",
            mapping={"who": words.who, "title": words.title, "until": words.until},
        )

    @property
    def usual(self) -> dict[str, str]:  # type: ignore[override]
        """What holds where the sender said nothing."""
        return {"notify": self.ports.settings.default_notify}

    def getContent(self) -> dict[str, Any]:  # noqa: N802
        """The terms as they are."""
        terms = self.row.share.terms
        return {"until": KEEP, "access": terms.access, "bounds": self.bounds, **more_of(terms)}

    @property
    def bounds(self) -> Settings:
        """The settings, as narrow as the rules of the document make them."""
        documents = [self.row.document] if self.row.document is not None else []
        return Policy(self.ports).bounded(documents).settings

    def update(self) -> None:
        """Of the days those alone that the document's rules allow."""
        super().update()
        offer_only(self.widgets["until"], self.bounds)

    @button.buttonAndHandler(_("button_save", default="Save"), name="save")
    def save(self, action: Any) -> None:
        """Change the terms."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        if date_missing(data["until"], data["date"]):
            self.complain("date", [DATE_MISSING])
            return
        refused = unrecordable(self.ports) or self._amend(data)
        if refused is not None:
            self.refuse([refused])
            return
        text = _("changed", default="The share of ${who} now lasts until ${until}.")
        words = {"who": self.words.who, "until": self.words.until}
        api.portal.show_message(Message(text, mapping=words), self.request)
        self.leave()

    @button.buttonAndHandler(_("button_cancel", default="Cancel"), name="cancel")
    def cancel(self, action: Any) -> None:
        """Leave everything as it is."""
        self.leave()

    def _amend(self, data: dict[str, Any]) -> Refused | None:
        until = read_change(self.ports, read_until(self.ports, data["until"], data["date"]))
        if isinstance(until, Refused):
            return until
        # What stays as it is, is not named: evidence tells of changes.
        terms = self.row.share.terms
        access = data["access"] if data["access"] != terms.access else None
        return Amend(self.ports)(
            self.row.share,
            current_actor(),
            contact_of(self.request),
            expires=until,
            access=access,
            **read_more_change(self.ports, terms, data),
        )


class ChangePage(RowPage):
    """`…/<id>/change`."""

    form = ChangeForm
