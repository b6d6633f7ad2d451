"""An administrator merges an address into another, and what is found of it afterwards."""

from collective.externalshare.model.audit import Actor
from collective.externalshare.services.merging import Merging
from tests.common.world import JO
from tests.common.world import READER


BOSS = Actor("user", "boss")
NEW = "jo@new.example.org"
REASON = "Their company has another domain"


def merge(world, address=JO.address, into=NEW, confirmation=None, reason=REASON):
    old = world.store.recipient_at(address)
    typed = address if confirmation is None else confirmation
    return Merging(world.ports)(old, into, typed, reason, BOSS, READER)
