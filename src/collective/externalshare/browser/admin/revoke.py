"""One page to revoke: shows what is about to end, asks for a reason, then ends it."""

from __future__ import annotations

from ... import _
from ...content.batches import Batches
from ...model.share import Share
from ...services.revoke import Revoke
from .many import ManyShares
from .page import REVOKE
from collections.abc import Sequence
from typing import Any
from zope.i18nmessageid import Message


class RevokeShares(ManyShares):
    """Ends shares."""

    page_name = _("admin_revoke_title", default="Revoke")
    view_name = REVOKE
    asks_reason = True
    colour = "btn-danger"
    button_text = _("admin_revoke_count", default="Revoke (${count})")
    explained = _(
        "admin_revoke_explained",
        default="From the next request on the links no longer open anything, and this cannot be "
        "undone: to let somebody in again, share the document again. Copies that were downloaded "
        "before stay with their readers.",
    )

    def act(self, shares: Sequence[Share]) -> Any:
        """End some of them."""
        actor, contact = self.actor_and_contact()
        return Revoke(self.ports)(shares, actor, self.reason, contact, self.notify)

    def unfinished(self, done: Batches[int]) -> Message:
        """How many ended, and how many did not."""
        return unfinished(done)

    def finished(self, done: Batches[int]) -> Message:
        """How many ended now, and how many had before."""
        ended = sum(done.results)
        return counted(ended, len(self.shares) - ended)


def unfinished(done: Batches[int]) -> Message:
    """What is left, and that it may be tried again."""
    return _(
        "admin_revoked_left",
        default="Shares revoked: ${count}. Not revoked yet: ${left}, since their links were in "
        "use at the same moment. Please try again.",
        mapping={"count": sum(done.results), "left": len(done.left)},
    )


def counted(ended: int, before: int) -> Message:
    """How many shares ended, now and before."""
    if before:
        return _(
            "admin_revoked_some",
            default="Shares revoked: ${count}. Revoked before: ${before}.",
            mapping={"count": ended, "before": before},
        )
    return _("admin_revoked", default="Shares revoked: ${count}.", mapping={"count": ended})
