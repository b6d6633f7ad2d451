"""Where the recipient pages lie, as readers reach them."""

from __future__ import annotations

from ...model.link_base import LOCAL_HOSTS
from ..assets import asset
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import SplitResult
from urllib.parse import urlsplit

import hashlib


VIEW = "@@external-share"


@dataclass(frozen=True)
class Place:
    """Addresses below the link base of the settings, never taken from the Host header.

    Pages name the path alone, so that they work under any name of the site;
    redirects name the whole address. Without a link base `base` is what the
    request says (`guessed`): it is good for paths, and names no host.
    """

    base: str
    guessed: bool = False

    @cached_property
    def _parts(self) -> SplitResult:
        return address_parts(self.base)

    @property
    def origin(self) -> str:
        """Scheme, host and port, as browsers send them in `Origin`."""
        return f"{self._parts.scheme}://{self._parts.netloc}".lower()

    @property
    def secure(self) -> bool:
        """Whether readers come over https."""
        return self._parts.scheme == "https"

    @property
    def folder(self) -> str:
        """The path of the site in the reader's browser, empty or with one slash before it."""
        path = self._parts.path.strip("/")
        return path and f"/{path}"

    @cached_property
    def digest(self) -> str:
        """Tells the cookies of several sites on one host apart."""
        return hashlib.sha256(self.base.encode()).hexdigest()[:12]

    def path(self, *names: str) -> str:
        """The path of a recipient page."""
        return "/".join((self.folder, VIEW, *names))

    def link(self, *names: str) -> str:
        """The whole address of a recipient page, for redirects; guessed, the path alone."""
        return self.path(*names) if self.guessed else "/".join((self.base, VIEW, *names))

    def resource(self, name: str) -> str:
        """The path of one of our own static files."""
        return f"{self.folder}/{asset(name)}"


def is_bare(url: str) -> bool:
    """Whether a request came unencrypted from elsewhere; browsers keep no session then."""
    parts = address_parts(url)
    return parts.scheme != "https" and parts.hostname not in LOCAL_HOSTS


def address_parts(url: str) -> SplitResult:
    """The parts of an address; of one that is none, empty ones: a Host header holds anything."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
