"""Fields of our forms inside Plone: help and errors are tied to the inputs they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from plone.app.z3cform.interfaces import ISingleCheckBoxBoolWidget
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from z3c.form.interfaces import ICheckBoxWidget
from z3c.form.interfaces import IRadioWidget
from z3c.form.interfaces import ISingleCheckBoxWidget
from zope.interface import alsoProvides
from zope.interface import Interface


class IFaceWidget(Interface):
    """Marks a widget of our forms, which `FieldView` renders."""


def mark_fields(widgets: Iterable[Any]) -> None:
    """Render these widgets with `FieldView`; Plone's own rendering ties neither help nor errors."""
    for widget in widgets:
        alsoProvides(widget, IFaceWidget)


class FieldView(BrowserView):
    """Label, input, help and errors of one widget; `context` is the widget."""

    index = ViewPageTemplateFile("field.pt")

    def __call__(self) -> str:
        """Render, with what describes the input named at the input."""
        if ISingleCheckBoxBoolWidget.providedBy(self.context):
            # The widget would say the help itself, where no input can refer to it.
            for term in self.context.terms:
                term.description = ""
        if not self.is_choice:
            # Plone's widgets have no setter; what they give out is what they render.
            self.context.attributes.update(self._said_at_input())
        return self.index()

    @property
    def is_choice(self) -> bool:
        """Whether it is a group of inputs, which a label cannot name."""
        widget = self.context
        boxes = ICheckBoxWidget.providedBy(widget) and not ISingleCheckBoxWidget.providedBy(widget)
        return boxes or IRadioWidget.providedBy(widget)

    @property
    def help(self) -> Any:
        """The help, which may hold entities."""
        return self.context.field.description

    @property
    def css(self) -> str:
        """Classes by which Plone's patterns find a field, and one that is wrong."""
        wrong = " error" if self.context.error else ""
        return f"mb-3 field fieldname-{self.context.name}{wrong}"

    @property
    def described(self) -> str | None:
        """Ids of what describes the field: the error first, since it is what to read."""
        error = f"{self.context.id}-error" if self.context.error else ""
        about = f"{self.context.id}-help" if self.help else ""
        return " ".join(filter(None, (error, about))) or None

    def _said_at_input(self) -> dict[str, str]:
        said = {}
        if self.described:
            said["aria-describedby"] = self.described
        if self.context.error:
            said["aria-invalid"] = "true"
        return said
