"""From a link to a code: what a stranger learns."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.times import HOUR
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.admit import CodeRequested
from collective.externalshare.services.limits import SHARDS
from collective.externalshare.services.revoke import Revoke
from tests.common.world import EDITOR
from tests.common.world import JO
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
def test_every_dead_link_is_none_for_every_step_and_a_known_one_leaves_one_row(world, share, state):
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
            world.renew(share)
    transaction.commit()
    assert admit.arrive(token) is None
    assert not world.connection._registered_objects, "looking writes nothing, whatever it is"
    for _ in range(100):
        assert admit.request_code(token, JO.address, "", READER) is None
        assert admit.verify(token, code, browser, READER) is None
    rows = world.rows(share, Action.ACCESS_REFUSED)
    if state in ("unknown", "malformed", "renewed"):
        assert not world.connection._registered_objects
        assert not rows
        return
    (row,) = rows
    reason = {"retracted": "not_published"}.get(state, state)
    assert (row["actor"], row["result"], row["reason"]) == (["visitor", ""], "refused", reason)
    assert row["person"]["ip"] == READER.ip


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
    # The stranger first: nothing but the address may keep the mail back.
    assert isinstance(world.ask(share, STRANGER), CodeRequested)
    assert isinstance(world.ask(share), CodeRequested)
    assert len(world.mails(MailKind.CODE)) == len(world.mails(MailKind.DECOY)) == 1
    (code,), (decoy,) = world.mails(MailKind.CODE), world.mails(MailKind.DECOY)
    assert set(code.__dict__) == set(decoy.__dict__)
    results = [row["result"] for row in world.rows(share, Action.CODE_REQUESTED)]
    assert results == ["not_sent", "sent"]
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
