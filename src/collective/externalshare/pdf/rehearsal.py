"""The rehearsal: a file counts as viewable only when a stamped copy of it can be made."""

from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.errors import StampFailed
from collective.externalshare.pdf.inspection import Inspector
from collective.externalshare.pdf.stamper import Stamper
from collective.externalshare.pdf.values import Inspection
from collective.externalshare.pdf.values import Stamp
from dataclasses import replace
from pathlib import Path

import tempfile


# As much as the bounds of settings and addresses let a real stamp hold.
SPECIMEN = Stamp(
    ("External distribution · Confidential", "A reader", "reader@example.org · 2026-01-01"),
    "External distribution · Confidential · A reader <reader@example.org> · 2026-01-01 UTC",
)


class RehearsingInspector:
    """Inspects, then stamps a copy that is thrown away.

    Else an editor would send what every reader is refused later: pages of
    impossible sizes, or pages that something opaque covers.
    """

    def __init__(self, inspector: Inspector | None = None, stamper: Stamper | None = None) -> None:
        self.inspector = inspector or Inspector()
        self.stamper = stamper or Stamper()

    def inspect(self, path: str) -> Inspection:
        """As `Inspector.inspect`; `not_stampable` where no copy can be made."""
        found = self.inspector.inspect(path)
        if not found.ok:
            return found
        with tempfile.TemporaryDirectory(prefix="externalshare-") as folder:
            try:
                self.stamper.stamp(path, SPECIMEN, str(Path(folder) / "copy.pdf"))
            except EngineMissing:
                raise
            except StampFailed:
                return replace(found, refusal="not_stampable")
        return found
