"""Look through a file for what its sender should know: the child's search for findings.

It runs in a job of its own after the file was found good, so that nothing in
it can make a good file a bad one: a search that takes too long ends by
itself with what it has, and one that breaks is one unseen part.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collective.externalshare.model.finding import Finding
from collective.externalshare.pdf import cargo
from collective.externalshare.pdf import qpdf
from collective.externalshare.pdf import xmp
from dataclasses import dataclass
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Object
from typing import Any

import pikepdf
import time


_READ_ONLY, _PUSH_BUTTON = 1, 1 << 16


class TimeIsUp(Exception):
    """Half of what the job may use is used."""


@dataclass(frozen=True)
class Watch:
    """Counted in half of the job's bounds, so that there is time left to answer."""

    processor: float
    clock: float

    def check(self) -> None:
        """To be called once for everything that a document can have many of."""
        if time.process_time() > self.processor or time.monotonic() > self.clock:
            raise TimeIsUp


def look(job: dict[str, Any], watch: Watch | None = None) -> dict[str, Any]:
    """Answer ``findings``, words of `Finding`. Without a watch, the job's bounds are it."""
    if watch is None:
        bounds = job["bounds"]
        watch = Watch(bounds["cpu_seconds"] / 2, time.monotonic() + bounds["wall_seconds"] / 2)
    found: set[Finding] = set()
    with qpdf.opened(job["source"]) as pdf:
        for search in (_of_whole, _in_fields, _on_pages, _in_objects):
            found |= _searched(search, pdf, watch)
    return {"findings": sorted(found)}


_Search = Callable[[pikepdf.Pdf, Watch], Iterator[Finding]]


def _searched(search: _Search, pdf: pikepdf.Pdf, watch: Watch) -> set[Finding]:
    found: set[Finding] = set()
    try:
        for one in search(pdf, watch):
            found.add(one)
    except Exception:
        # Of whatever kind: it is the document's, and nothing rests on it.
        found.add(Finding.UNSEEN_PARTS)
    return found


def _of_whole(pdf: pikepdf.Pdf, watch: Watch) -> Iterator[Finding]:
    """What the document says of itself."""
    root = pdf.Root
    if pdf.is_encrypted:
        yield Finding.OWNER_ENCRYPTION
    claim = xmp.claimed(pdf)
    if claim.part:
        yield Finding.PDFA_CLAIM if claim.kept else Finding.UNKEPT_PDFA_CLAIM
    if isinstance(_entry(root, "/Perms", "/DocMDP"), Dictionary):
        yield Finding.SIGNATURE
    names = _entry(root, "/Names", "/JavaScript")
    if names is not None or not cargo.chooses_page(root.get("/OpenAction")):
        yield Finding.ACTIVE_CONTENT


def _in_fields(pdf: pikepdf.Pdf, watch: Watch) -> Iterator[Finding]:
    if _entry(pdf.Root, "/AcroForm", "/XFA") is not None:
        yield Finding.FORM_FIELDS
    for field, kind, flags in cargo.fields(pdf):
        watch.check()
        if kind == "/Sig" and isinstance(field.get("/V"), Dictionary):
            yield Finding.SIGNATURE
        elif _fillable(kind, flags):
            yield Finding.FORM_FIELDS


def _fillable(kind: str, flags: int) -> bool:
    """By type and flags of a field (ISO 32000-1, 12.7.3.1 and 12.7.4)."""
    if flags & _READ_ONLY:
        return False
    return kind in ("/Tx", "/Ch") or (kind == "/Btn" and not flags & _PUSH_BUTTON)


def _on_pages(pdf: pikepdf.Pdf, watch: Watch) -> Iterator[Finding]:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        watch.check()
        listed = page.obj.get("/Annots")
        if isinstance(listed, Array) and listed.is_indirect:
            # Many pages may share one list, which is walked once.
            if listed.objgen in seen:
                continue
            seen.add(listed.objgen)
        for _note, kind in cargo.notes(page.obj):
            watch.check()
            if kind == cargo.REDACTION:
                yield Finding.UNAPPLIED_REDACTIONS
            elif kind in cargo.REMARKS:
                yield Finding.COMMENTS
            elif kind == cargo.ATTACHMENT:
                yield Finding.EMBEDDED_FILES
            elif kind in cargo.MEDIA:
                yield Finding.ACTIVE_CONTENT


def _in_objects(pdf: pikepdf.Pdf, watch: Watch) -> Iterator[Finding]:
    for suspects in cargo.parts(pdf):
        watch.check()
        for part in suspects:
            watch.check()
            if cargo.acts(part) or _automatic(part.get("/AA")):
                yield Finding.ACTIVE_CONTENT
            if cargo.embeds(part):
                yield Finding.EMBEDDED_FILES


def _automatic(value: Object | None) -> bool:
    """As `cargo.automatic`; a resource that is only called so is no finding."""
    if value is None or not cargo.automatic(value):
        return False
    return any("/S" in action for _, action in value.items())


def _entry(holder: Object, *keys: str) -> Object | None:
    """What lies below these keys, as far as there are dictionaries."""
    found: Object | None = holder
    for key in keys:
        found = found.get(key) if isinstance(found, Dictionary) else None
    return found
