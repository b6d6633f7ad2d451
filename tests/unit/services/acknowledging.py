"""Shares whose readers are asked to acknowledge what they open, and do."""

from collective.externalshare.services.acknowledge import Acknowledge
from collective.externalshare.services.read import Read
from tests.common.world import READER

import hashlib
import transaction


ASKED = {"acknowledge": True}
AGAIN = {"acknowledge": True, "revision_mode": "ask_again"}
FIRST = hashlib.sha256(b"%PDF- 1").hexdigest()
SECOND = hashlib.sha256(b"%PDF- 2").hexdigest()


def look(world, share, session):
    assert Read(world.ports).grant(session, share.id, "view", READER)
    transaction.commit()


def acknowledge(world, share, session, sha256=FIRST):
    done = Acknowledge(world.ports)(session, share.id, sha256, READER)
    transaction.commit()
    return done
