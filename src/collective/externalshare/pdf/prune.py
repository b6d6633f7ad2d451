"""Taking from a page the resources that it does not draw with.

Many programs give all pages one dictionary of resources, so that each page
could bring every picture of the document along.
"""

from collections import defaultdict
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object
from pikepdf import Stream

import pikepdf


# By operator: in which part of the resources the names beside it stand.
_PARTS = {
    "Do": "/XObject",
    "Tf": "/Font",
    "gs": "/ExtGState",
    "sh": "/Shading",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "BDC": "/Properties",
    "DP": "/Properties",
}
_PRUNED = tuple(dict.fromkeys(_PARTS.values()))
_DEEPEST = 32

Names = dict[str, set[str]]


class TooDeep(Exception):
    """Forms lie in forms without an end."""


def prune(page: Object) -> None:
    """Leave a page, and every form that it draws, what it names in its content.

    :raises pikepdf.PdfError: when its content cannot be read to its end.
    :raises TooDeep: when nobody can tell what it draws.
    """
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
    own = Dictionary(dict(resources.items()))
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
            kept = {name: value for name, value in held.items() if name in names[part]}
            own[part] = Dictionary(kept)
    holder[Name.Resources] = own
    return defaultdict(set)


def _of_form(form: Stream, seen: dict[tuple[int, int], Names], depth: int) -> Names:
    if form.objgen not in seen:
        # Until it is known: of a form that draws itself, which viewers do not.
        seen[form.objgen] = {}
        seen[form.objgen] = _prune(form, _named(form), seen, depth + 1)
    return seen[form.objgen]


def _forms(value: object) -> list[Stream]:
    """What draws something inside a resource: a form, a tiling, the mask of a state, glyphs."""
    if isinstance(value, Stream):
        is_form = value.get("/Subtype") == Name.Form or "/PatternType" in value
        return [value] if is_form else []
    if not isinstance(value, Dictionary):
        return []
    mask = value.get("/SMask")
    group = mask.get("/G") if isinstance(mask, Dictionary) else None
    return [group] if isinstance(group, Stream) else []


def _named(content: Object | pikepdf.Page) -> Names:
    """The names beside the operators of a content, by the part that they stand in."""
    found: Names = defaultdict(set)
    for instruction in pikepdf.parse_content_stream(content):
        part = _PARTS.get(str(instruction.operator))
        if part is not None:
            operands = instruction.operands
            found[part] |= {str(one) for one in operands if isinstance(one, Name)}
    return found
