"""Which file of an object is its PDF; the content decides, not the declared type."""

from __future__ import annotations

from ..model.revision import SourceRefusal
from collections.abc import Iterator
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamedBlobFile
from plone.namedfile.interfaces import INamedBlobFileField
from plone.rfc822.interfaces import IPrimaryFieldInfo
from typing import Any
from ZODB.interfaces import BlobError
from ZODB.POSException import POSKeyError


PDF = "application/pdf"
HEADER = b"%PDF-"
HEADER_WITHIN = 1024


def find_pdf(obj: Any) -> Any | SourceRefusal:
    """The named blob file that is a PDF: the primary file, else the first field holding one."""
    claims = False
    for value in _files(obj):
        if _begins_like_pdf(value):
            return value
        claims = claims or value.contentType == PDF or _named_pdf(value)
    return SourceRefusal.NOT_PDF if claims else SourceRefusal.NO_PDF


def _files(obj: Any) -> list[Any]:
    files = list(_in_fields(obj))
    if len(files) == 1:
        # No other can come first; who asks which is the primary one reads all fields again.
        return files
    primary = getattr(IPrimaryFieldInfo(obj, None), "value", None)
    if not INamedBlobFile.providedBy(primary):
        return files
    return [primary, *(value for value in files if value is not primary)]


def _in_fields(obj: Any) -> Iterator[Any]:
    for schema in iterSchemata(obj):
        # Sorted only where there is something to sort.
        names = [name for name in schema.names(all=True) if _holds_file(schema[name])]
        if names:
            holder = schema(obj, obj)
            for name in sorted(names, key=lambda name: schema[name].order):
                value = getattr(holder, name, None)
                if INamedBlobFile.providedBy(value):
                    yield value


def _holds_file(field: Any) -> bool:
    return INamedBlobFileField.providedBy(field)


def _named_pdf(value: Any) -> bool:
    return (value.filename or "").lower().endswith(".pdf")


def _begins_like_pdf(value: Any) -> bool:
    try:
        with value._blob.open("r") as handle:
            return HEADER in handle.read(HEADER_WITHIN)
    except (BlobError, POSKeyError, OSError):
        # A blob without bytes (a lost file, a file never written) is no PDF.
        return False
