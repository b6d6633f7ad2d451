"""One act of sending: sender, documents, recipients, message, terms."""

from __future__ import annotations

from .hold import Hold
from .terms import Terms
from dataclasses import dataclass
from persistent import Persistent


@dataclass(frozen=True)
class Sender:
    """A Plone user as known when they sent; the snapshot survives the account."""

    id: str
    name: str = ""
    address: str = ""


class Distribution(Persistent):
    """What a sender did at one time; never changed afterwards.

    `confirmed` are the lines of the site's checklist that the sender confirmed.
    `hold` is there when somebody else has to agree before anything leaves.
    """

    confirmed: tuple[str, ...] = ()
    hold: Hold | None = None

    def __init__(
        self,
        distribution_id: str,
        sender: Sender,
        message: str,
        terms: Terms,
        created: int,
        by_mail: bool,
    ) -> None:
        self.id = distribution_id
        self.sender = sender
        self.message = message
        self.terms = terms
        self.created = created
        self.by_mail = by_mail
        self.invitation_ids: tuple[str, ...] = ()
        self.share_ids: tuple[str, ...] = ()
