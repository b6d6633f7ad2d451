"""Fields and comments become what they look like on the screen."""

from collective.externalshare.pdf import cargo
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object

import pikepdf


def flatten(pdf: pikepdf.Pdf, numbers: list[int]) -> None:
    """Draw what lies above pages (from 0) into them; what nobody sees there is not drawn."""
    # Fields whose look is left to the viewer have none that could be kept.
    pdf.generate_appearance_streams()
    for number in numbers:
        page = pdf.pages[number].obj
        # As a part of the page its words could be read whether they are seen or not.
        seen = [note for note, _kind in cargo.notes(page) if _is_seen(pdf, note.get("/OC"))]
        if "/Annots" in page:
            page[Name.Annots] = Array(seen)
    pdf.flatten_annotations("screen")


def _is_seen(pdf: pikepdf.Pdf, layer: object) -> bool:
    """Whether something on a layer, or several, is plainly seen when the document is opened."""
    if not isinstance(layer, Dictionary):
        return layer is None
    if layer.get("/Type") != Name.OCMD:
        return _is_on(pdf, layer)
    layers = layer.get("/OCGs")
    members = layers if isinstance(layers, Array) else [layers]
    plain = "/VE" not in layer and layer.get("/P") in (None, Name.AnyOn, Name.AllOn)
    return plain and all(isinstance(one, Dictionary) and _is_on(pdf, one) for one in members)


def _is_on(pdf: pikepdf.Pdf, layer: Object) -> bool:
    known = pdf.Root.get("/OCProperties")
    state = known.get("/D") if isinstance(known, Dictionary) else None
    if not isinstance(state, Dictionary):
        return True
    usage = layer.get("/Usage")
    view = usage.get("/View") if isinstance(usage, Dictionary) else None
    if isinstance(view, Dictionary) and view.get("/ViewState") == Name.OFF:
        return False
    if state.get("/BaseState") in (None, Name.ON):
        return not _among(state.get("/OFF"), layer)
    return _among(state.get("/ON"), layer)


def _among(layers: object, layer: Object) -> bool:
    found = layers if isinstance(layers, Array) else ()
    return any(isinstance(one, Dictionary) and one.objgen == layer.objgen for one in found)
