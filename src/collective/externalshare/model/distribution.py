"""One act of sending: sender, documents, recipients, message, terms."""

from __future__ import annotations

from .hold import Hold
from .terms import Terms
from dataclasses import dataclass
from persistent import Persistent


LONGEST_LABEL = 80
"""Characters of a label."""


@dataclass(frozen=True)
class Sender:
    """A Plone user as known when they sent; the snapshot survives the account."""

    id: str
    name: str = ""
    address: str = ""


class Distribution(Persistent):
    """What a sender did at one time; only whose it is can change afterwards.

    `sender` is who has it now: named to its readers, told of openings. `earlier` are
    those who handed it over, one after the other. `confirmed` are the lines of the
    site's checklist that the sender confirmed. `hold` is there when somebody else has
    to agree before anything leaves. `by` is the id of who did it in the sender's
    place, and may not agree to it either; nor may those of `widened`, who gave it wider
    terms while it waited and did not send it. `attached`: whether each reader's copy goes
    with the mail, beside the link. `label`: what its documents have in common, as the
    sender calls it.
    """

    by = ""
    attached = False
    label = ""

    confirmed: tuple[str, ...] = ()
    hold: Hold | None = None
    earlier: tuple[Sender, ...] = ()
    widened: tuple[str, ...] = ()

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

    def again(self, distribution_id: str, now: int, by: str) -> Distribution:
        """The same sending to others, done by somebody in the sender's place."""
        made = Distribution(
            distribution_id, self.sender, self.message, self.terms, now, self.by_mail
        )
        made.confirmed, made.by, made.earlier = self.confirmed, by, self.earlier
        # A file that went to another address does not go once more.
        made.label = self.label
        return made

    @property
    def author(self) -> Sender:
        """Who shared, whoever has it now; the message is theirs."""
        return self.earlier[0] if self.earlier else self.sender

    @property
    def senders(self) -> dict[str, Sender]:
        """Everybody who has or had it, by user id."""
        return {one.id: one for one in (*self.earlier, self.sender)}

    def note_widened(self, user_id: str) -> None:
        """Keep who gave it wider terms before anybody agreed; no change, no write."""
        waits = self.hold is not None and self.hold.waiting
        if waits and user_id not in (*self.senders, self.by, *self.widened):
            self.widened = (*self.widened, user_id)

    def hand_over(self, successor: Sender) -> None:
        """Let another user have it from now on."""
        self.earlier = (*self.earlier, self.sender)
        self.sender = successor
