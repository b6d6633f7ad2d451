"""What an excerpt takes over from its document as a whole: the state of its layers, its colours."""

from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from pikepdf import Object

import pikepdf


_OF_A_STATE = ("/BaseState", "/Intent")
_OF_AN_INTENT = (
    "/Type", "/S", "/OutputCondition", "/OutputConditionIdentifier", "/RegistryName", "/Info",
    "/DestOutputProfile",
)  # fmt: skip

Known = set[tuple[int, int]]


def keep_layers(pdf: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    """What is switched off must stay so; the layers of other pages are not even named.

    :param made: with its pages and nothing else: what they brought along are their layers.
    """
    brought: Known = {one.objgen for one in made.objects}
    copied = _copied(pdf, made, "/OCProperties")
    if not isinstance(copied, Dictionary):
        return
    before, state = copied.get("/D"), Dictionary()
    if isinstance(before, Dictionary):
        for key in _OF_A_STATE:
            if key in before:
                state[key] = before[key]
        for key in ("/ON", "/OFF"):
            state[key] = _of_these(before.get(key), brought)
        state[Name.AS] = _automatic(before.get("/AS"), brought)
    made.Root.OCProperties = Dictionary(OCGs=_of_these(copied.get("/OCGs"), brought), D=state)


def keep_colours(pdf: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    """Colours must mean the same."""
    copied = _copied(pdf, made, "/OutputIntents")
    if isinstance(copied, Array):
        made.Root.OutputIntents = Array(
            Dictionary({key: one[key] for key in _OF_AN_INTENT if key in one})
            for one in copied
            if isinstance(one, Dictionary)
        )


def _copied(pdf: pikepdf.Pdf, made: pikepdf.Pdf, key: str) -> Object | None:
    found = pdf.Root.get(key)
    if not isinstance(found, Dictionary | Array):
        return None
    return made.copy_foreign(found if found.is_indirect else pdf.make_indirect(found))


def _of_these(layers: object, brought: Known) -> Array:
    found = layers if isinstance(layers, Array) else ()
    return Array(one for one in found if isinstance(one, Dictionary) and one.objgen in brought)


def _automatic(entries: object, brought: Known) -> Array:
    """What switches layers by the occasion, such as printing."""
    made = Array()
    for one in entries if isinstance(entries, Array) else ():
        if isinstance(one, Dictionary) and "/Event" in one and "/Category" in one:
            layers = _of_these(one.get("/OCGs"), brought)
            made.append(Dictionary(Event=one.Event, OCGs=layers, Category=one.Category))
    return made
