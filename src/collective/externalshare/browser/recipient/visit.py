"""One request to the recipient pages: who, where, in which language."""

from __future__ import annotations

from ... import moments
from ...content.people import contact_of
from ...model.audit import Contact
from ...model.session import AccessSession
from ...model.settings import Settings
from ...model.times import from_micros
from ...services.authorize import living_session
from ...services.ports import Ports
from ...services.read import Read
from .jar import BROWSER
from .jar import Jar
from .jar import SESSION
from .language import language_of
from .logo import site_logo
from .place import Place
from dataclasses import replace
from functools import cached_property
from plone import api
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


class Visit:
    """What a page needs to know; templates see it as `view`.

    `wrote` says that a page other than a form was allowed its one write.
    """

    wrote = False

    def __init__(self, site: Any, request: Any, ports: Ports | None) -> None:
        self.context = site
        self.request = request
        self.response = request.response
        self._ports = ports

    @property
    def ports(self) -> Ports:
        """The collaborators of the services; only pages of an installed site ask for them."""
        if self._ports is None:
            raise LookupError("the add-on is not installed on this site")
        return self._ports

    @property
    def installed(self) -> bool:
        """Whether there is a store to ask."""
        return self._ports is not None

    @cached_property
    def settings(self) -> Settings:
        """The words and bounds of the site."""
        return Settings() if self._ports is None else self._ports.settings

    @cached_property
    def place(self) -> Place:
        """Where the pages lie, as the settings or else the request have it."""
        known = self.settings.link_base
        return Place((known or self.context.absolute_url()).rstrip("/"), guessed=not known)

    @cached_property
    def jar(self) -> Jar:
        """The reader's cookies."""
        return Jar(self.request, self.place)

    @cached_property
    def session(self) -> AccessSession | None:
        """The living session of this browser."""
        if self._ports is None:
            return None
        return living_session(self._ports, self.jar.read(SESSION))

    @cached_property
    def language(self) -> str:
        """English or German: the reader's own behind the code, before it the browser's."""
        known = "" if self.session is None else Read(self.ports).reader(self.session).language
        return language_of(self.request.get_header("Accept-Language", ""), known)

    @cached_property
    def contact(self) -> Contact:
        """Where the request came from, for the evidence."""
        return replace(contact_of(self.request), language=self.language)

    def field(self, name: str) -> str:
        """A typed value; the guard saw to it that there is one at most."""
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    def form_fits(self, kind: str) -> bool:
        """Whether the form carries the token that belongs to this browser's cookie."""
        cookie = self.jar.read(kind)
        return bool(cookie) and self.ports.ring.form_token_fits(self.field("form"), cookie)

    def form_token(self, kind: str) -> str:
        """What a form carries beside the cookie."""
        return self.ports.ring.form_token(self.jar.read(kind))

    def session_token(self) -> str:
        """The token of forms behind the code."""
        return self.form_token(SESSION)

    def code_token(self) -> str:
        """The token of the form for the code."""
        return self.form_token(BROWSER)

    def say(self, message: Message | str) -> str:
        """A message in the reader's language."""
        return str(translate(message, target_language=self.language))

    def moment(self, micros: int) -> str:
        """An instant with its time zone."""
        return moments.say_moment(micros, self.language)

    def day(self, micros: int) -> str:
        """The date alone, where the time tells nobody anything."""
        return moments.say_day(micros, self.language)

    def time(self, micros: int) -> str:
        """The time alone, of an instant that is minutes ago."""
        local = from_micros(micros).astimezone(moments.site_zone())
        return f"{local:%H:%M} {local.tzname()}"

    @property
    def site_title(self) -> str:
        """What the site calls itself."""
        return api.portal.get_registry_record("plone.site_title", default="") or ""

    @cached_property
    def logo(self) -> str:
        """The path of the site's logo, or empty where it has none that can be shown."""
        return self.place.path("logo") if site_logo() else ""

    @property
    def style(self) -> str:
        """The path of the stylesheet."""
        return self.place.resource("recipient.css")
