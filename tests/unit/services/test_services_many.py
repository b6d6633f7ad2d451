"""A document that many hold is retracted without waiting for all of them."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Action
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.services.sweep import TOLD_AT_ONCE
from tests.common.fakes import FakeDocument

import pytest
import transaction


@pytest.mark.parametrize("number", [1, 2, 40])
def test_the_news_of_shares_is_left_to_the_sweep(world, number):
    people = [Addressee(f"reader-{place}@example.org") for place in range(number)]
    shares = world.share(*people)
    world.document.blocked = "not_published"

    Lifecycle(world.ports).refresh(world.document.uid, world.document)

    written = {type(one).__name__ for one in world.connection._registered_objects}
    assert written == {"DocumentGate"}
    assert shares[0].gate.refusal == "not_published"
    transaction.commit()

    Sweep(world.ports)()

    assert not shares[0].gate.untold
    for share in shares:
        assert len(world.rows(share, Action.SHARE_SUSPENDED)) == 1


def test_a_sweep_tells_of_so_many_shares_of_all_documents_together(world):
    people = [Addressee(f"reader-{number}@example.org") for number in range(40)]
    papers = [FakeDocument(letter * 32) for letter in "bcde"]
    for paper in papers:
        world.documents.by_uid[paper.uid] = paper
    shares = world.share(*people, documents=papers)
    for paper in papers:
        paper.blocked = "not_published"
    told = []
    while Sweep(world.ports)():
        transaction.commit()
        told.append(sum(share.announced == "suspended" for share in shares))
    assert told == [TOLD_AT_ONCE, len(shares)]
    assert {share.gate.refusal for share in shares} == {"not_published"}


def test_a_sweep_tells_of_so_many_shares_and_the_next_of_the_rest(world):
    people = [Addressee(f"reader-{number}@example.org") for number in range(40)]
    (gate,) = {share.gate for share in world.share(*people)}
    gate.refusal, gate.untold = "not_published", True
    lifecycle = Lifecycle(world.ports)

    told = [lifecycle.catch_up(gate, world.document, 30) for _ in range(3)]

    assert told == [30, 10, 0]
    assert not gate.untold
