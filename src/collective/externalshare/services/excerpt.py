"""A range of pages: whether a document has them, and whether they can be had alone."""

from __future__ import annotations

from .. import logger
from ..interfaces import CopyFailed
from ..model.pages import last_page
from ..model.revision import Revision
from ..model.terms import Terms
from ..model.verdict import Refused
from .ports import Ports
from .templates import Templates
from collections.abc import Sequence


def against_pages(ports: Ports, terms: Terms, revisions: Sequence[Revision]) -> list[Refused]:
    """Refusals of terms with a range for these revisions.

    What they share is made here, so that nobody is sent what cannot be had.
    """
    if not terms.pages or not revisions:
        return []
    if len(revisions) > 1:
        return [Refused("pages_many", where="pages")]
    revision, last = revisions[0], last_page(terms.pages)
    if last > revision.pages:
        values = {"title": revision.title, "count": revision.pages, "page": last}
        return [Refused("pages_beyond", values, where="pages")]
    try:
        Templates(ports).of(revision, terms.pages)
    except CopyFailed as error:
        logger.error("Pages of a document cannot be had alone: %s", error)
        return [Refused("pages_impossible", where="pages")]
    return []
