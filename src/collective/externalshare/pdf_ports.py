"""The ports of the PDF engine; they are imported from ``interfaces`` like all others."""

# ruff: noqa: N805 (methods of an interface have no self)

from __future__ import annotations

from zope.interface import Interface


class IInspector(Interface):
    """Says whether a file is a PDF that can be shown and stamped."""

    def inspect(path, settings):
        """An `Inspection` of the file at a path. MUST NOT raise for any content."""

    def look(path, settings):
        """The findings in a file that can be shown, a tuple of `Finding`.

        Best effort: MUST NOT raise for any content, MUST end within the
        bounds, and MUST say `UNSEEN_PARTS` where it did not see everything.
        """


class ICopies(Interface):
    """Makes readers' copies. Every method MUST raise `CopyFailed` on any doubt."""

    def key(sha256, settings, pages=""):
        """The name of the template of a source with this SHA-256 under these settings.

        `pages`: a range as `model.pages` keeps it; empty for the whole.
        """

    def prepare(blob, sha256, settings, pages=""):
        """A new `Template` of the source in a blob, or of a range of its pages.

        Of a range it MUST have a body, and nothing of any other page in it.

        The work MUST be done once on one machine, even when many ask at the same time.
        """

    def make(template, blob, stamp, identity, settings):
        """One reader's copy: (`CopyFacts`, `Tail`, or `Whole` where the template has no body).

        The same arguments MUST give the same bytes. Where not every page
        bears the stamp it MUST raise.
        """

    def preview(revision, stamp, identity, settings):
        """A copy that nobody receives, as a `Virtual` to be looked at.

        Of a `Revision`, or of a page made for it where that is None. It MUST
        NOT be kept beyond an hour.
        """

    def draws(text, settings):
        """Whether fonts cover every character of a line; else a box stands for each that none has.

        MUST NOT raise.
        """

    def unusable_fonts(settings):
        """Paths of font files that the settings or the server name, and that cannot be used now.

        MUST NOT raise.
        """

    def marks(stream, settings):
        """The `Marks` of a file that may be a copy, whatever was done to it meanwhile.

        `stream` is read once, to its end or to the bound of the settings. MUST
        leave nothing of it behind, and MUST raise only where no file is to blame.
        """

    def open(grant, settings):
        """The bytes of a grant as a `Virtual`. MUST raise when they are not those of its facts."""


class IRenderer(Interface):
    """Shows pages of a reader's copy that never leaves.

    `virtual` is the copy, with the body's `path` and the reader's `tail`; the bounds of
    a job are those of the `settings`, or the usual ones.
    Both methods MUST raise `RenderBusy` rather than let many wait, or one for
    longer than ten seconds, and `RenderFailed` on any doubt, for a page that
    does not exist too. They MUST NOT give any other bytes.
    """

    def page(virtual, number, dpi, settings=None):
        """Page `number`, from 1, as a JPEG with the stamp in it; `dpi` is 110 or 150.

        A page too large for that MUST be made smaller before it is drawn. The
        first page is drawn before other pages that wait.
        """

    def text(virtual, number, settings=None):
        """The text layer of a page, as far as it can be seen there; may be empty."""


class CopyFailed(Exception):
    """No stamped copy could be made: nothing may be served."""


class RenderBusy(Exception):
    """Others wait for their pages already; asked again in seconds, it may go."""


class RenderFailed(Exception):
    """No image or text could be made: nothing may be served."""
