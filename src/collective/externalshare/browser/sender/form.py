"""What the sender's forms have in common."""

from __future__ import annotations

from ...model.verdict import Refused
from ...sentences import sentence
from ..field import mark_fields
from ..title import ITitled
from collections.abc import Iterable
from collections.abc import Mapping
from plone import api
from plone.z3cform.layout import FormWrapper
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form.error import MultipleErrors
from z3c.form.error import MultipleErrorViewSnippet
from z3c.form.form import Form
from z3c.form.interfaces import IErrorViewSnippet
from zope.component import getMultiAdapter
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface import Invalid


COLOURS = {
    "preview": "btn-primary",
    "send": "btn-primary",
    "hand_over": "btn-primary",
    "revoke": "btn-danger",
}
# What a box of Plone's holds that nobody ticked.
UNTICKED = "unselected"
# Where services name a field that a form calls otherwise.
WIDGETS = {"expires": "date", "expires_in_days": "until", "download_limit": "limit"}


class FaceForm(Form):
    """A form that acts on POST alone and shows refusals at their fields."""

    enableCSRFProtection = True  # noqa: N815
    template = ViewPageTemplateFile("form.pt")
    css_class = "externalshare-form"
    came_from = ""
    description: Message | str = ""
    # For a step that begins with something to read: the way to its buttons is short then.
    heading_focus = False
    # Names of fields that few need; they stand in a part to be opened.
    more: tuple[str, ...] = ()
    # Tokens that are no reason to open it, by name of the field.
    usual: Mapping[str, str] = {}
    # The id of what must be heard with the heading then.
    described_by: str | None = None

    def update(self) -> None:
        """Run the pressed button; a GET with a button in its query presses nothing."""
        self.updateWidgets()
        self.updateActions()
        if self.request.get("REQUEST_METHOD") == "POST":
            self.actions.execute()

    def updateWidgets(self, prefix: str | None = None) -> None:  # noqa: N802
        """Fields of our own make."""
        super().updateWidgets(prefix)
        mark_fields(self.widgets.values())

    def updateActions(self) -> None:  # noqa: N802
        """One button stands out: what the form is for."""
        super().updateActions()
        for name, colour in COLOURS.items():
            if name in self.actions:
                action = self.actions[name]
                action.klass = action.klass.replace("btn-secondary", colour)

    @property
    def usual_widgets(self) -> list[Any]:
        """What everybody meets."""
        return [self.widgets[name] for name in self.widgets if name not in self.more]

    @property
    def more_widgets(self) -> list[Any]:
        """What stands in the part to be opened."""
        return [self.widgets[name] for name in self.more]

    @property
    def more_open(self) -> str | None:
        """Whether that part is open: something in it was typed, or is wrong."""
        said = any(self.widgets[name].error or self._typed(name) for name in self.more)
        return "open" if said else None

    def _typed(self, name: str) -> bool:
        widget, usual = self.widgets[name], self.usual.get(name)
        return says_something(widget) and widget.value not in (usual, [usual])

    def getContent(self) -> dict[str, Any]:  # noqa: N802
        """What the fields hold when nothing was typed yet."""
        return {}

    def refuse(self, refusals: Iterable[Refused]) -> None:
        """Show sentences at their fields, and those without one above the form."""
        at_field: dict[str, list[Message]] = {}
        for refused in refusals:
            name = WIDGETS.get(refused.where, refused.where)
            if name in self.widgets:
                at_field.setdefault(name, []).append(sentence(refused))
            else:
                api.portal.show_message(sentence(refused), self.request, type="error")
        for name, messages in at_field.items():
            self.complain(name, messages)

    def complain(self, name: str, messages: Iterable[Message]) -> None:
        """Show sentences at one field."""
        widget = self.widgets[name]
        about = (self.request, widget, widget.field, self, self.getContent())
        views = [getMultiAdapter((Invalid(text), *about), IErrorViewSnippet) for text in messages]
        for view in views:
            view.update()
        joined = MultipleErrorViewSnippet(MultipleErrors(views), *about)
        widget.error = joined
        self.widgets.errors += (joined,)
        self.status = self.formErrorsMessage


def says_something(widget: Any) -> bool:
    """Whether a widget holds more than the default of its field."""
    value = widget.value
    said = [value] if isinstance(value, str) else list(value or ())
    return any(said) and said not in ([widget.field.default], [UNTICKED])


@implementer(ITitled)
class FacePage(FormWrapper):
    """A form inside the site's page, with the add-on's style sheet."""

    index = ViewPageTemplateFile("page.pt")

    @property
    def page_titles(self) -> tuple[Message, ...]:
        """What the form is called at the moment."""
        return (self.form_instance.label,)
