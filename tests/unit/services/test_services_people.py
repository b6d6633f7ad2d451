"""People outside: listed by address, found by words, renamed, kept out and let in again."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.people import People
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.read import Read
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import pytest


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
