"""The preview of the stamp, as the tab Settings shows it."""

from __future__ import annotations

from ... import _
from ...content.rights import allowed
from ...interfaces import ISiteSettings
from ...services.ports import ports_for
from ...services.stamp_preview import Preview
from ...services.stamp_preview import Reader
from ...services.stamp_preview import StampPreview
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import fields
from dataclasses import replace
from plone import api
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


NAME = _("preview_stamp_reader", default="Jo Example")
ORGANISATION = _("preview_stamp_organisation", default="Example Works")
NOT_DRAWN = _(
    "preview_stamp_failed",
    default="The preview could not be drawn just now. Please try again in a few seconds; nothing "
    "was saved.",
)
OF_DOCUMENT = _(
    "preview_stamp_of_document",
    default="This is how the first page of “${title}” looks with these settings. Nothing of them "
    "was saved. The recipient is made up.",
)
OF_SAMPLE = _(
    "preview_stamp_of_sample",
    default="This is how a sample page looks with these settings, as there is no shared document "
    "that you may see. Nothing of them was saved. The recipient is made up.",
)


class StampShown:
    """One preview in words and as a picture that needs no address of its own."""

    def __init__(self, preview: Preview) -> None:
        lines = (*preview.stamp.diagonal, preview.stamp.footer)
        self.words = tuple(filter(None, lines))
        self.source = f"data:image/jpeg;base64,{b64encode(preview.image).decode()}"
        of_document = Message(OF_DOCUMENT, mapping={"title": preview.title})
        self.note = of_document if preview.title else OF_SAMPLE


def show_stamp(site: Any, typed: Mapping[str, Any]) -> StampShown | None:
    """The stamp by settings as they were typed, the others as stored; None when it cannot be."""
    names = {field.name for field in fields(ISiteSettings(site).read())}
    values = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in typed.items()
        if name in names
    }
    language = api.portal.get_current_language()
    reader = Reader(
        translate(NAME, target_language=language),
        translate(ORGANISATION, target_language=language),
        language,
    )
    drawn = StampPreview(ports_for(site), lambda document: allowed("View", document.obj))(
        replace(ISiteSettings(site).read(), **values), reader
    )
    return drawn and StampShown(drawn)
