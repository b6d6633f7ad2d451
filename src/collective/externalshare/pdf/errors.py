"""Why there is no answer from the PDF engine.

::

    PdfError
    ├── ChildDied       the bounded job ended without an answer
    └── StampFailed     there is no stamped copy, and no file was left behind
"""


class PdfError(Exception):
    """Anything the PDF engine raises on purpose."""


class ChildDied(PdfError):
    """The child crashed, ran out of its bounds, or answered nonsense.

    The message names a cause for the log (``timeout``, ``exit``,
    ``answer``, or the class of an exception), never text of the document.
    """


class StampFailed(PdfError):
    """No stamp, no bytes: the target file does not exist."""
