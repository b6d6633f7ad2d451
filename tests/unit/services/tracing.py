"""Copies that were given out, and searches for their readers."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.secrets import copy_number
from collective.externalshare.services.read import Read
from collective.externalshare.services.trace import Trace
from io import BytesIO
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import READER

import pytest
import transaction


@pytest.fixture
def granted(world):
    """Shares with somebody and lets them get a copy; the grant."""

    def grant(person=JO, access="download"):
        (share,) = world.share(person)
        Read(world.ports).grant(world.session(share, person.address), share.id, access, READER)
        transaction.commit()
        (made,) = [one for one in world.store.grants.values() if one.share_id == share.id]
        return made

    return grant


@pytest.fixture
def ask(world):
    """By a number."""
    return lambda typed: Trace(world.ports).number(typed, EDITOR, READER)


@pytest.fixture
def drop(world):
    """By a file of these bytes, in which these numbers are found."""

    def by_file(data, *named):
        world.copies.named = named
        return Trace(world.ports).file(BytesIO(data), EDITOR, READER)

    return by_file


def number_of(grant):
    return copy_number(grant.id).replace("-", "")


def bytes_of(world, grant):
    with world.copies.open(grant, world.ports.settings).open() as copy:
        return copy.read()


def searches(world):
    rows = world.store.chains[ADMINISTRATION].rows()
    return [row for row in rows if row["action"] == Action.COPY_TRACED]
