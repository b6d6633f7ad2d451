"""Seals: when they are made, what they cover, and that the log outside lacks none."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Event
from collective.externalshare.model.audit import VISITOR
from collective.externalshare.model.seal import Seal
from collective.externalshare.model.verify_seals import Seals
from collective.externalshare.services.record import record
from collective.externalshare.services.sealing import EVERY
from collective.externalshare.services.sealing import ROWS
from collective.externalshare.services.sealing import Sealing
from dataclasses import replace
from tests.common.world import KIM
from ZODB.POSException import ConflictError

import json
import pytest
import transaction


def commit_when_due(world):
    made = Sealing(world.ports).when_due()
    transaction.commit()
    return made


def seal(world):
    made = Sealing(world.ports)()
    transaction.commit()
    return made


def logged(world):
    path = world.seal_log.path
    return path.read_text("utf-8").splitlines() if path.exists() else []


def heads(made):
    return {name: (length, head) for name, length, head in made.fields["heads"]}


def test_a_seal_covers_every_chain_that_grew_and_no_other(world):
    (share,) = world.share()
    first = seal(world)
    chain = world.store.chains[share.invitation_id]
    assert heads(first)[chain.id] == (chain.length, chain.head)
    assert Sealing(world.ports)() is None, "nothing happened since"
    (other,) = world.share(KIM)
    second = seal(world)
    assert chain.id not in heads(second)
    assert other.invitation_id in heads(second)
    assert second.fields["previous"] == first.link
    assert (first.fields["number"], second.fields["number"]) == (1, 2)


def test_a_seal_is_made_five_minutes_after_the_last_or_after_500_rows(world):
    world.share()
    assert commit_when_due(world) == 1, "the first at once"
    (share,) = world.share(KIM)
    world.clock.pass_time(microseconds=EVERY - 1)
    assert commit_when_due(world) == 0
    world.clock.pass_time(microseconds=1)
    assert commit_when_due(world) == 1
    assert commit_when_due(world) == 0, "nothing waits"
    world.ask(share)
    chain = world.store.chains[share.invitation_id]
    chain.sealed = chain.length - ROWS + 1
    assert commit_when_due(world) == 0
    chain.sealed = chain.length - ROWS
    assert commit_when_due(world) == 1


def test_the_log_outside_has_every_seal_and_verifies(world):
    for people in ((), (KIM,)):
        world.share(*people)
        seal(world)
    lines = logged(world)
    assert [json.loads(line)["seal"]["number"] for line in lines] == [1, 2]
    assert lines == [made.line for made in world.store.seals()]
    checked = Seals(lines, world.ports.ring.signer)
    assert (checked.count, checked.problems, checked.unsigned) == (2, [], 0)


def test_a_seal_that_was_not_committed_is_not_logged(world):
    world.share()
    assert isinstance(Sealing(world.ports)(), Seal)
    transaction.abort()
    assert logged(world) == []


def test_a_log_that_could_not_be_written_is_completed_later(world):
    folder = world.seal_log.path
    folder.mkdir(parents=True)
    world.share()
    seal(world)
    folder.rmdir()
    assert commit_when_due(world) == 0
    assert len(logged(world)) == 1
    assert commit_when_due(world) == 0
    assert len(logged(world)) == 1, "once"


def test_a_log_that_knows_more_than_the_database_is_not_continued(world):
    """The database was rolled back: what it seals now contradicts what was sealed then."""
    world.share()
    made = seal(world)
    later = json.loads(made.line)
    later["seal"]["number"] = 9
    world.seal_log.append([json.dumps(later)])
    world.share(KIM)
    seal(world)
    assert [json.loads(line)["seal"]["number"] for line in logged(world)] == [1, 9]
    assert Sealing(world.ports).in_log() == 9


def test_a_log_that_ends_with_something_else_is_not_continued(world):
    world.seal_log.append(["what somebody wrote"])
    world.share()
    seal(world)
    assert logged(world) == ["what somebody wrote"]
    with pytest.raises(ValueError, match="is no seal"):
        Sealing(world.ports).in_log()


def test_without_a_log_seals_are_in_the_database_alone(world):
    world.ports = replace(world.ports, seal_log=type(world.seal_log)(None))
    world.share()
    assert seal(world)
    assert Sealing(world.ports).in_log() is None
    assert len(list(world.store.seals())) == 1


def test_a_store_from_before_there_were_seals_is_sealed_whole(world):
    (share,) = world.share()
    del world.store.unsealed
    made = seal(world)
    assert set(heads(made)) == {ADMINISTRATION, share.invitation_id} | set(world.store.chains)


def test_what_waits_is_what_grew(world):
    (share,) = world.share()
    seal(world)
    assert world.store.unsealed_rows(100) == 0
    world.ask(share)
    assert list(world.store.unsealed_chains()) == [share.invitation_id]
    assert world.store.unsealed_rows(100) == 1


@pytest.mark.parametrize("seal_first", [True, False])
def test_a_row_written_while_a_seal_is_made_conflicts_with_it_and_is_not_forgotten(
    world, seal_first
):
    (share,) = world.share()
    chain = share.invitation_id
    manager = transaction.TransactionManager()
    connection = world.db.open(manager)
    ports = world.ports_on(connection.root()["store"])

    def append():
        event = Event(Action.CODE_REQUESTED, VISITOR)
        record(ports, chain, event)

    append()
    Sealing(world.ports)()
    first, second = (transaction.manager, manager) if seal_first else (manager, transaction.manager)
    first.commit()
    with pytest.raises(ConflictError):
        second.commit()
    second.abort()
    if seal_first:
        append()
        manager.commit()
        transaction.begin()
        assert list(world.store.unsealed_chains()) == [chain]
    else:
        made = seal(world)
        assert heads(made)[chain][0] == world.store.chains[chain].length
    manager.abort()
    connection.close()


def test_a_log_of_another_past_is_not_continued_when_the_database_has_caught_up(world):
    """The database was rolled back by two seals, and made two others since."""
    world.share()
    first = seal(world)
    for people in ((KIM,), ()):
        world.share(*people)
        seal(world)
    before = logged(world)
    store = world.store
    # As after the roll-back: the seals that followed the first are unknown.
    for number in (2, 3):
        del store.sealed[number]
    for _ in range(3):
        world.share(KIM)
        seal(world)
    assert store.last_seal().fields["number"] == 4
    assert next(store.seals(2)).fields["previous"] == first.link
    assert logged(world) == before
    assert commit_when_due(world) == 0
    assert logged(world) == before


def test_two_who_log_the_same_seal_write_it_once(world, tmp_path):
    """One has committed and is about to write; the other already knows that seal."""
    log = world.seal_log
    first, second, third, fourth = (f'{{"seal":{number}}}' for number in range(4))
    log.append([first])
    slow = fast = log.last()
    log.append([second, third], fast)
    log.append([second], slow)
    assert logged(world) == [first, second, third]
    log.append([fourth], log.last())
    assert logged(world)[-1] == fourth


def test_a_clock_that_was_set_back_keeps_no_seal_from_being_made(world):
    world.share()
    first = seal(world)
    world.clock.pass_time(days=-30)
    world.share(KIM)
    assert commit_when_due(world) == 1
    assert world.store.last_seal().fields["time"] == first.fields["time"]
    assert not Seals(logged(world), world.ports.ring.signer).problems
