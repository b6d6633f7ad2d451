"""The two cookies of a reader: of the browser that asked for a code, and of a session."""

from __future__ import annotations

from .place import Place
from typing import Any


SESSION = "externalshare"
BROWSER = "externalshare-code"


class Jar:
    """Reads and sets our cookies; their lives are the server's matter, so none has a date.

    On https the prefix `__Host-` keeps other hosts of the domain from
    planting them; on http, which is for localhost only, the path does what it
    can.
    """

    def __init__(self, request: Any, place: Place) -> None:
        self.request = request
        self.place = place

    def name(self, kind: str) -> str:
        """The full name of a cookie."""
        prefix = "__Host-" if self.place.secure else ""
        return f"{prefix}{kind}-{self.place.digest}"

    def read(self, kind: str) -> str:
        """The cookie's value, or an empty text."""
        value = self.request.cookies.get(self.name(kind), "")
        return value if isinstance(value, str) and len(value) <= 128 else ""

    def put(self, kind: str, value: str) -> None:
        """Set a cookie until the browser is closed."""
        self.request.response.setCookie(self.name(kind), value, **self._attributes())

    def drop(self, kind: str) -> None:
        """Make the browser forget a cookie it has."""
        if self.read(kind):
            self.request.response.expireCookie(self.name(kind), **self._attributes())

    def _attributes(self) -> dict[str, Any]:
        secure = self.place.secure
        return {
            "path": "/" if secure else self.place.folder or "/",
            "secure": secure,
            "http_only": True,
            "same_site": "Lax",
        }
