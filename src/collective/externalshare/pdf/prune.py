"""Taking from a page the resources that it does not draw with.

Many programs give all pages one dictionary of resources, so that each page
could bring every picture of the document along.
"""

from collections import defaultdict
from collections.abc import Iterator
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import Stream
from typing import TypeGuard

import pikepdf


# By operator: in which part of the resources the names beside it stand.
_PARTS = {
    "Do": "/XObject",
    "Tf": "/Font",
    "gs": "/ExtGState",
    "sh": "/Shading",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "BDC": "/Properties",
    "DP": "/Properties",
}
_PRUNED = tuple(dict.fromkeys(_PARTS.values()))
# Without being named they stand in the place of the plain colour spaces.
_UNNAMED = {"/DefaultGray", "/DefaultRGB", "/DefaultCMYK"}
_DEEPEST = 32

# All else that somebody may have put beside it makes nothing that is seen.
_OF_A_GROUP = {"/Type", "/S", "/CS", "/I", "/K"}
_OF_A_STREAM = {
    "/Length", "/Filter", "/DecodeParms", "/Type", "/Subtype", "/Name", "/OC",
    "/FormType", "/BBox", "/Matrix", "/Resources", "/Group",
    "/PatternType", "/PaintType", "/TilingType", "/XStep", "/YStep",
    "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent", "/ImageMask", "/Mask",
    "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte",
}  # fmt: skip

Names = dict[str, set[str]]


class TooDeep(Exception):
    """Forms lie in forms without an end."""


def prune(page: Object) -> None:
    """Leave a page, and every form that it draws, what it names in its content.

    :raises pikepdf.PdfError: when its content cannot be read to its end.
    :raises TooDeep: when nobody can tell what it draws.
    """
    _keep(page.get("/Group"), _OF_A_GROUP)
    contents = page.get("/Contents")
    if contents is None:
        page[Name.Resources] = Dictionary()
        return
    _prune(page, _named(pikepdf.Page(page)), {}, 0)


def _prune(holder: Object, names: Names, seen: dict[tuple[int, int], Names], depth: int) -> Names:
    """Prune the resources of a page or form; the names that it leaves to whoever draws it."""
    if depth > _DEEPEST:
        raise TooDeep
    resources = holder.get("/Resources")
    if not isinstance(resources, Dictionary):
        return names
    own = Dictionary({part: held for part, held in resources.items() if part in _PRUNED})
    # What a form names and does not have itself is looked for here.
    done: Names = defaultdict(set)
    while any(names[part] - done[part] for part in _PRUNED):
        for part in _PRUNED:
            new, done[part] = names[part] - done[part], done[part] | names[part]
            held = own.get(part)
            if isinstance(held, Dictionary):
                for form in (one for name in sorted(new) for one in _forms(held.get(name))):
                    for other, more in _of_form(form, seen, depth).items():
                        names[other] |= more
    for part in _PRUNED:
        held = own.get(part)
        if isinstance(held, Dictionary):
            wanted = names[part] | _UNNAMED if part == "/ColorSpace" else names[part]
            kept = {name: value for name, value in held.items() if name in wanted}
            own[part] = Dictionary(kept)
    holder[Name.Resources] = own
    return defaultdict(set)


def _of_form(form: Object, seen: dict[tuple[int, int], Names], depth: int) -> Names:
    if not form.is_indirect:
        return _prune(form, _named_in(form), seen, depth + 1)
    if form.objgen not in seen:
        # Until it is known: of a form that draws itself, which viewers do not.
        seen[form.objgen] = {}
        seen[form.objgen] = _prune(form, _named_in(form), seen, depth + 1)
    return seen[form.objgen]


def _forms(value: object) -> Iterator[Object]:
    """What draws something inside a resource: a form, a tiling, the mask of a state, a font.

    A font whose glyphs are drawn like forms, that is. It keeps all of them. Forms and
    images are bared on the way.
    """
    _bare(value)
    if isinstance(value, Stream):
        if value.get("/Subtype") == Name.Form or "/PatternType" in value:
            yield value
    elif _has_glyphs(value):
        yield value
    elif isinstance(value, Dictionary):
        mask, font = value.get("/SMask"), value.get("/Font")
        group = mask.get("/G") if isinstance(mask, Dictionary) else None
        if isinstance(group, Stream):
            _bare(group)
            yield group
        if isinstance(font, Array) and len(font) and _has_glyphs(font[0]):
            yield font[0]


def _has_glyphs(value: object) -> TypeGuard[Dictionary]:
    return isinstance(value, Dictionary) and value.get("/Subtype") == Name.Type3


def _bare(value: object) -> None:
    """Leave a form, a tiling or an image what makes it seen, and so its masks."""
    if not isinstance(value, Stream):
        return
    _keep(value, _OF_A_STREAM)
    _keep(value.get("/Group"), _OF_A_GROUP)
    for key in ("/SMask", "/Mask"):
        if isinstance(mask := value.get(key), Stream):
            _keep(mask, _OF_A_STREAM)


def _keep(holder: object, known: set[str]) -> None:
    if isinstance(holder, Dictionary | Stream):
        for key in set(holder.keys()) - known:
            del holder[key]


def _named_in(form: Object) -> Names:
    """What a form names, or a font in its glyphs."""
    if isinstance(form, Stream):
        return _named(form)
    found: Names = defaultdict(set)
    glyphs = form.get("/CharProcs")
    for glyph in (one for _, one in glyphs.items()) if isinstance(glyphs, Dictionary) else ():
        if isinstance(glyph, Stream):
            for part, names in _named(glyph).items():
                found[part] |= names
    return found


def _named(content: Object | pikepdf.Page) -> Names:
    """The names beside the operators of a content, by the part that they stand in."""
    found: Names = defaultdict(set)
    for instruction in pikepdf.parse_content_stream(content):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            space = instruction.iimage.obj.get("/ColorSpace")
            found["/ColorSpace"] |= {str(space)} if isinstance(space, Name) else set()
            continue
        part = _PARTS.get(str(instruction.operator))
        if part is not None:
            operands = instruction.operands
            found[part] |= {str(one) for one in operands if isinstance(one, Name)}
    return found
