"""Why there is no answer from the PDF engine.

::

    PdfError
    ├── ChildDied           the bounded job ended without an answer
    │   └── EngineMissing   the child could not load its libraries
    ├── NotPreparable       no template can be made of this file
    └── StampFailed         there is no stamped copy, and no file was left behind
"""


class PdfError(Exception):
    """Anything the PDF engine raises on purpose."""


class ChildDied(PdfError):
    """The child crashed, ran out of its bounds, or answered nonsense.

    The message names a cause for the log (``timeout``, ``exit``,
    ``answer``, or the class of an exception), never text of the document.
    """


class EngineMissing(ChildDied):
    """The PDF libraries are not installed, or their bounds are too narrow.

    No document is to blame, so none must be remembered as damaged for it.
    """


class NotPreparable(PdfError):
    """No body that surely bears every stamp; a whole copy may still be made."""


class StampFailed(PdfError):
    """No stamp, no bytes: the target file does not exist."""
