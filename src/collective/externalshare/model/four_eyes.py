"""Four eyes: who had a hand in a sending, and so must not be the one who approves it."""

from __future__ import annotations

from .distribution import Distribution
from .distribution import Sender
from collections.abc import Callable


class FourEyes:
    """Knows a sending's hands by user id and by mailbox.

    Two accounts with one mail address are one person's, as far as a site can know. An
    address counts as it was at the sending and as it is in the account; who has none is
    known by the id alone.
    """

    def __init__(self, made: Distribution, named: Callable[[str], Sender | None]) -> None:
        """:param named: the account with a user id as it is at present, or None."""
        self.senders = {*made.senders, made.by}
        self.widened = set(made.widened)
        hands = {user_id for user_id in self.senders | self.widened if user_id}
        # What `named` finds by a login name is somebody else.
        found = [one for one in map(named, hands) if one is not None and one.id in hands]
        known = (*made.earlier, made.sender, *found)
        self.mailboxes = {one.address for one in known if one.address}

    def against(self, one: Sender) -> str:
        """Why somebody must not decide about it, the code of a refusal; empty: they may."""
        if one.id in self.senders:
            return "approver_is_sender"
        if one.id in self.widened:
            return "approver_widened"
        return "approver_same_mailbox" if one.address in self.mailboxes else ""
