"""Whom somebody shared with before: what they may see of it, and how it is found."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.earlier import Earlier
from collective.externalshare.services.earlier import MOST
from collective.externalshare.services.person_erasure import PersonErasure
from dataclasses import replace
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM


def test_a_sender_sees_their_own_as_they_named_them(world):
    world.share(JO, KIM)
    world.clock.pass_time(minutes=1)
    renamed = replace(JO, name="Joan", organisation="")
    world.share(renamed)
    other = replace(world.order(replace(KIM, name="Boss")), sender=Sender("sam"))
    Distribute(world.ports)(other)
    earlier = Earlier(world.ports)
    assert earlier.of("dana") == [renamed, KIM]
    assert earlier.of("sam") == [replace(KIM, name="Boss")]
    assert earlier.of("nobody") == []


def test_who_manages_sees_everybody_as_they_are_recorded(world):
    world.share(JO, KIM)
    assert Earlier(world.ports).everybody() == [JO, KIM]
    assert Earlier(world.ports).everybody("vos") == [KIM]


def test_people_are_found_by_beginnings_of_words(world):
    world.share(JO, KIM)
    earlier = Earlier(world.ports)
    for query, expected in (("mey", [JO]), ("other kim", [KIM]), ("eyer", []), ("!!", [])):
        assert earlier.of("dana", query) == earlier.everybody(query) == expected, query


def test_neither_blocked_nor_erased_people_are_offered(world, share):
    world.share(KIM)
    world.store.recipient_at(KIM.address).block(world.ports.now, "Left")
    PersonErasure(world.ports)(JO.address, JO.address, "Request 17", EDITOR)
    earlier = Earlier(world.ports)
    assert earlier.of("dana") == earlier.everybody() == []


def test_no_list_is_endless(world):
    people = [Addressee(f"p{number:03}@example.org") for number in range(MOST + 5)]
    world.bound(maximum_recipients=500)
    world.share(*people)
    assert len(Earlier(world.ports).of("dana")) == MOST
    assert Earlier(world.ports, most_examined=10).of("dana", "p000") == []
