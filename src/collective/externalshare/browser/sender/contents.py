"""*Share externally* in the contents of a folder: from the selection to the sender's form."""

from __future__ import annotations

from ... import _
from ...content.chosen import Choice
from ...content.chosen import choose
from plone.app.content.interfaces import IStructureAction
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from zope.i18n import translate
from zope.interface import implementer

import json


FORM = "@@external-sharing-many"
SELECTION = "@@external-sharing-selection"
# What Plone's script makes of this is a template of its own kind.
TEMPLATE = "<% try { %><%= data.html || '' %><% } catch (e) {} %>"


@implementer(IStructureAction)
class ShareAction:
    """Registered in the site alone, by the profile; needs JavaScript, as all of Plone's there."""

    order = 20

    def __init__(self, context: Any, request: Any) -> None:
        self.context = context
        self.request = request

    def get_options(self) -> dict[str, Any]:
        """A button that opens a small window: what can be shared, and the way to the form."""
        url = f"{self.context.absolute_url()}/{SELECTION}"
        title = translate(_("contents_share", default="Share externally"), context=self.request)
        close = translate(_("contents_close", default="Close"), context=self.request)
        return {
            "tooltip": title,
            "id": "external-sharing",
            "icon": "send",
            "url": url,
            "form": {
                "title": title,
                "template": TEMPLATE,
                "dataUrl": url,
                "submitText": close,
                "submitContext": "secondary",
            },
        }


class Selection(BrowserView):
    """Answers Plone's script; nothing is written."""

    index = ViewPageTemplateFile("selection.pt")

    def __call__(self) -> str:
        """What can be shared, as markup; nothing to say where the window was only closed."""
        headers = self.request.response.setHeader
        headers("Content-Type", "application/json; charset=utf-8")
        headers("Cache-Control", "private, no-store")
        if self.request.form.get("render") != "yes":
            return json.dumps({"status": "success", "msg": ""})
        self.choice = self._choice()
        return json.dumps({"html": self.index()})

    def form_url(self) -> str:
        """The sender's form for those that can be shared, and for what is said of the others."""
        query = urlencode({"uids": ".".join(self.uids)}, errors="replace")
        return f"{self.context.absolute_url()}/{FORM}?{query}"

    def _choice(self) -> Choice:
        try:
            named = json.loads(self.request.form.get("selection", ""))
        except (TypeError, ValueError, RecursionError):
            named = []
        named = named if isinstance(named, list) else []
        self.uids = [uid for uid in named if isinstance(uid, str)]
        return choose(self.uids)
