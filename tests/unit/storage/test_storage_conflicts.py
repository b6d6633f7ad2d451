"""Several people at once, on a real FileStorage with a connection for each."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Action
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.model.times import HOUR
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.sweep import Sweep
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.unit.storage.together import at_once
from tests.unit.storage.together import both
from tests.unit.storage.together import patiently

import pytest
import transaction


def use(share):
    share_id = share.id
    return lambda ports: Invite(ports).link(ports.store.shares[share_id], EDITOR)


def narrow(share):
    share_id = share.id
    return lambda ports: Amend(ports)(ports.store.shares[share_id], EDITOR, access="view")


@pytest.mark.parametrize("act", [use, narrow])
def test_evidence_of_different_invitations_never_conflicts(world, act):
    shares = [world.share()[0] for _ in range(30)]
    for one, other in zip(shares[::2], shares[1::2], strict=True):
        assert not both(world, act(one), act(other))
    for share in shares:
        assert len(world.rows(share, Action.LINK_SHOWN, Action.SHARE_CHANGED)) == 1
        assert world.store.chains[share.invitation_id].broken_at(world.ports.ring) is None


def test_evidence_of_one_invitation_conflicts_and_a_retry_loses_nothing(world):
    (share,) = world.share()
    act = use(share)
    assert both(world, act, act)
    answers = at_once(10, lambda place: patiently(world, act))
    transaction.begin()
    assert answers == [world.link(share)] * 10
    transaction.abort()
    rows = world.rows(share, Action.LINK_SHOWN)
    assert len(rows) == 11
    assert [row["sequence"] for row in world.rows(share)] == list(range(len(world.rows(share))))
    assert world.store.chains[share.invitation_id].broken_at(world.ports.ring) is None


def test_readers_of_different_links_ask_for_codes_without_conflict(world):
    shares = [world.share()[0] for _ in range(40)]
    for share in shares:
        patiently(world, lambda ports, share=share: ask(ports, world, share))
    world.clock.pass_time(minutes=2)
    conflicts = [
        both(
            world,
            lambda ports, one=one: ask(ports, world, one),
            lambda ports, other=other: ask(ports, world, other),
        )
        for one, other in zip(shares[::2], shares[1::2], strict=True)
    ]
    # Random ids fall into one bucket now and then, and a full one splits: then a retry
    # is due. No counter, no head and no list is written by both.
    assert sum(conflicts) <= 10, conflicts


@pytest.mark.parametrize("uses", [1, 20])
@pytest.mark.parametrize("editor_first", [True, False])
def test_nobody_at_a_link_can_keep_a_document_from_being_retracted(world, uses, editor_first):
    """Else whoever types addresses at a link again and again keeps the document published."""
    people = [Addressee(f"reader-{number}@example.org") for number in range(uses)]
    shares, uid = world.share(*people), world.document.uid

    def gather(ports):
        for share in shares:
            assert ask(ports, world, share)

    def retract(ports):
        Lifecycle(ports).refresh(uid, None)

    first, second = (retract, gather) if editor_first else (gather, retract)
    assert not both(world, first, second)
    assert shares[0].gate.refusal == "deleted"
    Sweep(world.ports)()
    for share in shares:
        assert len(world.rows(share, Action.CODE_REQUESTED)) == 1


def ask(ports, world, share):
    return Admit(ports).request_code(world.token(share), JO.address, "", READER)


@pytest.mark.parametrize("sweep_first", [True, False])
def test_a_share_moved_into_the_day_that_a_sweep_empties_stays_in_the_index(world, sweep_first):
    """Else nobody would ever be told that it expired."""
    (over,), (moved, _other) = world.share(days=1), world.share(JO, KIM, days=3)
    share_id, day = moved.id, over.terms.expires // DAY
    world.clock.pass_time(days=1, hours=1)
    assert day == world.ports.now // DAY

    def move(ports):
        tonight = from_micros(ports.now + 8 * HOUR)
        assert Amend(ports)(ports.store.shares[share_id], EDITOR, expires=tonight) is None

    first, second = (sweep, move) if sweep_first else (move, sweep)
    assert both(world, first, second)
    patiently(world, second)
    transaction.begin()
    assert list(world.store.expiry_days[day]) == [share_id]


@pytest.mark.parametrize("sweep_first", [True, False])
def test_a_counter_that_is_swept_away_loses_no_count(world, sweep_first):
    for name in ("old", "older", "oldest"):
        world.store.window(name, HOUR).add(world.ports.now)
    transaction.commit()
    world.clock.pass_time(hours=3)

    def count(ports):
        ports.store.window("old", HOUR).add(ports.now)

    first, second = (sweep, count) if sweep_first else (count, sweep)
    assert both(world, first, second)
    patiently(world, second)
    transaction.begin()
    assert world.store.window("old", HOUR).weight(world.ports.now) == 1


def sweep(ports):
    Sweep(ports)()


def test_two_sendings_of_different_editors_both_arrive(world):
    before = len(world.store.shares)
    order = world.order()
    answers = at_once(8, lambda place: patiently(world, lambda ports: Distribute(ports)(order).id))
    transaction.begin()
    assert len(set(answers)) == 8
    assert len(world.store.shares) == len(list(world.store.by_created)) == before + 8
    assert len(world.store.recipients) == 1
