"""The address that links begin with: what a browser and a mail program take for a site."""

from __future__ import annotations

from urllib.parse import urlsplit

import re


# Hosts that browsers trust without encryption: nobody can listen on the way to them.
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
# No blank, no query, no fragment, nothing that a mail or a browser would read otherwise.
_ADDRESS = re.compile(r"[A-Za-z0-9:/\[\].~_%!$&'()*+,;=@-]+")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*")


def leads_to_a_site(address: str) -> bool:
    """Whether it is an absolute https URL of host and path, or an http one of this machine."""
    if not _ADDRESS.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if "@" in parts.netloc or not _HOST.fullmatch(host):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL_HOSTS)
