"""A file's name in a header (RFC 6266): nothing in it can end the header or name a folder."""

from __future__ import annotations

from ...model.filenames import clean_filename
from functools import lru_cache
from urllib.parse import quote

import re
import unicodedata


@lru_cache(maxsize=256)
def disposition(kind: str, filename: str) -> str:
    """`inline` or `attachment` with an ASCII name and the real one."""
    name = clean_filename(filename)
    ascii_name = re.sub(r"[^ -~]", "_", unicodedata.normalize("NFKD", name))
    ascii_name = re.sub(r"_+", "_", ascii_name)
    return f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
