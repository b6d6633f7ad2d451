"""What a sender typed, as an order for the services."""

from __future__ import annotations

from ...content.documents import Document
from ...content.people import contact_of
from ...content.people import current_sender
from ...model.revision import Revision
from ...model.secrets import IDENTIFIER
from ...model.terms import Terms
from ...model.verdict import Refused
from ...services.distribute import Distribute
from ...services.distribute import Order
from ...services.ports import Ports
from ...services.recipients import read_lines
from ...services.terms import make_terms
from .terms import read_until
from dataclasses import dataclass
from dataclasses import replace
from typing import Any


NOTHING = Terms(0)


@dataclass(frozen=True)
class Draft:
    """An order, the revision it would hand out, and everything that speaks against it."""

    order: Order
    revision: Revision | None
    refusals: tuple[Refused, ...]

    def by_mail(self, yes: bool) -> Order:
        """The order, to be carried out with mails or without."""
        return replace(self.order, by_mail=yes)


def read_draft(ports: Ports, context: Any, data: dict[str, Any], request: Any) -> Draft:
    """Read the fields and look at the document's file, which may be inspected now.

    Only for POST: the inspection keeps what it found.
    """
    addressees, refusals = read_lines(data["recipients"] or "")
    chosen = read_until(ports, data["until"], data["date"])
    terms = make_terms(ports, access=data["access"], **chosen)
    if isinstance(terms, Refused):
        refusals.append(terms)
        terms = NOTHING
    document = Document(context)
    order = Order(
        documents=[document],
        addressees=addressees,
        terms=terms,
        sender=current_sender(),
        message=plain_lines(data["message"] or ""),
        confirmed=data.get("confirmed") or (),
        contact=contact_of(request),
        operation=read_operation(request),
    )
    wrong_lines = any(refused.where == "recipients" for refused in refusals)
    refusals += [
        refused
        for refused in Distribute(ports).check(order)
        if not (wrong_lines and refused.code == "recipients_missing")
    ]
    revision = document.revision()
    if not isinstance(revision, Revision):
        refusals.append(Refused(str(revision)))
        return Draft(order, None, tuple(refusals))
    return Draft(order, revision, tuple(refusals))


def read_operation(request: Any) -> str:
    """The id that the preview carried; empty for anything that is none."""
    value = request.form.get("operation", "")
    return value if isinstance(value, str) and IDENTIFIER.fullmatch(value) else ""


def plain_lines(text: str) -> str:
    """Text with plain line ends and no blanks around it, as counted and as sent."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
