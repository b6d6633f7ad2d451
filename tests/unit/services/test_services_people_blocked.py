"""People outside who are kept out, let in again, and whose all is ended."""

from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.secrets import digest
from collective.externalshare.model.session import AccessSession
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.admit import CodeRequested
from collective.externalshare.services.authorize import authorize
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.people import People
from collective.externalshare.services.read import Read
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import pytest
import transaction


REASON = "Left the supplier"


@pytest.mark.parametrize(("reason", "code"), [(" ", "reason_missing"), ("x" * 501, "reason_long")])
def test_blocking_has_its_reason(world, jo, deeds, reason, code):
    assert deeds.block(jo, EDITOR, reason).code == code
    assert jo.blocked is None


def test_a_blocked_person_looks_like_a_stranger(world, share, jo, deeds):
    deeds.block(jo, EDITOR, REASON)
    assert Admit(world.ports).arrive(world.token(share)) is not None
    asked = world.ask(share)
    stranger = world.ask(share, "stranger@example.org")
    assert isinstance(asked, CodeRequested)
    assert world.mails() == []
    answers = [world.verify(share, "0000 0000", one.browser) for one in (asked, stranger)]
    assert answers[0] == answers[1]
    results = [row["result"] for row in world.rows(share, "code.requested")]
    assert results == ["not_sent", "not_sent"]


def test_a_code_of_before_the_block_opens_nothing(world, share, jo, deeds):
    browser = world.ask(share).browser
    deeds.block(jo, EDITOR, REASON)
    assert world.verify(share, world.code(browser), browser).code == "code_wrong"
    deeds.unblock(jo, EDITOR)
    assert not isinstance(world.verify(share, world.code(browser), browser), Refused)


def test_a_block_ends_what_was_open(world, share, jo, deeds):
    session = world.session(share)
    ticket = Read(world.ports).grant(session, share.id, "download", READER).ticket
    assert Fetch(world.ports).file(session, ticket) is not None
    deeds.block(jo, EDITOR, REASON, READER)
    assert list(world.store.sessions) == []
    assert authorize(world.ports, session, share.id, "view") is None
    assert Fetch(world.ports).file(session, ticket) is None
    assert Read(world.ports).grant(session, share.id, "download", READER) is None
    (ended,) = world.rows(share, "session.ended")
    assert ended["actor"] == ["user", "dana"]


def test_no_session_lives_while_its_reader_is_blocked(world, share, jo, deeds):
    session = AccessSession(digest("cookie"), jo.id, share.invitation_id, world.ports.now)
    world.store.sessions[session.digest] = session
    assert living_session(world.ports, "cookie") is session
    jo.block(world.ports.now, REASON)
    assert living_session(world.ports, "cookie") is None


def test_nothing_new_is_shared_with_a_blocked_person_and_the_sender_is_told(
    world, share, jo, deeds
):
    deeds.block(jo, EDITOR, REASON)
    (refused,) = Distribute(world.ports)(world.order(KIM, JO))
    assert refused == Refused("recipient_blocked", {"address": JO.address}, "recipients")
    assert world.store.recipient_at(KIM.address) is None
    again = Invite(world.ports).resend(share, EDITOR)
    assert again.code == "recipient_blocked"
    deeds.unblock(jo, EDITOR)
    assert world.share(KIM, JO)


def test_blocking_again_changes_nothing(world, jo, deeds):
    deeds.block(jo, EDITOR, REASON)
    since, length = jo.blocked, world.store.chains[ADMINISTRATION].length
    world.clock.pass_time(hours=1)
    assert deeds.block(jo, EDITOR, "Another") is None
    assert (jo.blocked, jo.blocked_reason) == (since, REASON)
    deeds.unblock(jo, EDITOR)
    deeds.unblock(jo, EDITOR)
    assert world.store.chains[ADMINISTRATION].length == length + 1
    assert (jo.blocked, jo.blocked_reason) == (None, "")


def test_who_is_blocked_while_they_come_in_stays_out(world, share, jo):
    """The session and the block cannot both be committed."""
    asked = world.ask(share)
    transaction.commit()
    with world.db.transaction() as other:
        other.root()["store"].recipients[jo.id].block(world.ports.now, REASON)
        world.verify(share, world.code(asked.browser), asked.browser)
    with pytest.raises(transaction.interfaces.TransientError):
        transaction.commit()


def test_everything_a_person_holds(world, share, jo):
    (second,) = world.share()
    world.share(KIM)
    people = People(world.ports)
    assert set(people.held(jo)) == {share, second}
    second.revoke(world.ports.now, "dana", "")
    assert people.held(jo) == [share]
