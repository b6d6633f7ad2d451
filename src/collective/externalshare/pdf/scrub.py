"""What a copy must not carry out of the house.

Dropped: properties and XMP, scripts, actions that start programs, open other
files or send data, every automatic action, embedded files, private data of
applications, thumbnails, signature values (a stamped copy would be shown as
forged), and XFA (its pages are not the ones that are stamped).
Kept: page content, outlines, links inside the document and to the web, named
destinations, form fields with their looks, tags, and review comments where
the settings say so.
"""

from collections.abc import Callable
from collective.externalshare.pdf import cargo
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import Stream

import pikepdf


_ROOT = ("/Perms", "/DSS", "/Collection", "/SpiderInfo", "/NeedsRendering", "/Extensions")
_NAMES = (
    "/JavaScript",
    "/EmbeddedFiles",
    "/URLS",
    "/IDS",
    "/Renditions",
    "/AlternatePresentations",
)
_FORM = ("/XFA", "/CO", "/SigFlags")


def scrub(pdf: pikepdf.Pdf, comments: bool = False) -> None:
    """Remove from a document, in place, what only its owner may keep.

    :param comments: whether review comments stay.
    """
    unwanted = cargo.CARRIERS if comments else cargo.CARRIERS | cargo.COMMENTS
    for page in pdf.pages:
        _unnote(page.obj, unwanted)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    root = pdf.Root
    _drop(root, _ROOT)
    if not cargo.chooses_page(root.get("/OpenAction")):
        _drop(root, ("/OpenAction",))
    _drop(root.get("/Names"), _NAMES)
    _drop(root.get("/AcroForm"), _FORM)
    for field, kind, _flags in cargo.fields(pdf):
        if kind == "/Sig":
            _drop(field, ("/V",))
    for suspects in cargo.parts(pdf):
        for part in suspects:
            _clean(part)


def _unnote(page: Object, unwanted: set[str]) -> None:
    notes = page.get("/Annots")
    if not isinstance(notes, Array):
        return
    kept = [note for note, kind in cargo.notes(page) if kind not in unwanted]
    if len(kept) != len(notes):
        page[Name.Annots] = Array(kept)


def _clean(part: Object) -> None:
    for key, unwanted in _UNWANTED.items():
        value = part.get(key)
        if value is not None and unwanted(part, value):
            del part[key]
    if cargo.acts(part) or cargo.embeds(part):
        # Emptied where it is: whoever refers to it finds nothing to do.
        for key in list(part.keys()):
            del part[key]
    elif part.get("/FT") == Name.Sig or part.get("/Type") == Name.Sig:
        _drop(part, ("/V", "/Contents", "/Reference", "/Cert"))


# A font or an image in a page's resources may bear any of these names, so the
# value must look like what the key means everywhere else.
_UNWANTED: dict[str, Callable[[Object, Object], bool]] = {
    "/Metadata": lambda _, value: isinstance(value, Stream) and value.get("/Subtype") == Name.XML,
    "/PieceInfo": lambda _, value: (
        isinstance(value, Dictionary) and cargo.all_are(Dictionary, value)
    ),
    "/Thumb": lambda part, _: part.get("/Type") == Name.Page,
    "/AA": lambda _, value: cargo.automatic(value),
    "/AF": lambda _, value: (
        (isinstance(value, Array) and cargo.all_are(Dictionary, value))
        or (isinstance(value, Dictionary) and "/EF" in value)
    ),
    "/RichMediaContent": lambda part, _: part.get("/Subtype") == Name.RichMedia,
    "/3DD": lambda part, _: part.get("/Subtype") == Name("/3D"),
}


def _drop(part: Object | None, keys: tuple[str, ...]) -> None:
    if not isinstance(part, Dictionary):
        return
    for key in keys:
        if key in part:
            del part[key]
