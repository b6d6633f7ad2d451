"""Names of our static files, with a digest of their content so that no browser keeps an old one."""

from __future__ import annotations

from pathlib import Path

import hashlib


_FOLDER = Path(__file__).parent.parent / "static"


def _named(name: str) -> str:
    return f"{name}?v={hashlib.sha256((_FOLDER / name).read_bytes()).hexdigest()[:8]}"


STYLE = _named("recipient.css")
VIEWER_SCRIPT = _named("viewer.js")
