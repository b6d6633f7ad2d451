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
from collections.abc import Iterator
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import Stream

import pikepdf
import re


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
_ACTIONS = {
    "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/ResetForm",
    "/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView",
}  # fmt: skip
_SCHEMES = (b"http", b"https", b"mailto", b"tel")
_SUSPECT = re.compile(
    rb"/(?:Metadata|PieceInfo|Thumb|AA|AF|EF|RichMediaContent|3DD|Sig|URI|"
    + b"|".join(name[1:].encode() for name in sorted(_ACTIONS))
    + rb")\b"
)


# Markup annotations (ISO 32000-1, 12.5.6.2) and their windows: what reviewers leave.
_COMMENTS = {
    "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
    "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Redact",
}  # fmt: skip
# These carry files or programs, whatever the settings say.
_CARRIERS = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}


def scrub(pdf: pikepdf.Pdf, comments: bool = False) -> None:
    """Remove from a document, in place, what only its owner may keep.

    :param comments: whether review comments stay.
    """
    unwanted = _CARRIERS if comments else _CARRIERS | _COMMENTS
    for page in pdf.pages:
        _unnote(page.obj, unwanted)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    root = pdf.Root
    _drop(root, _ROOT)
    if not _destination(root.get("/OpenAction")):
        _drop(root, ("/OpenAction",))
    _drop(root.get("/Names"), _NAMES)
    _drop(root.get("/AcroForm"), _FORM)
    for holder in pdf.objects:
        # Most objects are innocent, and a look at their bytes tells so
        # twenty times faster than a walk through them.
        entries = holder.stream_dict if isinstance(holder, Stream) else holder
        if isinstance(entries, Dictionary | Array) and _SUSPECT.search(
            entries.unparse(resolved=True)
        ):
            for part in _inside(entries):
                _clean(part)


def _unnote(page: Object, unwanted: set[str]) -> None:
    notes = page.get("/Annots")
    if not isinstance(notes, Array):
        return
    kept = [
        note
        for note in notes
        if isinstance(note, Dictionary) and str(note.get("/Subtype")) not in unwanted
    ]
    if len(kept) != len(notes):
        page[Name.Annots] = Array(kept)


def _destination(action: object) -> bool:
    """Whether opening the document only chooses a page to show."""
    return not isinstance(action, Dictionary) or action.get("/S") == Name.GoTo


def _inside(top: Object) -> Iterator[Object]:
    """Walk the dictionaries of one object, not those it refers to."""
    waiting = [top]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dictionary):
            yield part
            waiting += [child for _, child in part.items() if _nested(child)]
        else:
            waiting += [child for child in part if _nested(child)]


def _nested(child: object) -> bool:
    return isinstance(child, Dictionary | Array) and not child.is_indirect


def _clean(part: Object) -> None:
    for key, unwanted in _UNWANTED.items():
        value = part.get(key)
        if value is not None and unwanted(part, value):
            del part[key]
    if _acts(part.get("/S")) or _embeds(part.get("/EF")) or _runs(part):
        # Emptied where it is: whoever refers to it finds nothing to do.
        for key in list(part.keys()):
            del part[key]
    elif part.get("/FT") == Name.Sig or part.get("/Type") == Name.Sig:
        _drop(part, ("/V", "/Contents", "/Reference", "/Cert"))


def _acts(kind: object) -> bool:
    """Whether this is the kind of an action that a copy must not do."""
    return isinstance(kind, Name) and str(kind) in _ACTIONS


def _runs(action: Object) -> bool:
    """Whether this is a link to anything but a web page or a mailbox, such as a script."""
    if action.get("/S") != Name.URI:
        return False
    scheme = re.match(rb"[\0-\x20]*([^:/?#]*):", bytes(action.get("/URI") or b""))
    return scheme is not None and scheme.group(1).lower() not in _SCHEMES


def _embeds(files: object) -> bool:
    """Whether this entry of a file specification holds the files themselves."""
    return isinstance(files, Dictionary) and _all(Stream, files)


def _all(kind: type, value: Dictionary | Array) -> bool:
    children = [child for _, child in value.items()] if isinstance(value, Dictionary) else value
    return all(isinstance(child, kind) for child in children)


# A font or an image in a page's resources may bear any of these names, so the
# value must look like what the key means everywhere else.
_UNWANTED: dict[str, Callable[[Object, Object], bool]] = {
    "/Metadata": lambda _, value: isinstance(value, Stream) and value.get("/Subtype") == Name.XML,
    "/PieceInfo": lambda _, value: isinstance(value, Dictionary) and _all(Dictionary, value),
    "/Thumb": lambda part, _: part.get("/Type") == Name.Page,
    "/AA": lambda _, value: isinstance(value, Dictionary) and _all(Dictionary, value),
    "/AF": lambda _, value: (
        (isinstance(value, Array) and _all(Dictionary, value))
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
