"""Shares that keep to one revision, and what their readers get of it."""

from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.read import Read
from collective.externalshare.services.sweep import Sweep
from tests.common.world import JO
from tests.common.world import READER

import transaction


PINNED = {"revision_mode": "pinned"}


def downloaded(world, share, address=JO.address):
    """The bytes that its reader gets."""
    session = world.session(share, address)
    granted = Read(world.ports).grant(session, share.id, "download", READER)
    answer = Fetch(world.ports).file(session, granted.ticket)
    with answer.virtual.open() as copy:
        return copy.read()


def sweep(world, **time):
    world.clock.pass_time(**time)
    Sweep(world.ports)()
    transaction.commit()
