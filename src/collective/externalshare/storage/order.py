"""The part of the store that lists shares in the order of their making."""

from __future__ import annotations

from ..model.share import Records
from ..model.share import Share
from .index import order_key
from .index import share_id_of
from .trees import give_up
from .trees import Tree
from BTrees.OOBTree import OOBTree
from typing import Any

import transaction


# Savepoints let go of what an upgrade of many shares has read.
AT_ONCE = 1_000


class Order:
    """Shares under their order keys: what was shared together lies together.

    By their ids they lie far apart, so that a page of a list would load a node
    of a tree for each of its rows, and a larger one the more shares there are.
    A store of before profile 1004 has only the keys, in a set, until the upgrade.
    """

    shares: Any
    invitations: Any
    distributions: Any
    recipients: Any
    let_go: Any
    by_created: Any

    def begin_order(self) -> None:
        """Make it, empty."""
        self.by_created = Tree()

    def put_in_order(self, key: str, share: Share) -> None:
        """List a new share."""
        if self._has_shares:
            self.by_created.insert(key, share)
        else:
            self.by_created.insert(key)

    def share_at(self, key: str) -> Share:
        """The share that a key of `by_created` or of any `Postings` stands for."""
        found = self.by_created.get(key) if self._has_shares else None
        share: Share = self.shares[share_id_of(key)] if found is None else found
        return share

    def records_of(self, share: Share) -> Records:
        """The invitation, the distribution and the recipient of a share."""
        return share.records or (
            self.invitations[share.invitation_id],
            self.distributions[share.distribution_id],
            self.recipients[share.recipient_id],
        )

    def order_shares(self) -> None:
        """Bring a store of before profile 1004 up to it; one that is stays as it is."""
        if self._has_shares:
            return
        give_up(self.by_created)
        self.begin_order()
        for number, share in enumerate(self.shares.values(), start=1):
            share.records = self.records_of(share)
            self.put_in_order(order_key(share.created, share.id), share)
            if number % AT_ONCE == 0:
                transaction.savepoint(optimistic=True)
                self.let_go()

    @property
    def _has_shares(self) -> bool:
        return isinstance(self.by_created, OOBTree)
