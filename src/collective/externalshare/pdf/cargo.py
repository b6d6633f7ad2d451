"""What a document can carry besides its pages: known once, for removing and for telling.

``scrub`` removes it, ``look`` only says that it is there.
"""

from collections.abc import Iterator
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import Stream
from pikepdf import String

import pikepdf
import re


ACTIONS = {
    "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/ResetForm",
    "/Rendition", "/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView",
}  # fmt: skip

# Markup annotations (ISO 32000-1, 12.5.6.2): what reviewers leave.
REDACTION = "/Redact"
REMARKS = {
    "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
    "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink",
}  # fmt: skip
COMMENTS = REMARKS | {REDACTION, "/Popup"}

# These carry files or programs, whatever the settings say.
ATTACHMENT = "/FileAttachment"
MEDIA = {"/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}
CARRIERS = MEDIA | {ATTACHMENT}

_CONTROLS = bytes(range(0x21))
_SCHEMES = (b"http", b"https", b"mailto", b"tel")
_SUSPECT = re.compile(
    rb"/(?:Metadata|PieceInfo|Thumb|AA|AF|EF|RichMediaContent|3DD|Sig|URI|JS|Thread|Ref|OPI|"
    + b"|".join(name[1:].encode() for name in sorted(ACTIONS))
    # What kind of thing it is may stand in an object of its own.
    + rb"|(?:S|FT|Type|Subtype) \d+ \d+ R)\b"
)
_HELD = ("/F", "/UF", "/DOS", "/Mac", "/Unix")


def parts(pdf: pikepdf.Pdf) -> Iterator[Iterator[Object]]:
    """For each object in which something may be hidden: its dictionaries; none for the others.

    Most objects are innocent, and a look at their bytes tells so twenty times
    faster than a walk through them.
    """
    for holder in pdf.objects:
        entries = holder.stream_dict if isinstance(holder, Stream) else holder
        suspect = isinstance(entries, Dictionary | Array) and _SUSPECT.search(
            entries.unparse(resolved=True)
        )
        yield inside(entries) if suspect else iter(())


def notes(page: Object) -> Iterator[tuple[Object, str]]:
    """The annotations of a page, each with its kind; what is no annotation is left out."""
    for note in _annotations(page):
        if isinstance(note, Dictionary):
            yield note, str(note.get("/Subtype"))


def fields(pdf: pikepdf.Pdf) -> Iterator[tuple[Object, str, int]]:
    """The fields of the form, each once, with type and flags as they inherit them."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    waiting = [(field, "", 0) for field in _dictionaries(form.get("/Fields"))]
    seen: set[tuple[int, int]] = set()
    while waiting:
        field, kind, flags = waiting.pop()
        if field.is_indirect:
            if field.objgen in seen:
                continue
            seen.add(field.objgen)
        own = field.get("/Ff")
        kind, flags = str(field.get("/FT", kind)), own if isinstance(own, int) else flags
        yield field, kind, flags
        waiting += [(child, kind, flags) for child in _dictionaries(field.get("/Kids"))]


def _dictionaries(value: object) -> Iterator[Dictionary]:
    return (
        (one for one in value if isinstance(one, Dictionary))
        if isinstance(value, Array)
        else iter(())
    )


def _annotations(page: Object) -> Object | tuple[()]:
    found = page.get("/Annots")
    return found if isinstance(found, Array) else ()


def chooses_page(action: object) -> bool:
    """Whether opening the document only chooses a page to show."""
    return not isinstance(action, Dictionary) or action.get("/S") == Name.GoTo


def acts(part: Object) -> bool:
    """Whether this is an action that a copy must not do."""
    kind = part.get("/S")
    if kind == Name.Thread and "/F" in part:
        return True
    return (isinstance(kind, Name) and str(kind) in ACTIONS) or _runs(part)


def automatic(value: object) -> bool:
    """Whether an entry ``/AA`` holds actions that nobody asks for."""
    return isinstance(value, Dictionary) and all_are(Dictionary, value)


def embeds(part: Object) -> bool:
    """Whether this specification of a file holds the file itself."""
    files = part.get("/EF")
    return isinstance(files, Dictionary) and any(isinstance(files.get(k), Stream) for k in _HELD)


def all_are(kind: type, value: Dictionary | Array) -> bool:
    """Whether all entries are of one kind; so they are where there are none."""
    children = [child for _, child in value.items()] if isinstance(value, Dictionary) else value
    return all(isinstance(child, kind) for child in children)


def _runs(action: Object) -> bool:
    """Whether this is a link to anything but a web page or a mailbox, such as a script."""
    if action.get("/S") != Name.URI:
        return False
    return action.get("/URI") is not None and not leads_to_web(action["/URI"])


def leads_to_web(target: object) -> bool:
    """Whether an address is one of the web or of a mailbox, or has no scheme."""
    if not isinstance(target, String):
        return False
    address = bytes(target).lstrip(_CONTROLS)
    scheme = re.match(rb"([^:/?#]*):", address)
    # A share of some network begins with backslashes.
    return not address.startswith(b"\\") and (scheme is None or scheme.group(1).lower() in _SCHEMES)


def inside(top: Object) -> Iterator[Object]:
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
