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
from typing import Any


def evidence_in(
    form: str, site: Any, ports: Ports, selection: Selection, actor: Actor, contact: Contact
) -> Exported | Refused:
    """One file, its making recorded; a report is in the language of the request."""
    if form != REPORT:
        return Export(ports)(selection, form, actor, contact)
    language = api.portal.get_current_language()
    return evidence_report(site, ports, selection, actor, contact, language)
