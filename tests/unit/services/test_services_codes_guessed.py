"""Codes that are guessed: how often that is answered, and whom it harms."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.admit import Verified
from collective.externalshare.services.invite import Invite
from tests.common.world import EDITOR
from tests.common.world import JO

import transaction


def wrong_code(world, browser):
    return f"{(int(world.code(browser)) + 1) % 10**8:08d}"


STRANGER = "kim@elsewhere.example.org"


def share_guard(world, share):
    return world.store.invitations[share.invitation_id].guard


def test_five_wrong_codes_are_answered_and_then_not_even_the_right_one(world, share):
    """T25"""
    browser = world.ask(share).browser
    wrong = wrong_code(world, browser)
    answers = [world.verify(share, wrong, browser) for _ in range(7)]
    assert [answer.code for answer in answers] == ["code_wrong"] * 5 + ["code_tries_spent"] * 2
    assert [answer.values["left"] for answer in answers[:5]] == [4, 3, 2, 1, 0]
    assert world.verify(share, world.code(browser), browser).code == "code_tries_spent"
    assert len(world.rows(share, Action.CODE_REFUSED)) == 5
    world.clock.pass_time(seconds=30)
    again = world.ask(share, browser=browser).browser
    assert isinstance(world.verify(share, world.code(again), again), Verified)


def test_something_that_is_no_code_costs_no_try(world, share):
    browser = world.ask(share).browser
    for typed in ("", "1234", "abcdefgh", "\ud800" * 8):
        assert world.verify(share, typed, browser).code == "code_missing"
    assert world.challenge(browser).tries == 0


def test_no_code_fits_a_decoy_not_even_its_own(world, share):
    browser = world.ask(share, STRANGER).browser
    assert world.verify(share, world.code(browser), browser).code == "code_wrong"
    assert share_guard(world, share).failures == 0


def test_t26_a_hundred_failures_switch_codes_off_until_the_sender_enables_them(world, share):
    """Asking for new codes does not set the count back."""
    answers = []
    for _ in range(20):
        browser = world.ask(share).browser
        answers += [world.verify(share, wrong_code(world, browser), browser) for _ in range(5)]
        world.clock.pass_time(hours=3)
    assert {answer.code for answer in answers} == {"code_wrong"}
    assert share_guard(world, share).off
    assert len(world.rows(share, Action.CODE_LOCKED)) == 1
    before = len(world.mails())
    browser = world.ask(share).browser
    assert len(world.mails()) == before
    assert world.verify(share, world.code(browser), browser).code == "code_wrong"
    Invite(world.ports).enable_codes(share, EDITOR)
    world.clock.pass_time(hours=3)
    assert world.session(share) is not None
    assert len(world.rows(share, Action.CODE_ENABLED)) == 1


def test_codes_that_are_off_admit_nobody_with_a_code_sent_before(world, share):
    """Else the mails on their way would give more tries than the bound says."""
    world.bound(failures_before_lock=5)
    one = world.ask(share).browser
    world.clock.pass_time(seconds=31)
    other = world.ask(share).browser
    for _ in range(5):
        world.verify(share, wrong_code(world, one), one)
    assert share_guard(world, share).off
    assert world.verify(share, world.code(other), other).code == "code_wrong"
    assert not world.store.sessions


def test_nobody_can_tell_by_trying_whether_codes_are_off(world, share):
    """Else a hundred wrong codes for a guessed address would tell whether it is the invited one."""

    def answers(address):
        browser = world.ask(share, address).browser
        wrong = wrong_code(world, browser)
        found = [world.verify(share, wrong, browser) for _ in range(7)]
        world.clock.pass_time(hours=3)
        return found

    before = answers(STRANGER)
    world.bound(failures_before_lock=5)
    assert answers(JO.address) == before
    assert share_guard(world, share).off
    assert answers(JO.address) == answers(STRANGER) == before


def test_t26_a_success_sets_the_failures_back(world, share):
    world.bound(failures_before_lock=6)
    for _ in range(4):
        browser = world.ask(share).browser
        for _ in range(2):
            world.verify(share, wrong_code(world, browser), browser)
        assert isinstance(world.verify(share, world.code(browser), browser), Verified)
        world.clock.pass_time(hours=1)
    assert share_guard(world, share).failures == 0


def test_a_thousand_wrong_codes_without_the_cookie_harm_nobody(world, share):
    """T27"""
    browser = world.ask(share).browser
    wrong = wrong_code(world, browser)
    transaction.commit()
    answers = {world.verify(share, wrong, f"guess {number}").code for number in range(1000)}
    assert answers == {"code_old"}
    (row,) = world.rows(share, Action.ACCESS_REFUSED)
    assert row["reason"] == "code_old"
    assert isinstance(world.verify(share, world.code(browser), browser), Verified)
