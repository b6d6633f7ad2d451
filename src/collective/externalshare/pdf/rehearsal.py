"""The rehearsal: a file counts as viewable only when stamped copies of it can be made."""

from __future__ import annotations

from ..interfaces import CopyFailed
from ..interfaces import IInspector
from ..model.settings import Settings
from .errors import EngineMissing
from .errors import NotPreparable
from .inspection import Inspector
from .preparer import Preparer
from .stamper import Stamper
from .values import bounds_of
from .values import Inspection
from .values import recipe_of
from .values import SPECIMEN
from .whole import WholeCopies
from .workshop import Workshop
from dataclasses import replace
from zope.interface import implementer


@implementer(IInspector)
class RehearsingInspector:
    """Inspects, then prepares the file for its readers.

    Else an editor would send what every reader is refused later: pages of
    impossible sizes, or pages that something opaque covers. What was prepared
    waits in the workshop for the first share.
    """

    def __init__(self, folder: str = "") -> None:
        self._workshop = Workshop(folder)

    def inspect(self, path: str, settings: Settings) -> Inspection:
        """As `Inspector.inspect`; `not_stampable` where no copy can be made."""
        bounds, recipe = bounds_of(settings), recipe_of(settings)
        found = Inspector(bounds).inspect(path)
        if not found.ok:
            return found
        try:
            Preparer(self._workshop, bounds, recipe).prepare(path, found.sha256)
        except EngineMissing:
            raise
        except NotPreparable:
            try:
                WholeCopies(self._workshop, Stamper(bounds, recipe)).make(path, SPECIMEN)
            except CopyFailed:
                return replace(found, refusal="not_stampable")
        return found
