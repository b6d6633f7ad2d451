"""From a file that turned up to the copies that it names."""

from __future__ import annotations

from ..model.secrets import fold_copy_number
from ..model.traces import Mark
from ..model.traces import Marks
from ..model.traces import Place
from . import bounded
from .errors import ChildDied
from .errors import EngineMissing
from .inspection import HEADER
from .inspection import HEADER_WITHIN
from .values import Bounds
from typing import Any

import hashlib
import os


_BLOCK = 1024 * 1024


def marks_of(stream: Any, path: str, bounds: Bounds) -> Marks:
    """Put a stream into a new file at `path` and read it there, in a child.

    :raises OSError: when the file cannot be written, or no child be started.
    :raises EngineMissing: when the installation is at fault, not the file.
    """
    checksum, size, head = hashlib.sha256(), 0, b""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with open(opened, "wb") as out:
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > bounds.size:
                return Marks(refusal="too_big")
            head = head or block[:HEADER_WITHIN]
            checksum.update(block)
            out.write(block)
    if HEADER not in head:
        return Marks(refusal="not_pdf")
    facts = _facts(path, bounds)
    return Marks(checksum.hexdigest(), _marks(facts), _trouble(facts))


def _facts(path: str, bounds: Bounds) -> dict[str, Any]:
    """What a child reads; of a file on which it falls, what stands there in clear."""
    job = {"do": "trace", "source": os.path.abspath(path)}
    for whole in (True, False):
        try:
            return bounded.run({**job, "whole": whole}, bounds).facts
        except EngineMissing:
            raise
        except ChildDied:
            continue
    return {}


def _trouble(facts: dict[str, Any]) -> str:
    found = facts.get("trouble", "damaged")
    return found if found in ("", "locked") else "damaged"


def _marks(facts: dict[str, Any]) -> tuple[Mark, ...]:
    """What a child answered is as little to be trusted as the file."""
    places: dict[str, set[Place]] = {}
    for entry in facts.get("marks") or ():
        text, place = entry
        number = fold_copy_number(str(text))
        if number:
            places.setdefault(number, set()).add(Place(place))
    return tuple(Mark(number, tuple(sorted(places[number]))) for number in sorted(places))
