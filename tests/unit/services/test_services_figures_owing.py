"""Figures of acknowledgements agree with what is counted share by share."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.share import ENDED
from collective.externalshare.services.acknowledge import Acknowledge
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.figures import Figures
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sweep import Sweep
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import pytest
import transaction


OTHER = "b" * 32
ASKED = {"acknowledge": True}


@pytest.fixture
def other(world):
    document = world.documents.by_uid[OTHER] = FakeDocument(OTHER, "Other")
    return document


def agree(world):
    for uid in ("", world.document.uid, OTHER):
        shares = [one for one in world.store.shares.values() if uid in ("", one.document_uid)]
        now = world.ports.now
        owing = [one.id for one in shares if one.owes and one.status(now, one.refusal) not in ENDED]
        picture = Figures(world.ports).of(uid)
        assert picture.owing == len(owing)
        assert sorted(row.share.id for row in picture.owing_named) == sorted(owing)


def acknowledge(world, share):
    world.clock.pass_time(minutes=2)  # between one code and the next
    session = world.session(share, world.store.recipients[share.recipient_id].address)
    assert Read(world.ports).grant(session, share.id, "view", READER)
    transaction.commit()
    assert Acknowledge(world.ports)(session, share.id, share.given, READER) is True
    transaction.commit()


@pytest.mark.parametrize("often", [False, True])
def test_every_change_is_counted(world, other, often):
    """Whether the sweep posts after each step or never."""

    def step():
        transaction.commit()
        if often:
            world.post()
        agree(world)

    jo, kim = world.share(JO, KIM, asked=ASKED)
    step()
    (third,) = world.share(JO, documents=[other])
    step()
    assert Figures(world.ports).of(OTHER).owing == 0
    Amend(world.ports)(third, EDITOR, acknowledge=True)
    step()
    assert Figures(world.ports).of().owing == 3
    acknowledge(world, jo)
    step()
    Revoke(world.ports)([kim], EDITOR, "")
    step()
    Amend(world.ports)(third, EDITOR, acknowledge=False)
    step()
    assert Figures(world.ports).of().owing == 0


def test_a_new_revision_asks_again_and_an_end_asks_no_more(world, other):
    (jo,) = world.share(JO, asked={**ASKED, "revision_mode": "ask_again"})
    acknowledge(world, jo)
    world.post()
    agree(world)
    world.publish(b"%PDF- 2")
    Sweep(world.ports)()
    world.post()
    agree(world)
    assert Figures(world.ports).of(world.document.uid).owing == 1
    world.clock.pass_time(days=30)
    Sweep(world.ports)()
    world.post()
    agree(world)
    assert Figures(world.ports).of().owing == 0


def test_a_store_of_before_counts_them_from_the_next_sweep_on(world, other):
    world.share(JO, KIM, asked=ASKED)
    world.share(JO, documents=[other], asked=ASKED)
    world.post()
    marks = world.store.journal.marks
    marks.owing = marks.owed = None
    transaction.commit()
    assert Figures(world.ports).of().owing == 0
    world.post()
    agree(world)
    assert Figures(world.ports).of().owing == 3
    kept = marks.owing
    world.post()
    assert marks.owing is kept


def test_no_more_are_named_than_fit(world):
    people = [Addressee(f"reader-{number}@example.org") for number in range(12)]
    world.share(*people, asked=ASKED)
    world.post()
    picture = Figures(world.ports).of()
    assert (picture.owing, len(picture.owing_named)) == (12, 10)
