"""From a link to a session: what a stranger learns, and what a reader can lose."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.secrets import digest
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import HOUR
from collective.externalshare.model.times import to_micros
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.admit import CodeRequested
from collective.externalshare.services.admit import Verified
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.limits import SHARDS
from collective.externalshare.services.revoke import Revoke
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import PUBLIC
from tests.common.world import READER

import pytest
import transaction


STRANGER = "kim@elsewhere.example.org"


def written(world, act):
    """Class names of every record that `act` wrote."""
    transaction.commit()
    storage = world.db.storage
    before = {oid: storage.getTid(oid) for oid in storage._data}
    act()
    transaction.commit()
    names = []
    for oid in storage._data:
        if storage.getTid(oid) != before.get(oid):
            names.append(type(world.connection.get(oid)).__name__)
    return sorted(names)


def wrong_code(world, browser):
    return f"{(int(world.code(browser)) + 1) % 10**8:08d}"


def test_arriving_shows_who_sent_it_until_when_and_writes_nothing(world, share):
    token = world.token(share)
    arrival = Admit(world.ports).arrive(token.upper())
    assert (arrival.sender_name, arrival.expires) == ("Dana Ortiz", share.terms.expires)
    assert not world.connection._registered_objects


@pytest.mark.parametrize(
    "state", ["unknown", "malformed", "revoked", "expired", "retracted", "deleted", "renewed"]
)
def test_every_dead_link_is_none_for_every_step_and_writes_nothing(world, share, state):
    token, admit = world.token(share), Admit(world.ports)
    browser = world.ask(share).browser
    code = world.code(browser)
    match state:
        case "unknown":
            token = "0" * 32
        case "malformed":
            token = "@@x"
        case "revoked":
            Revoke(world.ports)([share], EDITOR)
        case "expired":
            world.clock.pass_time(days=7)
        case "retracted":
            world.document.blocked = "not_published"
        case "deleted":
            world.documents.by_uid.clear()
        case "renewed":
            Invite(world.ports).renew(share, EDITOR)
    transaction.commit()
    assert admit.arrive(token) is None
    assert admit.request_code(token, JO.address, "", READER) is None
    assert admit.verify(token, code, browser, READER) is None
    assert not world.connection._registered_objects


def test_a_link_opens_on_the_second_before_it_ends_and_not_on_the_end(world, share):
    admit, token = Admit(world.ports), world.token(share)
    world.clock.pass_time(days=7, seconds=-1)
    assert admit.arrive(token)
    world.clock.pass_time(seconds=1)
    assert admit.arrive(token) is None


def test_a_link_with_one_living_document_of_two_still_opens(world):
    from tests.common.fakes import FakeDocument

    other = FakeDocument("b" * 32)
    world.documents.by_uid[other.uid] = other
    first, second = world.share(documents=[world.document, other])
    assert first.invitation_id == second.invitation_id
    Revoke(world.ports)([first], EDITOR)
    assert Admit(world.ports).arrive(world.token(first))
    other.blocked = "not_published"
    assert Admit(world.ports).arrive(world.token(first)) is None


@pytest.mark.parametrize("contact", [READER, PUBLIC])
def test_a_stranger_causes_the_same_writes_as_the_invited_reader(world, contact):
    """T22, on two fresh links and on two that were asked before."""
    (one,), (other,) = world.share(), world.share()
    for shard in SHARDS:  # a counter that both may share is there before
        world.store.window(f"site codes {shard}", HOUR).add(world.ports.now, 0)
    world.ask(world.share()[0], STRANGER, contact=contact)
    for _ in range(2):
        known = written(world, lambda: world.ask(one, JO.address, contact=contact))
        unknown = written(world, lambda: world.ask(other, STRANGER, contact=contact))
        assert known == unknown
        assert "CodeGuard" in known
        assert "OutboxRow" in known
        assert "Challenge" in known
        world.clock.pass_time(minutes=1)


def test_a_reader_beyond_the_limit_causes_the_same_writes_too(world, share):
    world.ask(share)
    world.clock.pass_time(minutes=1)
    mailed = written(world, lambda: world.ask(share))
    limited = written(world, lambda: world.ask(share))
    assert mailed == limited
    assert len(world.mails()) == 2


def test_only_the_invited_address_gets_a_mail_and_the_answers_are_alike(world, share):
    assert isinstance(world.ask(share), CodeRequested)
    assert isinstance(world.ask(share, STRANGER), CodeRequested)
    assert len(world.mails(MailKind.CODE)) == len(world.mails(MailKind.DECOY)) == 1
    (code,), (decoy,) = world.mails(MailKind.CODE), world.mails(MailKind.DECOY)
    assert set(code.__dict__) == set(decoy.__dict__)
    results = [row["result"] for row in world.rows(share, Action.CODE_REQUESTED)]
    assert results == ["sent", "not_sent"]
    assert all("address" not in row["person"] for row in world.rows(share, Action.CODE_REQUESTED))


@pytest.mark.parametrize(
    "typed",
    [
        "jo@supplıer.example.org",
        "ｊｏ@supplier.example.org",
        "jo+x@supplier.example.org",
        "jo@supplier.example.org\u200b",
        "jo@supplier.example.org,evil@example.org",
        "�",
        "jo@supplier.example.org\r\nBcc: evil@example.org",
        "x" * 100000,
    ],
)
def test_a_look_alike_gets_the_answer_of_a_stranger(world, share, typed):
    assert isinstance(world.ask(share, typed), CodeRequested)
    assert not world.mails(MailKind.CODE)
    assert len(world.mails(MailKind.DECOY)) == 1


def test_an_empty_address_is_asked_for_again_and_costs_nothing(world, share):
    refused = world.ask(share, "  ")
    assert (refused.code, refused.where) == ("address_missing", "email")
    assert not world.store.challenges
    assert not share_guard(world, share).addresses.count


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


def test_a_hundred_failures_switch_codes_off_until_the_sender_enables_them(world, share):
    """T26: asking for new codes does not set the count back."""
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
    assert world.verify(share, world.code(browser), browser).code == "code_old"
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
    assert world.verify(share, world.code(other), other).code == "code_old"
    assert world.challenge(other).tries == 0


def test_a_success_sets_the_failures_back(world, share):
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
    assert not world.connection._registered_objects
    assert isinstance(world.verify(share, world.code(browser), browser), Verified)


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


def test_a_day_of_asking_brings_ten_mails_at_most_and_never_two_in_half_a_minute(world, share):
    """T32"""
    sent = []
    for _ in range(24 * 12):
        before = len(world.mails())
        world.ask(share)
        sent += [world.ports.now] * (len(world.mails()) - before)
        world.clock.pass_time(minutes=5)
    assert len(sent) == 10
    assert all(sum(one <= other < one + DAY / 24 for other in sent) <= 5 for one in sent)


def test_fifty_requests_in_a_minute_bring_one_mail_and_then_a_refusal(world, share):
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
    assert not any("8.8.8.8" in name for name in world.store.windows)


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
