"""The ports of the PDF engine; they are imported from ``interfaces`` like all others."""

# ruff: noqa: N805 (methods of an interface have no self)

from __future__ import annotations

from zope.interface import Interface


class IInspector(Interface):
    """Says whether a file is a PDF that can be shown and stamped."""

    def inspect(path):
        """An `Inspection` of the file at a path. MUST NOT raise for any content."""


class IStamper(Interface):
    """Makes a reader's copy."""

    def stamp(source, stamp, target):
        """Write the stamped copy of the file `source` to the file `target`.

        Returns an object with `sha256` (hex), `size` (bytes) and `pages`. The
        same source and stamp MUST give the same bytes. Where not every page
        could be stamped it MUST raise and leave no target.
        """


class ICopies(Interface):
    """Keeps the stamped copies that living tickets ask for, as files of this machine."""

    def make(blob, stamp):
        """Stamp the blob's bytes; returns `CopyFacts`. MUST raise `CopyFailed` on any doubt."""

    def open(blob, stamp, facts):
        """The path of the copy with exactly these facts, made again where it is missing.

        MUST raise `CopyFailed` when the bytes are not those of the facts.
        """


class IRenderer(Interface):
    """Shows pages of a reader's copy that never leaves.

    `virtual` is the copy, with the body's `path` and the reader's `tail`.
    Both methods MUST raise `RenderBusy` rather than let many wait, or one for
    longer than ten seconds, and `RenderFailed` on any doubt, for a page that
    does not exist too. They MUST NOT give any other bytes.
    """

    def page(virtual, number, dpi):
        """Page `number`, from 1, as a JPEG with the stamp in it; `dpi` is 110 or 150.

        A page too large for that MUST be made smaller before it is drawn. The
        first page is drawn before other pages that wait.
        """

    def text(virtual, number):
        """The text layer of a page, as far as it can be seen there; may be empty."""


class CopyFailed(Exception):
    """No stamped copy could be made: nothing may be served."""


class RenderBusy(Exception):
    """Others wait for their pages already; asked again in seconds, it may go."""


class RenderFailed(Exception):
    """No image or text could be made: nothing may be served."""
