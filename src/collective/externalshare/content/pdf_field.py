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
from zope.schema import getFieldsInOrder


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


def _files(obj: Any) -> Iterator[Any]:
    info = IPrimaryFieldInfo(obj, None)
    primary = getattr(info, "value", None)
    if INamedBlobFile.providedBy(primary):
        yield primary
    for schema in iterSchemata(obj):
        for name, field in getFieldsInOrder(schema):
            if not INamedBlobFileField.providedBy(field):
                continue
            value = getattr(schema(obj, obj), name, None)
            if INamedBlobFile.providedBy(value) and value is not primary:
                yield value


def _named_pdf(value: Any) -> bool:
    return (value.filename or "").lower().endswith(".pdf")


def _begins_like_pdf(value: Any) -> bool:
    try:
        with value._blob.open("r") as handle:
            return HEADER in handle.read(HEADER_WITHIN)
    except (BlobError, POSKeyError, OSError):
        # A blob without bytes (a lost file, a file never written) is no PDF.
        return False
