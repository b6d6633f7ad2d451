"""What a sender typed, as an order for the services."""

from __future__ import annotations

from ...content.documents import Document
from ...content.people import contact_of
from ...content.people import current_sender
from ...model.revision import Revision
from ...model.secrets import IDENTIFIER
from ...model.terms import Terms
from ...model.verdict import Refused
from ...services.attach import against_size
from ...services.distribute import Distribute
from ...services.distribute import Order
from ...services.excerpt import against_pages
from ...services.policy import Policy
from ...services.ports import Ports
from ...services.recipients import read_lines
from ...services.terms import Asked
from ...services.terms import make_terms
from .more import read_more
from .presets import FormPresets
from .terms import read_until
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Any


NOTHING = Terms(0)


@dataclass(frozen=True)
class Draft:
    """An order, the revisions it would hand out, and everything that speaks against it."""

    order: Order
    revisions: tuple[Revision, ...]
    refusals: tuple[Refused, ...]

    @property
    def revision(self) -> Revision:
        """The only one, or the first."""
        return self.revisions[0]

    def by_mail(self, yes: bool) -> Order:
        """The order, to be carried out with mails or without."""
        return replace(self.order, by_mail=yes)


def read_draft(
    ports: Ports,
    documents: Sequence[Document],
    data: dict[str, Any],
    request: Any,
    presets: FormPresets,
) -> Draft:
    """Read the fields and look at the documents' files, which may be inspected now.

    Only for POST: the inspection keeps what it found.
    """
    addressees, refusals = read_lines(data["recipients"] or "")
    bounded = Policy(ports).bounded(documents)
    chosen = read_until(bounded, data["until"], data["date"])
    begun = presets.asked()
    missing = presets.missing(data["password"] or "")
    refusals += [one for one in (begun, missing) if isinstance(one, Refused)]
    named: Asked = {} if isinstance(begun, Refused) else begun
    terms = make_terms(bounded, access=data["access"], **chosen, **read_more(data), **named)
    if isinstance(terms, Refused):
        refusals.append(terms)
        terms = NOTHING
    order = Order(
        documents=documents,
        addressees=addressees,
        terms=terms,
        sender=current_sender(),
        message=plain_lines(data["message"] or ""),
        confirmed=data.get("confirmed") or (),
        contact=contact_of(request),
        operation=read_operation(request),
        attached=bool(data.get("attached")),
        label=data["label"] or "",
    )
    wrong_lines = any(refused.where == "recipients" for refused in refusals)
    refusals += [
        refused
        for refused in Distribute(ports).check(order)
        if not (wrong_lines and refused.code == "recipients_missing")
    ]
    found = [document.revision() for document in documents]
    refusals += [Refused(str(one)) for one in found if not isinstance(one, Revision)]
    revisions = tuple(one for one in found if isinstance(one, Revision))
    if not refusals:
        refusals += against_pages(ports, order.terms, revisions)
    if order.attached and not refusals:
        refusals += against_size(ports, order.terms, revisions)
    return Draft(order, revisions, tuple(refusals))


def read_operation(request: Any) -> str:
    """The id that the preview carried; empty for anything that is none."""
    value = request.form.get("operation", "")
    return value if isinstance(value, str) and IDENTIFIER.fullmatch(value) else ""


def plain_lines(text: str) -> str:
    """Text with plain line ends and no blanks around it, as counted and as sent."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
