"""The rehearsal: a file counts as viewable only when stamped copies of it can be made."""

from __future__ import annotations

from ..interfaces import IInspector
from ..model.finding import Finding
from ..model.settings import Settings
from .errors import EngineMissing
from .errors import NotPreparable
from .errors import StampFailed
from .inspection import Inspector
from .preparer import Preparer
from .stamper import Stamper
from .values import bounds_of
from .values import Inspection
from .values import recipe_of
from .values import SPECIMEN
from .workshop import Workshop
from dataclasses import replace
from zope.interface import implementer

import os


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
        """As `Inspector.inspect`, with findings; `not_stampable` where no copy can be made."""
        found = self._rehearsed(path, settings)
        return replace(found, findings=self.look(path, settings)) if found.ok else found

    def look(self, path: str, settings: Settings) -> tuple[Finding, ...]:
        """As `Inspector.look`."""
        return Inspector(bounds_of(settings)).look(path)

    def _rehearsed(self, path: str, settings: Settings) -> Inspection:
        bounds, recipe = bounds_of(settings), recipe_of(settings)
        found = Inspector(bounds).inspect(path)
        if not found.ok:
            return found
        try:
            Preparer(self._workshop, bounds, recipe).prepare(path, found.sha256)
        except EngineMissing:
            raise
        except NotPreparable:
            return self._whole(path, found, Stamper(bounds, recipe))
        return found

    def _whole(self, path: str, found: Inspection, stamper: Stamper) -> Inspection:
        with self._workshop.making() as folder:
            try:
                stamper.stamp(path, SPECIMEN, os.path.join(folder, "copy.pdf"))
            except EngineMissing:
                raise
            except StampFailed:
                return replace(found, refusal="not_stampable")
        return found
