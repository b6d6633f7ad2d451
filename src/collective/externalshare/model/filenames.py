"""What a reader's file is called: a name that is harmless in a header, a mail and a folder."""

from __future__ import annotations

import re
import unicodedata


LONGEST = 120
_UNSAFE = re.compile(r'[\\/:*?"<>|;%]')


def clean_filename(filename: str) -> str:
    """No control or direction characters, no path, no more than fits; always a PDF's ending."""
    kept = "".join(
        "_" if unicodedata.category(char)[0] == "C" else char
        for char in unicodedata.normalize("NFC", filename)
    )
    stem = _UNSAFE.sub("_", kept).strip(" ._")
    stem = re.sub(r"\.pdf$", "", stem, flags=re.IGNORECASE)[:LONGEST].strip(" ._")
    return f"{stem or 'document'}.pdf"
