"""Named lists: whose they are, what they refuse, and that a person can leave them all."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.person import find_person
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.person_export import PersonExport
from collective.externalshare.services.recipient_lists import EVERYBODY
from collective.externalshare.services.recipient_lists import MOST_LISTS
from collective.externalshare.services.recipient_lists import MOST_MEMBERS
from collective.externalshare.services.recipient_lists import RecipientLists
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import json
import pytest


OTHER = Actor("user", "other")


@pytest.fixture
def lists(world):
    return RecipientLists(world.ports)


def rows(world):
    found = world.store.chains[ADMINISTRATION].rows()
    return [row for row in found if row["action"].startswith("list.")]


def test_a_list_is_made_changed_and_deleted_with_a_row_each(world, lists):
    made = lists.make("dana", "  Suppliers \t", [JO, KIM, JO], EDITOR, READER)
    assert (made.name, made.members) == ("Suppliers", (JO, KIM))
    assert lists.change(made, "Suppliers", [JO, KIM], EDITOR) is None
    assert lists.change(made, "Makers", [KIM], EDITOR, READER) is None
    lists.drop(made, EDITOR, READER)
    assert lists.all() == []
    told = [(row["action"], row["old"], row["new"]) for row in rows(world)]
    assert told == [
        (Action.LIST_MADE, "", "Suppliers (2)"),
        (Action.LIST_CHANGED, "Suppliers (2)", "Makers (1)"),
        (Action.LIST_DELETED, "Makers (1)", ""),
    ]
    assert JO.address not in json.dumps(rows(world))


def test_somebody_sends_to_their_own_lists_and_to_everybodys(lists):
    mine = lists.make("dana", "suppliers", [JO], EDITOR)
    everybodys = lists.make(EVERYBODY, "Suppliers", [KIM], EDITOR)
    both = lists.make(EVERYBODY, "Auditors", [KIM], EDITOR)
    others = lists.make("other", "Friends", [KIM], OTHER)
    assert lists.to_use("dana") == [mine, both, everybodys]
    assert lists.to_use("other") == [others, both, everybodys]
    assert lists.named(" SUPPLIERS ", "dana") is mine
    assert lists.named("Suppliers", "other") is everybodys
    refused = lists.named("Friends", "dana")
    assert (refused.code, refused.values) == ("list_unknown", {"name": "Friends"})
    assert len(lists.all()) == 4


@pytest.mark.parametrize(
    ("name", "members", "code"),
    [
        (" ", [JO], "list_name_missing"),
        ("x" * 101, [JO], "list_name_long"),
        ("Around jo@example.org", [JO], "list_name_address"),
        ("SUPPLIERS", [JO], "list_name_taken"),
        ("Makers", [], "recipients_missing"),
        (
            "Makers",
            [Addressee(f"r{number}@example.org") for number in range(MOST_MEMBERS + 1)],
            "list_members_many",
        ),
    ],
)
def test_what_is_no_list_is_refused_and_changes_nothing(world, lists, name, members, code):
    lists.make("dana", "Suppliers", [JO], EDITOR)
    made = lists.make("dana", "Others", [KIM], EDITOR)
    before = len(rows(world))
    assert lists.make("dana", name, members, EDITOR).code == code
    assert lists.change(made, name, members, EDITOR).code == code
    assert (made.name, made.members, len(rows(world))) == ("Others", (KIM,), before)


def test_lists_of_one_owner_have_a_bound(lists):
    for number in range(MOST_LISTS):
        lists.make("dana", f"List {number}", [JO], EDITOR)
    assert lists.make("dana", "One more", [JO], EDITOR).code == "lists_many"
    assert not isinstance(lists.make("other", "One more", [JO], OTHER), Refused)


def test_an_erased_person_is_in_no_list(world, share, lists):
    first = lists.make("dana", "Suppliers", [JO, KIM], EDITOR)
    second = lists.make(EVERYBODY, "All", [JO], EDITOR)
    done = PersonErasure(world.ports)(JO.address, JO.address, "Asked for", EDITOR)
    assert done.lists == 2
    assert (first.members, second.members) == ((KIM,), ())


def test_who_stands_in_a_list_alone_is_found_exported_and_erased(world, lists):
    made = lists.make("dana", "Suppliers", [JO, KIM], EDITOR)
    found = PersonExport(world.ports)(KIM.address, EDITOR)
    (told,) = found["lists"]
    assert (told["list"], told["owner"]) == ("Suppliers", "dana")
    assert (told["name"], told["organisation"]) == (KIM.name, KIM.organisation)
    assert found["shares"] == []
    archive = PersonExport(world.ports).archive(KIM.address, EDITOR)
    assert b"lists.csv" in archive
    assert world.store.recipient_at(KIM.address) is None
    done = PersonErasure(world.ports)(KIM.address, KIM.address, "Asked for", EDITOR)
    assert (done.lists, done.revoked, done.sessions) == (1, 0, 0)
    assert made.members == (JO,)
    assert find_person(world.ports, KIM.address).code == "person_unknown"


def test_a_reason_that_names_who_stands_in_a_list_is_refused(world, lists):
    lists.make("dana", "Suppliers", [JO, KIM], EDITOR)
    refused = PersonErasure(world.ports)(KIM.address, KIM.address, "Kim Vos left", EDITOR)
    assert refused.code == "reason_names_person"
