"""Shares with a start are counted by the clock, whether anything was recorded since or not."""

from collective.externalshare.model.share import Status
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.figures import Figures
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.views import View
from collective.externalshare.services.views import Views
from datetime import timedelta
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM

import pytest
import transaction


def later(world, days):
    return {"starts": world.clock.now() + timedelta(days=days)}


def counted(world):
    """Each status that any share has; the site's and the document's agree with the shares."""
    shares = list(world.store.shares.values())
    now = [share.status(world.ports.now, share.gate.refusal) for share in shares]
    for uid in ("", world.document.uid):
        picture = Figures(world.ports).of(uid)
        assert picture.shares == len(shares)
        assert {one: n for one, n in picture.statuses.items() if n} == {
            one: now.count(one) for one in set(now)
        }
    numbers = Figures(world.ports).numbers()
    assert (numbers.pending, numbers.active) == (
        now.count(Status.PENDING),
        now.count(Status.ACTIVE),
    )
    return {str(one): now.count(one) for one in set(now)}


@pytest.mark.parametrize("posted", [False, True])
def test_a_start_that_has_come_is_counted_at_once_and_after_the_sweep(world, posted):
    share, _other = world.share(JO, KIM, days=30, asked=later(world, 2))
    world.share(days=30)
    if posted:
        world.post()
    assert counted(world) == {"pending": 2, "active": 1}
    left = share.terms.starts - world.ports.now
    world.clock.pass_time(microseconds=left - 1)
    assert counted(world) == {"pending": 2, "active": 1}
    world.clock.pass_time(microseconds=1)
    assert counted(world) == {"active": 3}
    before = sum(chain.length for chain in world.store.chains.values())
    world.post()
    assert counted(world) == {"active": 3}
    assert list(world.store.journal.started(world.ports.now)) == []
    assert sum(chain.length for chain in world.store.chains.values()) == before, (
        "no row tells of it"
    )
    assert Figures(world.ports).of().waiting == 3


def test_what_waits_for_its_start_is_known_by_it(world):
    (share,) = world.share(days=30, asked=later(world, 2))
    world.post()
    assert world.store.journal.starts[share.id] == share.terms.starts
    world.post()
    assert world.store.journal.starts[share.id] == share.terms.starts, "nothing is written twice"


def test_a_share_that_starts_while_its_document_is_withdrawn_is_suspended(world):
    (share,) = world.share(days=30, asked=later(world, 2))
    world.document.blocked = "not_published"
    Lifecycle(world.ports).refresh(world.document.uid, world.document)
    transaction.commit()
    world.post()
    assert counted(world) == {"pending": 1}
    world.clock.pass_time(days=2)
    assert counted(world) == {"suspended": 1}
    world.post()
    assert counted(world) == {"suspended": 1}
    assert list(Views(world.ports).keys(View.SUSPENDED, "")) == [world.store.share_key(share)]


def test_a_start_that_is_moved_or_a_share_that_ends_is_waited_for_no_more(world):
    moved, ended = world.share(JO, KIM, days=30, asked=later(world, 2))
    world.post()
    assert len(world.store.journal.starts) == 2
    assert Amend(world.ports)(moved, EDITOR, **later(world, 5)) is None
    Revoke(world.ports)([ended], EDITOR)
    transaction.commit()
    world.post()
    assert dict(world.store.journal.starts) == {moved.id: moved.terms.starts}
    assert len(world.store.journal.starting) == 1
    world.clock.pass_time(days=3)
    assert counted(world) == {"pending": 1, "revoked": 1}
    world.clock.pass_time(days=3)
    assert counted(world) == {"active": 1, "revoked": 1}


def test_a_store_of_before_learns_what_starts_with_the_next_sweep(world):
    world.share(days=30, asked=later(world, 2))
    world.share(days=30)
    world.post()
    journal = world.store.journal
    del journal.starts, journal.starting
    world.clock.pass_time(days=2)
    assert Figures(world.ports).of().statuses[Status.PENDING] == 1, "as it was counted"
    world.post()
    assert counted(world) == {"active": 2}


def test_many_starts_at_once_are_counted_some_at_a_time(world):
    world.share(JO, KIM, days=30, asked=later(world, 2))
    world.post()
    world.clock.pass_time(days=2)
    for left in (1, 0):
        Posting(world.ports, rows_at_once=1)()
        assert len(list(world.store.journal.started(world.ports.now))) == left
        assert counted(world) == {"active": 2}
