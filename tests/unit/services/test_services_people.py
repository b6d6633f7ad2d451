"""People outside: listed by address, found by words, renamed, kept out and let in again."""

from collective.externalshare.model.address import Addressee
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
from collective.externalshare.services.people_deeds import PeopleDeeds
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.read import Read
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import pytest
import transaction


REASON = "Left the supplier"


@pytest.fixture
def jo(world, share):
    return world.store.recipients[share.recipient_id]


@pytest.fixture
def deeds(world):
    return PeopleDeeds(world.ports)


def addresses(page):
    return [one.recipient.address for one in page.entries]


def last_row(world):
    return list(world.store.chains[ADMINISTRATION].rows())[-1]


def test_pages_follow_each_other_by_address(world):
    world.share(*(Addressee(f"p{number:02}@example.org") for number in range(23)))
    people, seen, cursor = People(world.ports), [], ""
    while not seen or cursor:
        page = people.page("", 5, cursor)
        seen, cursor = seen + addresses(page), page.cursor
        world.share(Addressee("a@example.org"))  # who comes meanwhile disturbs nothing
    assert seen == [f"p{number:02}@example.org" for number in range(23)]


@pytest.mark.parametrize("count", [4, 5])
def test_a_last_page_has_no_next(world, count):
    world.share(*(Addressee(f"p{number}@example.org") for number in range(count)))
    page = People(world.ports).page("", 5)
    assert (len(page.entries), page.cursor) == (count, "")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("jo", [JO.address]),
        ("MEYER supplier", [JO.address]),
        ("vos", [KIM.address]),
        ("kim@other.example.org", [KIM.address]),
        ("example", [JO.address, KIM.address]),
        ("eyer", []),
        ("jo vos", []),
        ("!!!", []),
    ],
)
def test_people_are_found_by_beginnings_of_their_words(world, query, expected):
    world.share(JO, KIM)
    assert addresses(People(world.ports).page(query)) == expected


def test_a_search_goes_on_where_it_stopped(world):
    world.share(*(Addressee(f"p{number:02}@example.org") for number in range(25)), KIM)
    world.store.by_person_word = None  # as before the upgrade: every record is looked at
    people, seen, cursor, rounds = People(world.ports, most_examined=10), [], "", 0
    while not rounds or cursor:
        page = people.page("p24", 5, cursor)
        seen, cursor, rounds = seen + addresses(page), page.cursor, rounds + 1
    assert seen == ["p24@example.org"]
    assert rounds > 1


def test_the_index_that_the_upgrade_makes_is_the_one_that_grows(world):
    world.share(JO, KIM)
    grown = {word: list(keys) for word, keys in world.store.by_person_word.sets.items()}
    world.store.begin_people()
    assert {word: list(keys) for word, keys in world.store.by_person_word.sets.items()} == grown
    assert "meyer" in grown


@pytest.mark.parametrize("limit", [0, 201])
def test_a_page_has_its_bounds(world, limit):
    assert People(world.ports).page("", limit) == Refused(
        "limit_unusable", {"maximum": 200}, where="limit"
    )


def test_an_erased_person_is_in_no_list_and_no_cursor(world, share, jo):
    PersonErasure(world.ports)(JO.address, JO.address, "Request 17", EDITOR)
    people = People(world.ports)
    assert addresses(people.page()) == addresses(people.page("meyer")) == []
    assert list(world.store.by_person_word.sets) == []
    assert people.find(jo.id) is None
    for cursor in (jo.id, "nobody"):
        assert people.page("", 5, cursor).code == "cursor_unknown"


def test_when_somebody_last_came_in_and_where_they_still_are(world, share, jo):
    people = People(world.ports)
    assert people.listed(jo).seen is None
    session = world.session(share)
    world.clock.pass_time(minutes=5)
    assert people.listed(jo).seen == session.created
    assert people.sessions(jo) == [session]
    world.clock.pass_time(hours=9)
    assert people.sessions(jo) == []
    assert people.listed(jo).seen == session.created


def test_the_revision_that_was_last_given_out(world, share):
    people = People(world.ports)
    assert people.last_given(share) == ""
    Read(world.ports).grant(world.session(share), share.id, "view", READER)
    label = share.gate.label
    assert label
    assert people.last_given(share) == label
    share.usage.revision = ""  # as of a share of before
    assert people.last_given(share) == label


def test_renaming_changes_the_record_and_nothing_that_was_sent(world, share, jo, deeds):
    assert deeds.change(jo, EDITOR, name=" Joan  Meyer ", language="de") is None
    assert (jo.name, jo.organisation, jo.language) == ("Joan Meyer", JO.organisation, "de")
    assert world.store.invitations[share.invitation_id].name == JO.name
    people = People(world.ports)
    assert addresses(people.page("joan")) == [JO.address]
    assert addresses(people.page("jo meyer")) == [JO.address]
    deeds.change(jo, EDITOR, name="")
    assert addresses(people.page("joan")) == addresses(people.page("meyer")) == []
    row = last_row(world)
    assert (row["action"], row["new"]) == ("recipient.changed", "name")


@pytest.mark.parametrize(
    ("values", "code", "where"),
    [
        ({}, "nothing_changed", ""),
        ({"name": JO.name}, "nothing_changed", ""),
        ({"name": "x" * 201}, "name_long", "name"),
        ({"organisation": "x" * 201}, "name_long", "organisation"),
        ({"organisation": "\u200b"}, "name_unwritable", "organisation"),
        ({"language": "xx"}, "language_unknown", "language"),
    ],
)
def test_what_no_record_takes_is_refused(world, jo, deeds, values, code, where):
    before = world.store.chains[ADMINISTRATION].length
    refused = deeds.change(jo, EDITOR, **values)
    assert (refused.code, refused.where) == (code, where)
    assert (jo.name, jo.organisation) == (JO.name, JO.organisation)
    assert world.store.chains[ADMINISTRATION].length == before


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
