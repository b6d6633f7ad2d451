"""Chains that cannot be written; kept in the database in place of good ones."""

from collective.externalshare.model.audit import Chain
from ZODB.POSException import ConflictError

import transaction


class BrokenChain(Chain):
    """Fails like a defect."""

    def append(self, event, now, keys):
        raise RuntimeError("no evidence can be written")


class ContestedChain(Chain):
    """Fails like a record that somebody else writes all the time."""

    def append(self, event, now, keys):
        raise ConflictError


def put_chain(sharing, share, kind):
    """Let the evidence of a share's invitation fail."""
    transaction.begin()
    sharing.ports.store.chains[share.invitation] = kind(share.invitation)
    transaction.commit()
