"""The gate: Plone's own mail settings, read for one moment."""

from __future__ import annotations

from ..interfaces import IMailGate
from ..model.address import canonical
from ..model.address import clean_words
from .letterhead import ILetterhead
from .letterhead import Letterhead
from .transport import Server
from .transport import Transport
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import getUtility
from zope.interface import implementer


def _record(site: Any, name: str) -> str:
    return _as_typed(site, name).strip()


def _as_typed(site: Any, name: str) -> str:
    value = getUtility(IRegistry, context=site).get(f"plone.{name}")
    return value if isinstance(value, str) else ""


@implementer(IMailGate)
class MailGate:
    """Sends the way the site's MailHost would, but never inside a transaction."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def problem(self) -> str | None:
        """`mail_missing` while server or sender address is unset or no address."""
        ready = _record(self.site, "smtp_host") and self.sender()[1]
        return None if ready else "mail_missing"

    def sender(self) -> tuple[str, str]:
        """Name and address under Site Setup, Mail; the address is empty when it is none."""
        name = _record(self.site, "email_from_name") or _record(self.site, "site_title")
        address = _record(self.site, "email_from_address")
        return clean_words(name), canonical(address) or ""

    def transport(self) -> Transport:
        """A callable with everything it needs; after this it asks the database nothing."""
        host = getattr(self.site, "MailHost", None)
        port = getUtility(IRegistry, context=self.site).get("plone.smtp_port")
        server = Server(
            _record(self.site, "smtp_host"),
            port if isinstance(port, int) else 25,
            _record(self.site, "smtp_userid"),
            _as_typed(self.site, "smtp_pass"),
            force_tls=bool(getattr(host, "force_tls", False)),
            implicit_tls=bool(getattr(host, "implicit_tls", False)),
        )
        return Transport(server)


@implementer(ILetterhead)
class SiteLetterhead:
    """Title, language and time zone as set in Site Setup."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def read(self) -> Letterhead:
        """The letterhead; a site without a title goes by the name its mails come from."""
        title = _record(self.site, "site_title") or MailGate(self.site).sender()[0]
        return Letterhead(
            clean_words(title),
            _record(self.site, "default_language") or "en",
            _record(self.site, "portal_timezone"),
        )
