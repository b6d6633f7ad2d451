"""The control panel's settings: the registry schema, and how it is read."""

from __future__ import annotations

from ..interfaces import ISiteSettings
from ..model.link_base import leads_to_a_site
from ..model.settings import Settings
from .access import IAccessSettings
from .engine import IEngineSettings
from .limits import ILimitsSettings
from .mails import IMailsSettings
from .policy import IPolicySettings
from .privacy import IPrivacySettings
from .sending import ISendingSettings
from .stamp import IStampSettings
from .words import IWordsSettings
from copy import deepcopy
from dataclasses import fields
from plone.registry.interfaces import IRegistry
from typing import Any
from typing import ClassVar
from zope.component import getUtility
from zope.interface import implementer


PREFIX = "collective.externalshare"
_NAMES = {f"{PREFIX}.{one.name}": one.name for one in fields(Settings)}


class IExternalShareSettings(
    ISendingSettings,
    IPolicySettings,
    IWordsSettings,
    IStampSettings,
    IAccessSettings,
    ILimitsSettings,
    IEngineSettings,
    IPrivacySettings,
    IMailsSettings,
):
    """Everything an administrator may set; the defaults are those of `model.settings`."""


@implementer(ISiteSettings)
class SiteSettings:
    """Reads the registry; a record missing on a site not upgraded yet has its default."""

    # What any site's registry held last, and the settings made of it, which never change.
    _last: ClassVar[tuple[dict[str, Any], Settings]] = {}, Settings()

    def __init__(self, site: Any) -> None:
        self.site = site

    def read(self) -> Settings:
        """The settings of this moment."""
        # At one go, since to ask for each value costs ten times as much.
        values = getUtility(IRegistry).records._values.items(f"{PREFIX}.", f"{PREFIX}/")
        found = {
            _NAMES[key]: tuple(value) if isinstance(value, list) else value
            for key, value in values
            if value is not None and key in _NAMES
        }
        # To compare them is cheap; to make them anew takes most of the time.
        known, settings = SiteSettings._last
        if found != known:
            # Copies: whatever one connection holds is not for other threads.
            known = deepcopy(found)
            settings = Settings(**known)
            SiteSettings._last = known, settings
        return settings


def link_base_of(site: Any) -> str:
    """The address an administrator installs from, where links may begin with it; else empty.

    A script that installs has no real address and proposes none.
    """
    request = getattr(site, "REQUEST", None)
    if request is None or not request.get("HTTP_HOST"):
        return ""
    url = str(site.absolute_url())
    return url if leads_to_a_site(url) else ""
