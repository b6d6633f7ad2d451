"""Codes: how long, for whom, once; and the session a good one opens."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.secrets import digest
from collective.externalshare.model.times import to_micros
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.admit import Verified
from collective.externalshare.services.authorize import living_session
from dataclasses import replace
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import pytest


STRANGER = "kim@elsewhere.example.org"


def test_a_code_works_once(world, share):
    """T28"""
    browser = world.ask(share).browser
    code = world.code(browser)
    answers = [world.verify(share, code, browser) for _ in range(20)]
    assert isinstance(answers[0], Verified)
    assert {answer.code for answer in answers[1:]} == {"code_old"}
    assert len(world.store.sessions) == 1


def test_a_code_fits_only_the_browser_and_the_link_it_was_asked_for(world, share):
    """T29"""
    (other,), (kims,) = world.share(), world.share(KIM)
    browser = world.ask(share).browser
    code = world.code(browser)
    assert world.verify(share, code, "").code == "code_old"
    assert world.verify(other, code, browser).code == "code_old"
    assert world.verify(kims, code, browser).code == "code_old"
    assert isinstance(world.verify(share, code, browser), Verified)


def test_the_newest_code_of_a_browser_is_the_only_one(world, share):
    old = world.ask(share).browser
    code = world.code(old)
    world.clock.pass_time(seconds=30)
    new = world.ask(share, browser=old).browser
    assert new != old
    assert world.verify(share, code, old).code == "code_old"
    assert world.verify(share, code, new).code == "code_wrong"
    assert isinstance(world.verify(share, world.code(new), new), Verified)


def test_a_double_click_leaves_the_code_on_its_way_valid(world, share):
    browser = world.ask(share).browser
    code = world.code(browser)
    world.clock.pass_time(seconds=29)
    assert world.ask(share, browser=browser).browser == browser
    assert len(world.mails()) == 1
    assert isinstance(world.verify(share, code, browser), Verified)


def test_a_corrected_address_gets_its_code_at_once(world, share):
    """A slip of the pen must not cost half a minute of silence."""
    browser = world.ask(share, "jo@suplier.example.org").browser
    world.clock.pass_time(seconds=5)
    again = world.ask(share, browser=browser).browser
    assert again != browser
    assert isinstance(world.verify(share, world.code(again), again), Verified)


def test_a_second_address_in_the_same_browser_looks_alike_whoever_is_invited(world, share):
    """Else two tries in one browser would tell which of two addresses is the invited one."""

    def kept(first, second):
        world.clock.pass_time(minutes=5)
        browser = world.ask(share, first).browser
        return world.ask(share, second, browser=browser).browser == browser

    assert not kept(JO.address, STRANGER)
    assert not kept(STRANGER, JO.address)
    assert not kept(STRANGER, "lee@elsewhere.example.org")
    assert kept(STRANGER, STRANGER.upper())
    assert kept(JO.address, JO.address.upper())


@pytest.mark.parametrize(("seconds", "good"), [(599, True), (600, False), (-3600, False)])
def test_a_code_is_good_for_ten_minutes(world, share, seconds, good):
    """T34"""
    browser = world.ask(share).browser
    code = world.code(browser)
    world.clock.pass_time(seconds=seconds)
    answer = world.verify(share, code, browser)
    assert isinstance(answer, Verified) if good else answer.code == "code_old"


def equal_codes(world, first, second):
    """Choose nonces that give two challenges the same code: two lists and a birthday."""
    ring, known = world.ports.ring, {}
    for number in range(10**6):
        nonce = f"{number:032x}"
        known[ring.code(first.key_id, first.id, nonce, first.invitation_id)] = nonce
        code = ring.code(second.key_id, second.id, nonce, second.invitation_id)
        if code in known:
            first.nonce, second.nonce = known[code], nonce
            return code
    raise AssertionError("no two codes are the same")


def test_equal_codes_of_two_readers_admit_each_of_them(world, share):
    """T35"""
    (kims,) = world.share(KIM)
    jo, kim = world.ask(share).browser, world.ask(kims, KIM.address).browser
    code = equal_codes(world, world.challenge(jo), world.challenge(kim))
    assert world.code(jo) == world.code(kim) == code
    for reader, browser, recipient in ((share, jo, JO), (kims, kim, KIM)):
        session = living_session(world.ports, world.verify(reader, code, browser).cookie)
        assert world.store.recipients[session.recipient_id].address == recipient.address


def test_a_session_is_known_by_its_digest_and_dies_by_the_clock(world, share):
    browser = world.ask(share).browser
    cookie = world.verify(share, world.code(browser), browser).cookie
    assert cookie not in repr(list(world.store.sessions))
    assert list(world.store.sessions) == [digest(cookie)]
    assert living_session(world.ports, browser) is None  # the cookie before is none: T30, T36
    assert living_session(world.ports, "") is None
    assert living_session(world.ports, "\ud800") is None
    world.clock.pass_time(minutes=30, seconds=-1)
    assert living_session(world.ports, cookie)
    world.clock.pass_time(seconds=1)
    assert living_session(world.ports, cookie) is None


def test_leaving_ends_the_session_with_its_evidence(world, share):
    """T38"""
    session = world.session(share)
    Admit(world.ports).leave(session, READER)
    assert not world.store.sessions
    assert world.store.session_lists[share.recipient_id].digests == ()
    assert [row["actor"] for row in world.rows(share, Action.SESSION_ENDED)] == [
        ["recipient", share.recipient_id]
    ]


def test_a_sixth_session_ends_the_oldest(world, share):
    sessions = []
    for _ in range(6):
        sessions.append(world.session(share).digest)
        world.clock.pass_time(hours=1)
    assert set(world.store.sessions) == set(sessions[1:])


def test_times_in_the_evidence_are_those_of_the_clock(world, share):
    world.ask(share)
    (row,) = world.rows(share, Action.CODE_REQUESTED)
    assert row["time"] == to_micros(world.clock.now())


@pytest.mark.parametrize("address", [JO.address, STRANGER])
def test_the_code_is_mailed_in_the_language_of_the_page(world, share, address):
    world.ask(share, address, contact=replace(READER, language="de"))
    (row,) = (row for row in world.store.outbox.values() if row.kind in ("code", "decoy"))
    assert row.language == "de"


def test_later_mails_are_in_the_language_the_reader_came_in(world, share):
    browser = world.ask(share).browser
    world.verify(share, world.code(browser), browser, replace(READER, language="de"))
    (later,) = world.share()
    assert world.store.invitations[later.invitation_id].language == "de"
