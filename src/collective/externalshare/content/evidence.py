"""Evidence in the format that was asked for: files from the service, the report in words."""

from __future__ import annotations

from ..model.audit import Actor
from ..model.audit import Contact
from ..model.selection import Selection
from ..model.verdict import Refused
from ..services.export import Export
from ..services.export import Exported
from ..services.export import REPORT
from ..services.ports import Ports
from .report import evidence_report
from plone import api
from transaction.interfaces import TransientError
from typing import Any

import transaction


TRIES = 10


def evidence_in(
    form: str, site: Any, ports: Ports, selection: Selection, actor: Actor, contact: Contact
) -> Exported | Refused:
    """One file, its making recorded; a report is in the language of the request.

    The file is made of what was there when this request began, however long it
    takes. Its row is written after that in a transaction of its own: else whoever
    writes into the same chain meanwhile would undo the file with the row, and all of
    it began anew. Without the row nothing is answered. Nothing may have been
    changed before by the request, since that would be lost.
    """
    if form == REPORT:
        language = api.portal.get_current_language()
        made = evidence_report(site, ports, selection, actor, language)
    else:
        made = Export(ports).make(selection, form, actor)
    if isinstance(made, Exported):
        _record(ports, selection, form, made.rows, actor, contact)
    return made


def _record(
    ports: Ports, selection: Selection, form: str, rows: int, actor: Actor, contact: Contact
) -> None:
    for number in range(TRIES):
        # From here on what others have committed is seen.
        transaction.begin()
        try:
            Export(ports).record(selection, form, rows, actor, contact)
            transaction.commit()
        except TransientError:
            transaction.abort()
            if number == TRIES - 1:
                raise
        else:
            return
