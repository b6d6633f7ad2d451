"""The stylesheet's name, with a digest of its content so that no browser keeps an old one."""

from __future__ import annotations

from pathlib import Path

import hashlib


_FILE = Path(__file__).parent.parent / "static" / "recipient.css"
STYLE = f"{_FILE.name}?v={hashlib.sha256(_FILE.read_bytes()).hexdigest()[:8]}"
