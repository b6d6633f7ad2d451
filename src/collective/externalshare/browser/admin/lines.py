"""Several values in one text area, one a line: whole numbers, or words."""

from __future__ import annotations

from plone.app.z3cform.interfaces import ITextLinesWidget
from plone.app.z3cform.widgets.text import TextLinesWidget
from typing import Any
from z3c.form.converter import BaseDataConverter
from z3c.form.converter import FormatterValidationError
from z3c.form.converter import IntegerDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.widget import FieldWidget
from zope.component import adapter
from zope.interface import implementer
from zope.interface import implementer_only
from zope.schema.interfaces import ITuple


class ILinesWidget(ITextLinesWidget):
    """Marks the widget below."""


class INumbersWidget(ITextLinesWidget):
    """Marks the widget below that."""


@implementer_only(ILinesWidget)
class LinesWidget(TextLinesWidget):
    """Words, one a line."""


@implementer_only(INumbersWidget)
class NumbersWidget(TextLinesWidget):
    """One labelled input, where Plone's widget for tuples has a nameless box for each number."""


@implementer(IFieldWidget)
def lines_field_widget(field: Any, request: Any) -> Any:
    """The widget for a field, as z3c.form asks for it."""
    return FieldWidget(field, LinesWidget(request))


@implementer(IFieldWidget)
def numbers_field_widget(field: Any, request: Any) -> Any:
    """The widget for a field, as z3c.form asks for it."""
    return FieldWidget(field, NumbersWidget(request))


@adapter(ITuple, ILinesWidget)
class LinesConverter(BaseDataConverter):
    """Between lines and words; empty lines, such as the last one, count for nothing."""

    def toWidgetValue(self, value: Any) -> str:  # noqa: N802
        """One word a line."""
        return "\n".join(value or ())

    def toFieldValue(self, value: str) -> tuple[str, ...]:  # noqa: N802
        """The words without the blanks around them."""
        return tuple(filter(None, map(str.strip, value.splitlines())))


@adapter(ITuple, INumbersWidget)
class NumbersConverter(BaseDataConverter):
    """Between lines and numbers; empty lines count for nothing."""

    def toWidgetValue(self, value: Any) -> str:  # noqa: N802
        """One number a line."""
        return "\n".join(str(number) for number in value or ())

    def toFieldValue(self, value: str) -> tuple[int, ...]:  # noqa: N802
        """Numbers; refused with z3c.form's own sentence about whole numbers."""
        numbers = []
        for line in filter(None, map(str.strip, value.splitlines())):
            try:
                numbers.append(int(line))
            except ValueError:
                raise FormatterValidationError(IntegerDataConverter.errorMessage, line) from None
        return tuple(numbers)
