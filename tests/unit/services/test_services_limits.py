"""Limits: on asking, on guessing, on being mailed."""

from collective.externalshare.model.times import HOUR
from collective.externalshare.model.times import SECOND
from collective.externalshare.services.admit import CodeRequested
from itertools import pairwise
from tests.common.world import PUBLIC


def wrong_code(world, browser):
    return f"{(int(world.code(browser)) + 1) % 10**8:08d}"


STRANGER = "kim@elsewhere.example.org"


def test_t32_a_day_of_asking_brings_ten_mails_at_most_and_never_two_in_half_a_minute(world, share):
    sent = []
    for _ in range(24 * 12):
        for seconds in (29, 271):
            before = len(world.mails())
            world.ask(share)
            sent += [world.ports.now] * (len(world.mails()) - before)
            world.clock.pass_time(seconds=seconds)
    assert len(sent) == 10
    assert all(sum(one <= other < one + HOUR for other in sent) <= 5 for one in sent)
    assert all(later - one >= 30 * SECOND for one, later in pairwise(sent))


def test_t32_fifty_requests_in_a_minute_bring_one_mail_and_then_a_refusal(world, share):
    codes = []
    for _ in range(50):
        answer = world.ask(share)
        codes.append(getattr(answer, "code", "asked"))
        world.clock.pass_time(seconds=1)
    assert len(world.mails()) == 1
    assert codes == ["asked"] * 30 + ["too_many_requests"] * 20


def test_a_site_mails_no_more_codes_an_hour_than_it_may(world, share):
    world.bound(codes_per_site_hour=3)
    shares = [share, *(world.share()[0] for _ in range(4))]
    for one in shares:
        world.ask(one)
    assert len(world.mails()) == 3
    world.clock.pass_time(hours=2)
    world.ask(shares[-1])
    assert len(world.mails()) == 4


def test_a_public_client_types_twenty_addresses_and_thirty_wrong_codes(world):
    shares = [world.share()[0] for _ in range(25)]
    answers = [world.ask(one, STRANGER, contact=PUBLIC) for one in shares]
    refused = [getattr(answer, "code", "") for answer in answers]
    assert refused == [""] * 20 + ["too_many_requests"] * 5
    assert isinstance(world.ask(shares[-1], STRANGER), CodeRequested)  # somebody else's client
    world.bound(tries_per_code=100)
    browser = world.ask(shares[0]).browser
    wrong = wrong_code(world, browser)
    codes = [world.verify(shares[0], wrong, browser, PUBLIC).code for _ in range(32)]
    assert codes == ["code_wrong"] * 30 + ["too_many_requests"] * 2


def test_the_table_of_windows_tells_no_client_address(world, share):
    world.ask(share, contact=PUBLIC)
    assert list(world.store.windows)
    assert not any("8.8.8.8" in name for name in world.store.windows)
