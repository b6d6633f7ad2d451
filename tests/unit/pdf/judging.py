"""Judges of a reader's copy, apart from the code that made it.

Run as a helper by `Engine("tests.unit.pdf.judging")`: what is judged may come
of a file made to hang its readers, so each case is judged in a bounded child.
"""

from collective.externalshare.pdf import helper
from collective.externalshare.pdf import worker
from PIL import Image
from PIL import ImageChops
from PIL import ImageStat
from tests.unit.pdf import looking

import io
import logging
import pikepdf
import pypdf
import pypdfium2


LEAST_INK = 300
"""Pixels that a stamp changes on a picture of 700."""

MOST_NOISE = 10
"""Grey levels that the JPEG of a page of a few pixels may be apart from the page."""

ACTIVE = ("/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData")
PROPERTIES = {"/Title", "/Producer", "/ExternalShareCopy", "/ExternalShareRecipient"}


def judge(job):
    """Say what is wrong with ``copy`` as a copy of ``source``; the payload is its first page."""
    faults = [*_strict(job), *_left(job), *_looks(job)]
    return {"faults": faults}


def _strict(job):
    """What an independent reader says that forgives nothing."""
    said = []
    tell = logging.Handler()
    tell.emit = lambda record: said.append(record.getMessage())
    logging.getLogger("pypdf").addHandler(tell)
    reader = pypdf.PdfReader(job["copy"], strict=True)
    if len(reader.pages) != job["pages"]:
        yield f"pypdf counts {len(reader.pages)} pages, not {job['pages']}"
    yield from (f"pypdf says {message}" for message in said[:3])


def _left(job):
    """What should not have left the house."""
    with pikepdf.open(job["copy"]) as pdf:
        if set(pdf.docinfo.keys()) - PROPERTIES:
            yield f"properties are left: {sorted(pdf.docinfo.keys())}"
        for thing in pdf.objects:
            entries = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
            yield from _entries(entries, 0)


def _entries(thing, depth):
    if isinstance(thing, pikepdf.Dictionary) and depth < 50:
        for key, value in thing.items():
            if key == "/S" and isinstance(value, pikepdf.Name) and str(value) in ACTIVE:
                yield f"an action is left: {value}"
            if key == "/Type" and value == pikepdf.Name.EmbeddedFile:
                yield "a file is left"
            if key in ("/EmbeddedFiles", "/XFA", "/PieceInfo") and depth == 0:
                yield f"{key} is left"
            if not getattr(value, "is_indirect", True):
                yield from _entries(value, depth + 1)
    elif isinstance(thing, pikepdf.Array) and depth < 50:
        for value in thing:
            if not getattr(value, "is_indirect", True):
                yield from _entries(value, depth + 1)


def _looks(job):
    """What first, middle and last page look like beside their sources."""
    before, after = (pypdfium2.PdfDocument(job[which]) for which in ("source", "copy"))
    for document in (before, after):
        document.init_forms()
    if not len(before) == len(after) == job["pages"]:
        yield f"PDFium counts {len(before)} and {len(after)} pages, not {job['pages']}"
        return
    for number in _looked_at(job["pages"]):
        bare, stamped = (looking.picture(job[which], number) for which in ("source", "copy"))
        if bare.size != stamped.size:
            yield f"page {number + 1} is {stamped.size}, was {bare.size}"
            continue
        ink = looking.ink(looking.marks(bare, stamped))
        if ink < LEAST_INK:
            yield f"page {number + 1} has no stamp: {ink} pixels"
        one, other = (_words(document, number) for document in (before, after))
        if one != other:
            yield f"page {number + 1} says other words: {one[:40]!r}, {other[:40]!r}"
    shown = Image.open(io.BytesIO(job["payload"])).convert("L")
    page = after[0]
    scale = max(shown.size) / max(page.get_size())
    drawn = page.render(scale=scale).to_pil().convert("L").resize(shown.size)
    apart = ImageStat.Stat(ImageChops.difference(shown, drawn)).mean[0]
    if apart > MOST_NOISE:
        yield f"the image of page 1 is another one: {apart:.1f}"


def _words(document, number):
    return "".join(document[number].get_textpage().get_text_range().split())


def _looked_at(pages):
    return sorted({0, (pages - 1) // 2, pages - 1})


if __name__ == "__main__":
    worker.TASKS["judge"] = (__name__, "judge")
    helper.main()
