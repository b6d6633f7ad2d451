"""The stamper: one reader's copy of a document, or nothing."""

from collective.externalshare.model.grant import CopyFacts
from collective.externalshare.model.grant import Identity
from collective.externalshare.model.grant import Stamp
from collective.externalshare.model.template import Recipe
from collective.externalshare.pdf import bounded
from collective.externalshare.pdf import fonts as typefaces
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.errors import StampFailed
from collective.externalshare.pdf.errors import StampHindered
from collective.externalshare.pdf.inspection import digest
from collective.externalshare.pdf.values import Bounds
from collective.externalshare.pdf.workshop import demand_room
from dataclasses import asdict
from tempfile import TemporaryDirectory

import os


class Stamper:
    """Makes stamped copies; safe to use from several threads.

    :param fonts: as a site's settings name them (see `fonts.files`).
    :param identity: what its copies say of themselves to programs; None for trials.
    """

    def __init__(
        self,
        bounds: Bounds | None = None,
        recipe: Recipe | None = None,
        fonts: tuple[str, ...] = (),
        identity: Identity | None = None,
    ) -> None:
        self.bounds = bounds or Bounds()
        self.recipe = recipe or Recipe()
        self.fonts = typefaces.paths(fonts)
        self.identity = identity

    def stamp(self, source: str, stamp: Stamp, target: str) -> CopyFacts:
        """Write a copy of a PDF with the stamp on every page.

        The same source and stamp always give the same bytes.  The copy is
        not encrypted and carries neither properties of the document nor
        anything active (see ``scrub``); what it says of itself is its identity.
        It appears under its name only when it is complete and was seen to be
        stamped.  A file that had the name before is gone in any case, so that
        nobody takes it for this copy.

        :raises StampFailed: when any step fails; there is no target then.
            `StampHindered` when that says nothing about the document.
        """
        if not any(line.strip() for line in (*stamp.diagonal, stamp.footer)):
            raise StampFailed("nothing to write")
        try:
            _clear(source, target)
            # A folder of its own beside the target: whatever a killed child
            # leaves goes with it, and the finished copy is only renamed.
            beside = os.path.dirname(os.path.abspath(target))
            with TemporaryDirectory(prefix=".stamping-", dir=beside) as folder:
                unfinished = os.path.join(folder, "copy.pdf")
                try:
                    pages = self._run(source, stamp, unfinished)
                except ChildDied:
                    demand_room(folder)
                    raise
                size, sha256 = digest(unfinished)
                os.replace(unfinished, target)
        except EngineMissing as error:
            raise StampHindered(str(error)) from error
        except OSError as error:
            raise StampHindered(f"{type(error).__name__}: {error}") from error
        except ChildDied as error:
            raise StampFailed(f"{type(error).__name__}: {error}") from error
        return CopyFacts(sha256, size, pages)

    def _run(self, source: str, stamp: Stamp, target: str) -> int:
        if os.path.getsize(source) > self.bounds.size:
            raise StampFailed("too big")
        job = {
            "do": "stamp",
            "source": os.path.abspath(source),
            "target": target,
            "diagonal": stamp.diagonal,
            "footer": stamp.footer,
            "opacity": stamp.opacity,
            "comments": self.recipe.comments,
            "angle": self.recipe.angle,
            "fonts": self.fonts,
            "identity": None if self.identity is None else asdict(self.identity),
        }
        pages = bounded.run(job, self.bounds).facts.get("pages")
        if not isinstance(pages, int) or pages < 1:
            raise StampFailed("answer")
        return pages


def _clear(source: str, target: str) -> None:
    if os.path.exists(target):
        if os.path.samefile(source, target):
            raise StampFailed("source and target are one file")
        os.unlink(target)
