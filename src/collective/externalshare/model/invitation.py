"""One recipient in one distribution; it carries the link."""

from __future__ import annotations

from .limits import CodeGuard
from .secrets import KeyRing
from enum import StrEnum
from persistent import Persistent


ATTACHED = "attached"
"""In evidence of an invitation's mail: copies are to go with it, or went."""


class MailState(StrEnum):
    """How far the invitation's latest mail came."""

    NONE = "none"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"


class Delivery(Persistent):
    """State of the latest invitation mail.

    `row_id` names its row in the outbox, `moment` is when the state changed.
    `enclosed`: the shares whose copy went with the mail; `withheld`: those whose
    copy was asked for and did not, with the reason.
    """

    enclosed: tuple[str, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()

    state: str = MailState.NONE.value
    reply: str = ""
    moment: int | None = None
    row_id: str = ""


class Invitation(Persistent):
    """The link's keeper: generation, key id and digest, never the token itself.

    `notices` names the latest row in the outbox of each kind of notice; `reminded`
    is when the latest reminder was queued. `moved`: its reader had it at another
    address before.
    """

    moved = False

    reminded: int | None = None

    notices: tuple[tuple[str, str], ...] = ()

    def __init__(
        self,
        invitation_id: str,
        distribution_id: str,
        recipient_id: str,
        name: str,
        organisation: str,
        language: str,
        key_id: str,
        created: int,
    ) -> None:
        self.id = invitation_id
        self.distribution_id = distribution_id
        self.recipient_id = recipient_id
        self.name = name
        self.organisation = organisation
        self.language = language
        self.key_id = key_id
        self.created = created
        self.generation = 1
        self.token_digest = ""
        self.share_ids: tuple[str, ...] = ()
        self.delivery = Delivery()
        self.guard = CodeGuard()

    def again(
        self, invitation_id: str, distribution_id: str, recipient_id: str, key_id: str, now: int
    ) -> Invitation:
        """An invitation of the same person under another address; it has no link yet."""
        made = Invitation(
            invitation_id,
            distribution_id,
            recipient_id,
            self.name,
            self.organisation,
            self.language,
            key_id,
            now,
        )
        made.moved = True
        return made

    def link(self, ring: KeyRing, base: str) -> str:
        """The whole secret link below the address of the site.

        :raises KeyError: when the key that makes it is gone.
        """
        token = ring.link_token(self.key_id, self.id, self.generation)
        return f"{base.rstrip('/')}/@@external-share/{token}"

    def stop_link(self, ring: KeyRing, base: str) -> str:
        """The whole address at which the reader stops reminders.

        :raises KeyError: when the key that makes it is gone.
        """
        return f"{base.rstrip('/')}/@@external-share/stop/{ring.stop_token(self.key_id, self.id)}"
