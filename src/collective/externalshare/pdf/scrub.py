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
from pikepdf import String

import pikepdf


_ROOT = (
    "/Perms", "/DSS", "/Collection", "/SpiderInfo", "/NeedsRendering", "/Extensions", "/Legal",
    "/Requirements",
)  # fmt: skip
_TRAILER = {"/Root", "/Size", "/ID", "/Encrypt", "/Prev"}
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")
"""Of a stream whose data lie in another file (ISO 32000-1, 7.3.8.2)."""

_FORM = ("/XFA", "/CO", "/SigFlags")


def scrub(pdf: pikepdf.Pdf, comments: bool = False) -> None:
    """Remove from a document, in place, what only its owner may keep.

    :param comments: whether review comments stay.
    """
    unwanted = cargo.CARRIERS if comments else cargo.CARRIERS | cargo.COMMENTS
    for page in pdf.pages:
        _unnote(page.obj, unwanted)
    _empty(pdf.trailer.get("/Info"))
    for key in set(pdf.trailer.keys()) - _TRAILER:
        if isinstance(pdf.trailer[key], Dictionary | Stream) or key == "/Info":
            del pdf.trailer[key]
    _scrub_root(pdf.Root)
    for field, kind, _flags in cargo.fields(pdf):
        if kind == "/Sig":
            _drop(field, ("/V",))
    _bury(pdf, unwanted)
    for suspects in cargo.parts(pdf):
        for part in suspects:
            _clean(part)


def _scrub_root(root: Object) -> None:
    _drop(root, _ROOT)
    if not cargo.chooses_page(root.get("/OpenAction")):
        _drop(root, ("/OpenAction",))
    names = root.get("/Names")
    if isinstance(names, Dictionary):
        # All other names are of files, scripts, and pages that are not shown.
        _drop(names, tuple(set(names.keys()) - {"/Dests"}))
    _drop(root.get("/AcroForm"), _FORM)
    web = root.get("/URI")
    if isinstance(web, Dictionary) and not cargo.leads_to_web(web.get("/Base")):
        _drop(root, ("/URI",))


def _unnote(page: Object, unwanted: set[str]) -> None:
    notes = page.get("/Annots")
    if not isinstance(notes, Array):
        return
    kept = [note for note, kind in cargo.notes(page) if kind not in unwanted]
    if len(kept) != len(notes):
        page[Name.Annots] = Array(kept)


def _bury(pdf: pikepdf.Pdf, unwanted: set[str]) -> None:
    """Empty what is on no page and still held by something, such as a tag or a link.

    Pages that some program took out of the document, notes that went, files.
    """
    living = {page.obj.objgen for page in pdf.pages}
    for holder in pdf.objects:
        if isinstance(holder, Stream):
            if isinstance(holder.get("/F"), String | Dictionary):
                _drop(holder.stream_dict, _ELSEWHERE)
            if holder.get("/Type") == Name.EmbeddedFile or holder.get("/Subtype") == Name.PS:
                holder.write(b"")
                _drop(holder.stream_dict, ("/Params",))
        elif isinstance(holder, Dictionary) and holder.objgen not in living:
            noted = "/Rect" in holder and str(holder.get("/Subtype")) in unwanted
            if noted or _is_page(holder):
                _empty(holder)


def _is_page(holder: Object) -> bool:
    if holder.get("/Type") in (Name.Page, Name.Template):
        return True
    # A note has words there, and a signature a number.
    return isinstance(holder.get("/Contents"), Stream | Array)


def _empty(part: Object | None) -> None:
    if isinstance(part, Dictionary):
        _drop(part, tuple(part.keys()))


def _clean(part: Object) -> None:
    for key, unwanted in _UNWANTED.items():
        value = part.get(key)
        if value is not None and unwanted(part, value):
            del part[key]
    if cargo.acts(part) or cargo.embeds(part):
        # Where it is: whoever refers to it finds nothing to do.
        _empty(part)
    elif part.get("/FT") == Name.Sig or part.get("/Type") == Name.Sig:
        _drop(part, ("/V", "/Contents", "/Reference", "/Cert"))


# A font or an image in a page's resources may bear any of these names, so the
# value must look like what the key means everywhere else.
_UNWANTED: dict[str, Callable[[Object, Object], bool]] = {
    "/Metadata": lambda _, value: (
        isinstance(value, Stream)
        and (value.get("/Subtype") == Name.XML or value.get("/Type") == Name.Metadata)
    ),
    "/PieceInfo": lambda _, value: isinstance(value, Dictionary) and _is_private(value),
    "/Thumb": lambda part, _: part.get("/Type") == Name.Page,
    "/AA": lambda _, value: cargo.automatic(value),
    "/AF": lambda _, value: (
        (isinstance(value, Array) and cargo.all_are(Dictionary, value))
        or (isinstance(value, Dictionary) and "/EF" in value)
    ),
    # Another file that is drawn instead, and where it lies.
    "/Ref": lambda part, value: isinstance(value, Dictionary) and part.get("/Subtype") == Name.Form,
    "/OPI": lambda part, _: part.get("/Subtype") in (Name.Form, Name.Image),
    "/RichMediaContent": lambda part, _: part.get("/Subtype") == Name.RichMedia,
    "/3DD": lambda part, _: part.get("/Subtype") == Name("/3D"),
}


def _is_private(value: Dictionary) -> bool:
    held = [child for _, child in value.items() if isinstance(child, Dictionary)]
    return len(held) == len(value.keys()) or any(
        "/Private" in child or "/LastModified" in child for child in held
    )


def _drop(part: Object | None, keys: tuple[str, ...]) -> None:
    if not isinstance(part, Dictionary):
        return
    for key in keys:
        if key in part:
            del part[key]
