"""The preparer: one body for all readers of a revision, made once."""

from __future__ import annotations

from ..model.template import Layout
from ..model.template import Recipe
from . import bounded
from . import fonts as typefaces
from .errors import ChildDied
from .errors import EngineMissing
from .errors import NotPreparable
from .seal import unsealed
from .values import Bounds
from .values import SPECIMEN
from .workshop import demand_room
from .workshop import Workshop
from array import array
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

import base64
import hashlib
import os


@dataclass(frozen=True)
class Prepared:
    """A finished body in the workshop, where it lies for an hour after its last use."""

    path: str
    sha256: str
    layout: Layout
    sizes: array[float]


class Preparer:
    """Makes bodies; safe to use from several threads and processes."""

    def __init__(
        self,
        workshop: Workshop | None = None,
        bounds: Bounds | None = None,
        recipe: Recipe | None = None,
    ) -> None:
        self._workshop = workshop or Workshop()
        self.bounds = bounds or Bounds()
        self.recipe = recipe or Recipe()

    def prepare(self, source: str, sha256: str) -> Prepared:
        """Make the body of a source, or take the one that was just made.

        Of many that ask for the same on one machine, one makes it and the
        others wait.

        :param sha256: of the source, in hex.

        :raises NotPreparable: when no body can be made that surely bears the stamp.
        :raises EngineMissing: when the installation is at fault, not the file;
            `EngineBusy` when whoever makes it takes longer than a job may.
        :raises OSError: when the workshop cannot be written to.
        """
        self._workshop.forget_old()
        key = self.recipe.key(sha256)
        with self._workshop.alone(key, self.bounds.wall_seconds):
            return self._found(key) or self._make(source, key)

    def _found(self, key: str) -> Prepared | None:
        body, facts = self._paths(key)
        with suppress(OSError, ValueError, KeyError, TypeError):
            made = _read(body, facts)
            if self._workshop.touched(body) and self._workshop.touched(facts):
                return made
        return None

    def _make(self, source: str, key: str) -> Prepared:
        if os.path.getsize(source) > self.bounds.size:
            raise NotPreparable("too big")
        with self._workshop.making() as folder:
            target, written = os.path.join(folder, "body"), os.path.join(folder, "facts")
            job = {
                "do": "prepare",
                "source": os.path.abspath(source),
                "target": target,
                "facts": written,
                "diagonal": SPECIMEN.diagonal,
                "footer": SPECIMEN.footer,
                "opacity": SPECIMEN.opacity,
                "comments": self.recipe.comments,
                "angle": self.recipe.angle,
                "fonts": typefaces.bundled(),
            }
            try:
                bounded.run(job, self.bounds)
                made = _read(target, written)
            except EngineMissing:
                raise
            except (ChildDied, ValueError, KeyError, TypeError) as error:
                # Out of disk the library aborts, and says no more than with a broken file.
                demand_room(folder)
                raise NotPreparable(f"{type(error).__name__}: {error}") from error
            body, facts = self._paths(key)
            self._workshop.keep(target, os.path.basename(body))
            self._workshop.keep(written, os.path.basename(facts))
        return replace(made, path=body)

    def _paths(self, key: str) -> tuple[str, str]:
        return self._workshop.path(f"{key}.body"), self._workshop.path(f"{key}.facts")


def _read(body: str, facts: str) -> Prepared:
    """Read what the child wrote of a body; anything odd in it raises."""
    said = unsealed(Path(facts).read_bytes())
    with open(body, "rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    layout = Layout(
        int(said["length"]),
        int(said["objects"]),
        int(said["root"]),
        base64.b64decode(said["rows"]),
        bytes.fromhex(said["last_row"]),
        int(said["adler"]),
    )
    sizes = array("f", said["sizes"])
    fits = os.path.getsize(body) == layout.length and sha256 == said["sha256"]
    if not fits or not sizes or len(sizes) % 2:
        raise ValueError("facts do not fit the body")
    return Prepared(body, sha256, layout, sizes)
