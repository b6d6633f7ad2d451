"""The site's logo, also where the site itself is closed to visitors."""

from __future__ import annotations

from binascii import Error
from dataclasses import dataclass
from plone import api
from plone.formwidget.namedfile.converter import b64decode_file


TYPES = {
    b"\x89PNG\r\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"<svg": "image/svg+xml",
    b"<?xml": "image/svg+xml",
}


@dataclass(frozen=True)
class Logo:
    """The bytes of the logo and the type they have, whatever the file is called."""

    data: bytes
    kind: str


def site_logo() -> Logo | None:
    """The logo of the site settings, or None when it is none a browser shows."""
    stored = api.portal.get_registry_record("plone.site_logo", default=None)
    if not stored:
        return None
    try:
        data = b64decode_file(stored)[1]
    except (ValueError, Error):
        return None
    begin = data.lstrip()[:8] if data.lstrip()[:1] == b"<" else data[:8]
    for magic, kind in TYPES.items():
        if begin.startswith(magic):
            return Logo(data, kind)
    return None
