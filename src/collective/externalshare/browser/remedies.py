"""Where to mend what keeps a site from sharing."""

from __future__ import annotations

from .. import _
from ..content.rights import allowed
from ..content.rights import CONFIGURE
from .admin.page import SETTINGS
from dataclasses import dataclass
from typing import Any
from zope.i18nmessageid import Message


MAIL = (
    "Plone Site Setup: Mail",
    "@@mail-controlpanel",
    _("go_mail_settings", default="Go to the mail settings"),
)
SHARING = (
    CONFIGURE,
    SETTINGS,
    _("go_sharing_settings", default="Go to the settings of external sharing"),
)
# Code of a refusal or a check -> permission, view on the site, words of the link.
PANELS = {
    "mail_missing": MAIL,
    "link_base_missing": SHARING,
    "link_base_http": SHARING,
    "link_base_unusable": SHARING,
    "fonts_unusable": SHARING,
}


@dataclass(frozen=True)
class Remedy:
    """A link to a control panel."""

    url: str
    title: Message


def remedy_for(site: Any, code: str) -> Remedy | None:
    """The control panel that mends it, for those who may use it."""
    if code not in PANELS:
        return None
    permission, view, title = PANELS[code]
    return Remedy(f"{site.absolute_url()}/{view}", title) if allowed(permission, site) else None
