"""Acknowledgements of a range of pages: of those that were given, not of others."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.times import DAY
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.acknowledge import can_acknowledge
from collective.externalshare.services.amend import Amend
from tests.common.world import EDITOR
from tests.unit.services.acknowledging import acknowledge
from tests.unit.services.acknowledging import FIRST
from tests.unit.services.acknowledging import look

import pytest
import transaction


@pytest.fixture
def world(world):
    world.document.page_count = world.document.known_pages = 9
    return world


@pytest.fixture
def some(world):
    (share,) = world.share(asked={"acknowledge": True, "pages": "2-3"})
    return share


@pytest.fixture
def session(world, some):
    return world.session(some)


def change(world, share, **asked):
    world.clock.pass_time(hours=1)
    assert Amend(world.ports)(share, EDITOR, **asked) is None
    transaction.commit()


def test_pages_that_were_never_opened_cannot_be_acknowledged(world, some, session):
    look(world, some, session)
    assert can_acknowledge(some) == FIRST
    change(world, some, pages="7-9")
    assert can_acknowledge(some) == ""
    assert acknowledge(world, some, session) == Refused("acknowledge_stale")
    assert not some.acknowledged
    look(world, some, session)
    assert acknowledge(world, some, session) is True
    (row,) = world.rows(some, Action.SHARE_ACKNOWLEDGED)
    assert (row["sha256"], row["old"]) == (FIRST, "7-9")


def test_of_a_pinned_revision_other_pages_are_acknowledged_anew(world):
    asked = {"acknowledge": True, "revision_mode": "pinned", "pages": "2-3"}
    (share,) = world.share(asked={**asked, "acknowledge_days": 2})
    session = world.session(share)
    look(world, share, session)
    assert acknowledge(world, share, session) is True
    by = share.acknowledge_by
    change(world, share, pages="7-9")
    assert share.owes
    assert by < share.acknowledge_by == world.ports.now + 2 * DAY
    assert acknowledge(world, share, session) == Refused("acknowledge_stale")
    look(world, share, session)
    assert acknowledge(world, share, session) is True
    assert not share.owes
    rows = world.rows(share, Action.SHARE_ACKNOWLEDGED)
    assert [row["old"] for row in rows] == ["2-3", "7-9"]


def test_where_one_acknowledgement_is_enough_other_pages_ask_for_no_other(world, some, session):
    look(world, some, session)
    assert acknowledge(world, some, session) is True
    change(world, some, pages="7-9")
    assert not some.owes
    assert acknowledge(world, some, session) is True
    assert len(world.rows(some, Action.SHARE_ACKNOWLEDGED)) == 1
