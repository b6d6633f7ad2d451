"""What a sender asks for, by whatever way."""

from __future__ import annotations

from ..model.address import Addressee
from ..model.audit import Contact
from ..model.audit import NOBODY
from ..model.distribution import Sender
from ..model.terms import Terms
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Order:
    """What a sender asks for; `documents` are `IDocument`s."""

    documents: Sequence[Any]
    addressees: Sequence[Addressee]
    terms: Terms
    sender: Sender
    message: str = ""
    by_mail: bool = True
    contact: Contact = NOBODY
    # Lines of the site's checklist.
    confirmed: Sequence[str] = ()
    # The same twice is one sending: a double click, a reload, a retry.
    operation: str = ""
    # Each reader's copy goes with the mail, beside the link.
    attached: bool = False
    # What the documents have in common, such as *Tender 4711*.
    label: str = ""
