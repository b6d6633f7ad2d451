"""A file's name in a header (RFC 6266): nothing in it can end the header or name a folder."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

import re
import unicodedata


LONGEST = 120
_UNSAFE = re.compile(r'[\\/:*?"<>|;%]')


@lru_cache(maxsize=256)
def disposition(kind: str, filename: str) -> str:
    """`inline` or `attachment` with an ASCII name and the real one."""
    name = _clean(filename)
    ascii_name = re.sub(r"[^ -~]", "_", unicodedata.normalize("NFKD", name))
    ascii_name = re.sub(r"_+", "_", ascii_name)
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"


def _clean(filename: str) -> str:
    """No control or direction characters, no path, no more than fits; always a PDF's ending."""
    kept = "".join(
        "_" if unicodedata.category(char)[0] == "C" else char
        for char in unicodedata.normalize("NFC", filename)
    )
    stem = _UNSAFE.sub("_", kept).strip(" ._")
    stem = re.sub(r"\.pdf$", "", stem, flags=re.IGNORECASE)[:LONGEST].strip(" ._")
    return f"{stem or 'document'}.pdf"
