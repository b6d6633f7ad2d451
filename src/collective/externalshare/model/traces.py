"""What tells whose copy a file is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where in a file a copy is named."""

    IDENTIFIER = "identifier"
    PROPERTIES = "properties"
    STAMP = "stamp"


class Certainty(StrEnum):
    """How sure it is that a file is somebody's copy.

    certain: every byte is that of the copy. sure: the file is another one by
    now, and still names the copy. typed: somebody read a number.
    """

    CERTAIN = "certain"
    SURE = "sure"
    TYPED = "typed"


@dataclass(frozen=True)
class Mark:
    """A copy number that a file names, in its twelve characters, and where."""

    number: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Marks:
    """What was found in one file.

    `refusal`: not_pdf or too_big, nothing was looked for. `trouble`: locked or
    damaged, and only a part of it could be read. An identifier alone is a mark
    in any PDF; only the evidence knows whether it is one of ours.
    """

    sha256: str = ""
    marks: tuple[Mark, ...] = ()
    trouble: str = ""
    refusal: str = ""
