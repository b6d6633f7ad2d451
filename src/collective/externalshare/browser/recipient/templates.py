"""Page templates that speak the reader's language, whatever Plone would choose."""

from __future__ import annotations

from pathlib import Path
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


class RecipientTemplate(ViewPageTemplateFile):
    """A template over a `Visit`; the one place where its language is forced."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}.pt", str(Path(__file__).parent / "templates"))

    def pt_getContext(self, instance: Any, request: Any, **kw: Any) -> dict[str, Any]:  # noqa: N802
        """The usual names, with the target language and the frame of every page."""
        namespace: dict[str, Any] = super().pt_getContext(instance, request, **kw)
        namespace["target_language"] = instance.language
        namespace["frame"] = FRAME.macros["frame"]
        return namespace


FRAME = ViewPageTemplateFile("frame.pt", str(Path(__file__).parent / "templates"))
LANDING = RecipientTemplate("landing")
CODE = RecipientTemplate("code")
PORTAL = RecipientTemplate("portal")
DOCUMENT = RecipientTemplate("document")
PASSWORD = RecipientTemplate("password")
ABOUT = RecipientTemplate("about")
VIEWER = RecipientTemplate("viewer")
STOP = RecipientTemplate("stop")
MESSAGE = RecipientTemplate("message")
