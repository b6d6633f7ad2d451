"""Why there is no answer from the PDF engine.

::

    PdfError
    ├── ChildDied             the bounded job ended without an answer
    │   └── EngineMissing     the engine is at fault, no document
    │       ├── EngineBusy    no turn was to be had
    │       └── HelperLost    somebody ended the helper under the job
    ├── NotPreparable         no template can be made of this file
    └── StampFailed           there is no stamped copy, and no file was left behind
        └── StampHindered     because of the engine: also an EngineMissing
"""


class PdfError(Exception):
    """Anything the PDF engine raises on purpose."""


class ChildDied(PdfError):
    """The child crashed, ran out of its bounds, or answered nonsense.

    The message names a cause for the log (``timeout``, ``exit``,
    ``answer``, or the class of an exception), never text of the document.
    """


class EngineMissing(ChildDied):
    """No libraries or fonts, bounds too narrow for them, no child, or the helper is gone.

    No document is to blame, so none must be remembered as damaged for it.
    """


class EngineBusy(EngineMissing):
    """Too many jobs waited for their turn, or this one did for too long."""


class HelperLost(EngineMissing):
    """The helper ended under the job, and not because it was stuck."""


class NotPreparable(PdfError):
    """No body that surely bears every stamp; a whole copy may still be made."""


class StampFailed(PdfError):
    """No stamp, no bytes: the target file does not exist."""


class StampHindered(StampFailed, EngineMissing):
    """The engine is at fault; another try may give a copy."""
