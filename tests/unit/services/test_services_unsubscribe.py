"""Readers stop reminders by an address of its own, which stops nothing else."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.unsubscribe import Unsubscribe
from tests.common.world import READER
from tests.unit.services.working import days_pass
from tests.unit.services.working import expiring

import pytest


def test_reminders_stop_for_who_wants_none(world):
    (share,) = world.share(days=8)
    days_pass(world, 2)
    (mail,) = expiring(world)
    invitation = world.store.invitations[share.invitation_id]
    token = world.ports.ring.stop_token(invitation.key_id, invitation.id)
    unsubscribe = Unsubscribe(world.ports)
    assert unsubscribe.find(token).stopped is None
    assert unsubscribe.stop(token, READER)
    assert unsubscribe.stop(token.upper(), READER)
    assert unsubscribe.find(token).stopped == world.ports.now
    (row,) = world.rows(share, Action.REMINDERS_STOPPED)
    assert row["actor"] == ["visitor", ""]
    days_pass(world, 6)
    assert [mail.id] == [one.id for one in expiring(world)]


@pytest.mark.parametrize("token", ["", "x", "0" * 32, "ü" * 32])
def test_no_other_address_stops_anything(world, token):
    world.share()
    assert Unsubscribe(world.ports).find(token) is None
    assert Unsubscribe(world.ports).stop(token, READER) is False


def test_the_secret_of_a_link_stops_nothing(world):
    (share,) = world.share(days=8)
    days_pass(world, 2)
    assert not Unsubscribe(world.ports).stop(world.token(share), READER)
