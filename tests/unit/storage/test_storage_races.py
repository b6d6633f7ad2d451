"""Races that must be won: counters, guesses, and the end of a share."""

from collections import Counter
from collective.externalshare.model.audit import Action
from collective.externalshare.model.passwords import hashed
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.admit import Verified
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.people_deeds import PeopleDeeds
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sessions import Sessions
from collective.externalshare.services.unlock import Unlock
from dataclasses import replace
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.unit.storage.together import at_once
from tests.unit.storage.together import both
from tests.unit.storage.together import client
from tests.unit.storage.together import patiently
from ZODB.POSException import ConflictError

import pytest
import transaction


def test_every_opening_of_forty_at_once_is_counted(world):
    """M3: one plain counter, exact under parallel takers."""
    (share,) = world.share()
    world.bound(sessions_per_recipient=40, codes_per_hour=100, codes_per_day=100)
    world.bound(seconds_between_codes=0, address_tries_per_hour=1000)
    cookies, share_id = [world.session(share).digest for _ in range(40)], share.id

    def take(place):
        def grant(ports):
            session = ports.store.sessions[cookies[place]]
            return Read(ports).grant(session, share_id, "download", READER)

        return patiently(world, grant)

    answers = at_once(40, take)
    transaction.begin()
    assert all(isinstance(answer, Granted) for answer in answers)
    assert len({answer.ticket for answer in answers}) == 40
    assert (share.usage.opened, share.usage.downloads) == (40, 40)
    assert len(world.rows(share, Action.SHARE_DOWNLOADED)) == 40
    assert len(world.store.grants) == 40
    assert world.store.chains[share.invitation_id].broken_at(world.ports.ring) is None


def test_t87_of_a_hundred_passwords_at_once_five_are_answered(world):
    (share,) = world.share()
    share.terms = replace(share.terms, password=hashed("correct horse", cost=4))
    session = world.session(share).digest
    share_id = share.id

    def guess(place):
        def unlock(ports):
            return Unlock(ports)(ports.store.sessions[session], share_id, f"wrong {place}", READER)

        return patiently(world, unlock).code

    answers = Counter(at_once(100, guess))
    transaction.begin()
    assert answers == {"password_wrong": 5, "password_tries_spent": 95}
    assert len(world.rows(share, Action.PASSWORD_REFUSED)) == 5


def test_two_hundred_guesses_at_once_are_answered_five_times(world):
    """T25"""
    (share,) = world.share()
    browser = world.ask(share).browser
    code = world.code(browser)
    wrong, token = f"{(int(code) + 1) % 10**8:08d}", world.token(share)
    transaction.commit()

    def guess(place):
        answer = patiently(world, lambda ports: Admit(ports).verify(token, wrong, browser, READER))
        return answer.code

    answers = Counter(code for _ in range(5) for code in at_once(40, guess))
    assert answers == {"code_wrong": 5, "code_tries_spent": 195}
    with client(world) as (ports, _manager):
        assert Admit(ports).verify(token, code, browser, READER).code == "code_tries_spent"
    transaction.begin()
    assert len(world.rows(share, Action.CODE_REFUSED)) == 5


def test_the_same_right_code_twenty_times_at_once_makes_one_session(world):
    """T28"""
    (share,) = world.share()
    browser = world.ask(share).browser
    code, token = world.code(browser), world.token(share)
    transaction.commit()
    answers = at_once(
        20,
        lambda place: patiently(
            world, lambda ports: Admit(ports).verify(token, code, browser, READER)
        ),
    )
    transaction.begin()
    assert sum(isinstance(answer, Verified) for answer in answers) == 1
    assert {answer.code for answer in answers if not isinstance(answer, Verified)} == {"code_old"}
    assert len(world.store.sessions) == 1
    assert len(world.rows(share, Action.CODE_ACCEPTED)) == 1


ENDINGS = {
    "revoke": lambda ports, share, session: Revoke(ports)([ports.store.shares[share.id]], EDITOR),
    "view only": lambda ports, share, session: Amend(ports)(
        ports.store.shares[share.id], EDITOR, access="view"
    ),
    "leave": lambda ports, share, session: Admit(ports).leave(
        ports.store.sessions[session.digest], READER
    ),
    "block": lambda ports, share, session: PeopleDeeds(ports).block(
        ports.store.recipients[session.recipient_id], EDITOR, "Left the supplier"
    ),
    "retract": lambda ports, share, session: setattr(
        ports.store.gates[share.document_uid], "refusal", "not_published"
    ),
}


def overtaken(world, session, share, ending):
    """Whether a grant is given though the end commits between its decision and its commit."""
    with client(world) as (reader, commit), client(world) as (editor, ended):
        mine = reader.store.sessions[session.digest]
        answer = Read(reader).grant(mine, share.id, "download", READER)
        assert isinstance(answer, Granted)
        ENDINGS[ending](editor, share, session)
        ended.commit()
        try:
            commit.commit()
        except ConflictError:
            commit.abort()
            return False
    return True


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_grant_begun_before_the_end_is_not_given_after_it(world, ending):
    """M2: 20 rounds each."""
    world.bound(seconds_between_codes=0, codes_per_hour=999, codes_per_day=999)
    for number in range(20):
        person = replace(JO, address=f"r{number}@example.org")
        (share,) = world.share(person)
        assert not overtaken(world, world.session(share, person.address), share, ending)
        transaction.begin()
        assert not share.usage.opened


@pytest.mark.parametrize("ending", [one for one in ENDINGS if one != "leave"])
def test_nor_to_a_session_that_another_link_began(world, ending):
    """Its evidence and that of the grant are in different chains, and do not conflict."""
    (share,), (first,) = world.share(), world.share()
    assert not overtaken(world, world.session(first), share, ending)
    transaction.begin()
    assert not share.usage.opened


@pytest.mark.parametrize("before", [1, 60])
@pytest.mark.parametrize("admitted_first", [True, False])
def test_a_new_session_survives_or_ends_but_is_never_half_there(world, before, admitted_first):
    """With few sessions as with so many that they lie in several buckets."""
    (share, kims) = world.share(JO, KIM)
    world.bound(sessions_per_recipient=100, codes_per_hour=100, codes_per_day=100)
    world.bound(seconds_between_codes=0, address_tries_per_hour=1000)
    for _ in range(before):
        world.session(share)
    # Somebody who had no session yet: nothing of theirs is written by both.
    browser = world.ask(kims, KIM.address).browser
    code, token = world.code(browser), world.token(kims)
    transaction.commit()
    acts = [
        lambda ports: Admit(ports).verify(token, code, browser, READER),
        lambda ports: Sessions(ports).end_all(EDITOR),
    ]
    both(world, *(acts if admitted_first else reversed(acts)))
    transaction.begin()
    listed = {one for each in world.store.session_lists.values() for one in each.digests}
    assert set(world.store.sessions) == listed
