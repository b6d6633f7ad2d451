"""When no other code may be mailed, asking again leaves the one in the mailbox good."""

from collective.externalshare.model.times import HOUR
from collective.externalshare.services.admit import Verified
from collective.externalshare.services.limits import SHARDS
from tests.common.world import JO
from tests.unit.services.test_services_admit import STRANGER
from tests.unit.services.test_services_admit import written

import pytest


@pytest.fixture
def spent(world, share):
    """A browser whose reader has just had the last code of the hour; and that code."""
    world.bound(codes_per_hour=2)
    browser = ""
    for _ in range(2):
        world.clock.pass_time(minutes=1)
        browser = world.ask(share, browser=browser).browser
    world.clock.pass_time(minutes=1)
    return browser, world.code(browser)


def a_wrong_one(code):
    return f"{(int(code) + 1) % 10**8:08d}"


def test_asked_again_beyond_the_hours_codes_the_last_one_still_admits(world, share, spent):
    browser, code = spent
    for _ in range(3):
        browser = world.ask(share, browser=browser).browser
        world.clock.pass_time(minutes=1)
    assert len(world.mails()) == 2
    assert isinstance(world.verify(share, code, browser), Verified)
    assert world.verify(share, code, browser).code == "code_old"
    assert len(world.store.sessions) == 1


@pytest.mark.parametrize("typed", [STRANGER, "jo@suplier.example.org", "no address"])
def test_a_slip_of_the_keyboard_does_not_cost_the_code_either(world, share, spent, typed):
    browser, code = spent
    browser = world.ask(share, typed, browser=browser).browser
    assert isinstance(world.verify(share, code, browser), Verified)


def test_a_code_whose_mail_still_waits_is_sent_all_the_same(world, share, spent):
    browser, _code = spent
    challenge = world.challenge(browser).id
    world.ask(share, browser=browser)
    waiting = world.store.challenges.get(challenge)
    assert waiting.genuine
    assert not waiting.used


def test_the_kept_code_is_good_for_its_own_ten_minutes_only(world, share, spent):
    browser, code = spent
    world.clock.pass_time(minutes=8)
    browser = world.ask(share, browser=browser).browser
    world.clock.pass_time(minutes=1)
    assert world.verify(share, code, browser).code == "code_wrong"


def test_the_kept_code_has_its_own_five_tries_only(world, share, spent):
    browser, code = spent
    left = []
    for _ in range(2):
        left += [world.verify(share, a_wrong_one(code), browser).values["left"] for _ in range(3)]
        browser = world.ask(share, browser=browser).browser
    # What is shown is what a stranger would be shown; the code itself is spent.
    assert left == [4, 3, 2, 4, 3, 2]
    assert world.verify(share, code, browser).code == "code_wrong"
    assert world.store.invitations[share.invitation_id].guard.failures == 5


def test_the_kept_code_is_good_in_its_own_browser_only(world, share, spent):
    browser, code = spent
    world.ask(share, browser=browser)
    other = world.ask(share).browser
    assert world.verify(share, code, browser).code == "code_old"
    assert world.verify(share, code, other).code == "code_wrong"


def test_a_new_code_kills_the_kept_one(world, share, spent):
    browser, code = spent
    browser = world.ask(share, browser=browser).browser
    world.bound(codes_per_hour=5)
    world.clock.pass_time(minutes=1)
    browser = world.ask(share, browser=browser).browser
    assert len(world.mails()) == 3
    assert world.verify(share, code, browser).code == "code_wrong"
    assert isinstance(world.verify(share, world.code(browser), browser), Verified)


def test_no_code_fits_what_a_stranger_keeps(world, share, spent):
    stranger = world.ask(share, STRANGER).browser
    for _ in range(2):
        code = world.code(stranger)
        stranger = world.ask(share, STRANGER, browser=stranger).browser
        assert world.verify(share, code, stranger).code == "code_wrong"
        assert world.verify(share, world.code(stranger), stranger).code == "code_wrong"
        world.clock.pass_time(minutes=1)
    assert world.store.invitations[share.invitation_id].guard.failures == 0


def test_beyond_the_limit_a_stranger_is_shown_and_causes_what_the_reader_does(world):
    """T22: asked three times in one browser, a wrong code after each."""
    (one,), (other,) = world.share(), world.share()
    world.bound(codes_per_hour=1)
    for shard in SHARDS:  # a counter that both may share is there before
        world.store.window(f"site codes {shard}", HOUR).add(world.ports.now, 0)
    told = []
    for share, address in ((one, JO.address), (other, STRANGER)):
        browser, seen = "", []

        def ask(share=share, address=address):
            nonlocal browser
            browser = world.ask(share, address, browser=browser).browser

        for _ in range(3):
            seen.append(written(world, ask))
            seen.append(world.verify(share, a_wrong_one(world.code(browser)), browser))
            world.clock.pass_time(minutes=1)
        told.append(seen)
    assert told[0] == told[1]
    assert len(world.mails()) == 1
