"""What happened to a share, oldest first: its own rows and its invitation's."""

from __future__ import annotations

from ..model.audit import Action
from ..model.session import AccessSession
from ..model.share import Share
from .authorize import usable
from .ports import Ports
from heapq import nlargest
from typing import Any


READ = (Action.SHARE_OPENED, Action.SHARE_DOWNLOADED, Action.SHARE_ACKNOWLEDGED)
MOST_OPENINGS = 100


class History:
    """Reads chains; never writes."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def of_share(self, share: Share) -> list[dict[str, Any]]:
        """Rows of the share, and of its invitation where they concern no other share."""
        chain = self.ports.store.chains[share.invitation_id]
        return [row for row in chain.rows() if row["share"] in ("", share.id)]

    def of_reader(self, session: AccessSession) -> list[tuple[dict[str, Any], str]]:
        """What a session's reader opened and acknowledged last, newest first, each with its title.

        A document that they may not use now has no title: it may have another one since.
        """
        store = self.ports.store
        shares = [store.share_at(key) for key in store.by_recipient.keys(session.recipient_id)]
        titles = {one.share.id: one.document.title for one in usable(self.ports, shares)}
        chains = dict.fromkeys(share.invitation_id for share in shares)
        rows = (row for name in chains for row in store.chains[name].rows())
        opened = (row for row in rows if row["action"] in READ)
        latest = nlargest(MOST_OPENINGS, opened, key=lambda row: int(row["time"]))
        return [(row, titles.get(row["share"], "")) for row in latest]
