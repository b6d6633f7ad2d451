"""Which file of an object is its PDF; the content decides, not the declared type."""

from __future__ import annotations

from ..model.revision import SourceRefusal
from collections.abc import Iterable
from collections.abc import Iterator
from functools import lru_cache
from plone.behavior.interfaces import IBehaviorAssignable
from plone.dexterity.behavior import DexterityBehaviorAssignable
from plone.dexterity.schema import SCHEMA_CACHE
from plone.dexterity.utils import iterSchemata
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.interfaces import INamedBlobFile
from plone.namedfile.interfaces import INamedBlobFileField
from plone.rfc822.interfaces import IPrimaryFieldInfo
from typing import Any
from ZODB.interfaces import BlobError
from ZODB.POSException import POSKeyError
from zope.component import queryAdapter


PDF = "application/pdf"
HEADER = b"%PDF-"
HEADER_WITHIN = 1024
MOST_TYPES = 200

# A schema and the names of its fields for files, in their order.
FileFields = tuple[Any, tuple[str, ...]]


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
    for schema, names in _file_fields(obj):
        holder = schema(obj, obj)
        for name in names:
            value = getattr(holder, name, None)
            if INamedBlobFile.providedBy(value):
                yield value


def _file_fields(obj: Any) -> tuple[FileFields, ...]:
    """The schemata of an object that have fields for files."""
    if type(queryAdapter(obj, IBehaviorAssignable)) is not DexterityBehaviorAssignable:
        # Somebody gives behaviours to single objects.
        return tuple(_with_files(iterSchemata(obj)))
    kind = obj.portal_type
    return _of_type(
        kind,
        SCHEMA_CACHE.get(kind),
        SCHEMA_CACHE.behavior_registrations(kind),
        SCHEMA_CACHE.modified(kind),
        SCHEMA_CACHE.invalidations,
    )


@lru_cache(maxsize=MOST_TYPES)
def _of_type(kind: str, *state: Any) -> tuple[FileFields, ...]:
    """What a type has, until its state is another: by the same signs Dexterity goes by.

    To read all its fields takes longer than to ask the workflow, at every request.
    """
    return tuple(_with_files(iterSchemataForType(kind)))


def _with_files(schemata: Iterable[Any]) -> Iterator[FileFields]:
    for schema in schemata:
        names = [name for name in schema.names(all=True) if _holds_file(schema[name])]
        if names:
            yield schema, tuple(sorted(names, key=lambda name: schema[name].order))


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
