"""Our static files, named with a digest of their content so that no browser keeps an old one."""

from __future__ import annotations

from ..notices import OPEN_TO_ALL
from functools import cache
from pathlib import Path
from Products.Five import BrowserView

import hashlib


FOLDER = Path(__file__).parent / "static"
RESOURCES = "++resource++collective.externalshare"


@cache
def asset(name: str) -> str:
    """The path of a file below the site."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()
    return f"{RESOURCES}/{name}?v={digest[:8]}"


class Macros(BrowserView):
    """Pieces of the pages inside Plone."""

    open_to_all = OPEN_TO_ALL

    def asset(self, name: str) -> str:
        """For templates."""
        return asset(name)
