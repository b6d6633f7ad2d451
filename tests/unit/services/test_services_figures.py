"""Figures agree with what is counted share by share, before and after the sweep posted."""

from collections import Counter
from collective.externalshare.model.share import Status
from collective.externalshare.model.times import DAY
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.figures import Figures
from collective.externalshare.services.lifecycle import Lifecycle
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


def open_it(world, share, access="view"):
    world.clock.pass_time(minutes=2)  # between one code and the next
    address = world.store.recipients[share.recipient_id].address
    granted = Read(world.ports).grant(world.session(share, address), share.id, access, READER)
    assert granted
    transaction.commit()


def counted(world, uid=""):
    """Statuses and unopened ones, share by share."""
    shares = [one for one in world.store.shares.values() if uid in ("", one.document_uid)]
    statuses = [share.status(world.ports.now, share.gate.refusal) for share in shares]
    waits = [
        share.id
        for share, status in zip(shares, statuses, strict=True)
        if status not in (Status.REVOKED, Status.EXPIRED) and not share.usage.opened
    ]
    return Counter(statuses), waits


def agree(world):
    for uid in ("", world.document.uid, OTHER):
        picture, (statuses, waits) = Figures(world.ports).of(uid), counted(world, uid)
        assert {key: n for key, n in picture.statuses.items() if n} == dict(statuses)
        assert picture.waiting == len(waits)
        assert sorted(row.share.id for row in picture.named) == sorted(waits)
        assert picture.shares == sum(statuses.values())


@pytest.mark.parametrize("often", [False, True])
def test_every_change_of_a_share_is_counted(world, often):
    """Whether the sweep posts after each step or never."""
    other = world.documents.by_uid[OTHER] = FakeDocument(OTHER, "Other")

    def step():
        if often:
            world.post()
        agree(world)

    jo, kim = world.share(JO, KIM)
    step()
    assert Distribute(world.ports)(world.order(JO, documents=[other], days=1)).share_ids
    transaction.commit()
    step()
    open_it(world, jo)
    step()
    open_it(world, jo, "download")
    step()
    Revoke(world.ports)([kim], EDITOR, "")
    transaction.commit()
    step()
    world.document.blocked = "not_published"
    Lifecycle(world.ports).refresh(world.document.uid, world.document)
    Sweep(world.ports)()
    transaction.commit()
    step()
    world.clock.pass_time(days=2)
    Sweep(world.ports)()
    transaction.commit()
    step()
    assert Figures(world.ports).of(OTHER).statuses[Status.EXPIRED] == 1


@pytest.mark.parametrize("posted", [False, True])
def test_openings_are_counted_by_day_for_the_last_thirty(world, posted):
    (share,) = world.share(days=90)
    today = world.ports.now // DAY
    open_it(world, share)
    open_it(world, share, "download")
    world.clock.pass_time(days=3)
    open_it(world, share)
    if posted:
        world.post()
    openings = Figures(world.ports).of().openings
    assert [day for day, _ in openings] == list(range(today + 3 - 29, today + 4))
    assert {day: n for day, n in openings if n} == {today: 2, today + 3: 1}
    assert Figures(world.ports).of(world.document.uid).openings == openings
    assert not any(n for _, n in Figures(world.ports).of(OTHER).openings)
    world.clock.pass_time(days=30)
    assert not any(n for _, n in Figures(world.ports).of().openings)


def test_a_visit_without_a_code_is_no_opening(world):
    (share,) = world.share()
    for number in range(3):
        world.ask(share, f"stranger-{number}@example.org")
        transaction.commit()
    picture = Figures(world.ports).of()
    assert sum(n for _, n in picture.openings) == 0
    assert picture.waiting == 1


def test_an_empty_site_has_figures_too(world):
    picture = Figures(world.ports).of()
    assert (picture.shares, picture.waiting, picture.named) == (0, 0, ())
