"""Organisations: listed by name, however it is written, and what is held there."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.organisations import Organisations
from collective.externalshare.services.person_erasure import PersonErasure
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM

import pytest


def names(page):
    return [one.name for one in page.entries]


def of(number, organisation):
    return Addressee(f"p{number}@example.org", "P", organisation)


def test_one_organisation_however_it_is_written(world):
    world.share(of(1, "Straßenbau  AG"))
    world.clock.pass_time(minutes=1)
    (last,) = world.share(of(2, "STRASSENBAU ag"))
    world.share(of(3, ""))
    (found,) = Organisations(world.ports).page().entries
    assert (found.name, found.last) == ("STRASSENBAU ag", last.created)
    assert Organisations(world.ports).find(" strassenbau AG ") == found
    assert Organisations(world.ports).find("Strassen") is None


def test_pages_follow_each_other_by_name(world):
    world.share(*(of(number, f"Firm {number:02}") for number in range(23)))
    organisations, seen, cursor = Organisations(world.ports), [], ""
    while not seen or cursor:
        page = organisations.page("", 5, cursor)
        seen, cursor = seen + names(page), page.cursor
    assert seen == [f"Firm {number:02}" for number in range(23)]


def test_a_search_by_beginnings_goes_on_where_it_stopped(world):
    world.share(*(of(number, f"Firm {number:02}") for number in range(25)), of(99, "Zoë Tools"))
    organisations, seen, cursor, rounds = Organisations(world.ports, 10), [], "", 0
    while not rounds or cursor:
        page = organisations.page("zoe tool", 5, cursor)
        seen, cursor, rounds = seen + names(page), page.cursor, rounds + 1
    assert seen == ["Zoë Tools"]
    assert rounds == 3
    assert names(organisations.page("!!!")) == []


@pytest.mark.parametrize("limit", [0, 201])
def test_a_page_has_its_bounds(world, limit):
    refused = Refused("limit_unusable", {"maximum": 200}, where="limit")
    assert Organisations(world.ports).page("", limit) == refused


def test_everything_that_is_held_there(world, share):
    world.share(KIM)
    (other,) = world.share(of(1, JO.organisation.upper()))
    organisations = Organisations(world.ports)
    supplier = organisations.find(JO.organisation)
    assert set(organisations.held(supplier)) == {share, other}
    other.revoke(world.ports.now, "dana", "")
    assert organisations.held(supplier) == [share]


def test_an_organisation_goes_with_its_last_person(world, share):
    PersonErasure(world.ports)(JO.address, JO.address, "Request 17", EDITOR)
    assert names(Organisations(world.ports).page()) == []
