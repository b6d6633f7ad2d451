"""The order of documents that are shared together, by the places that somebody typed."""

from __future__ import annotations

from ...content.chosen import Choice
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import re


PLACE = re.compile(r"[0-9]{1,4}", re.A)


def put_in_order(choice: Choice, form: Mapping[str, Any]) -> Choice:
    """The documents by the places in a form, `place.<UID>`; the others keep theirs.

    Of two at one place the one that was moved there comes first where it moved
    up, and last where it moved down.
    """
    places: list[tuple[int, int, int]] = []
    unplaced = []
    for place, document in enumerate(choice.can, 1):
        typed = form.get(f"place.{document.uid}", str(place))
        wanted = place
        if isinstance(typed, str) and PLACE.fullmatch(typed.strip()):
            wanted = int(typed)
        else:
            unplaced.append(document.title)
        places.append((wanted, (wanted > place) - (wanted < place), place))
    can = tuple(choice.can[place - 1] for _wanted, _moved, place in sorted(places))
    return replace(choice, can=can, unplaced=tuple(unplaced))
