"""The blob of a pinned revision: held once, let go when nobody needs it any more."""

from collective.externalshare.model.share import Status
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.pins import Pins
from collective.externalshare.services.revoke import Revoke
from datetime import timedelta
from tests.common.world import EDITOR
from tests.common.world import KIM
from tests.unit.services.pinning import downloaded
from tests.unit.services.pinning import PINNED
from tests.unit.services.pinning import sweep
from ZODB.POSException import ConflictError

import pytest
import transaction


def test_shares_of_one_revision_hold_on_to_one_blob(world, pinned):
    (again,) = world.share(KIM, asked=PINNED)
    assert again.pin is pinned.pin
    world.publish()
    (newer,) = world.share(asked=PINNED)
    assert newer.pin is not pinned.pin
    assert len(world.store.pins) == 2
    (latest,) = world.share()
    assert latest.pin is None


def test_where_a_pinned_file_was_overwritten_the_same_bytes_in_another_take_its_place(
    world, pinned
):
    world.document.blob.data = b"%PDF- overwritten"
    transaction.commit()
    world.publish(b"%PDF- 1", "3")
    (again,) = world.share(KIM, asked=PINNED)
    assert again.pin is pinned.pin
    assert downloaded(world, again, KIM.address).startswith(b"%PDF- 1\n")
    assert downloaded(world, pinned).startswith(b"%PDF- 1\n")


@pytest.mark.parametrize("ending", ["expired", "revoked"])
def test_the_blob_is_let_go_ninety_days_after_the_end(world, pinned, ending):
    if ending == "revoked":
        Revoke(world.ports)([pinned], EDITOR)
    else:
        world.clock.pass_time(days=7)
    sweep(world, days=89)
    assert pinned.pin.kept
    sweep(world, days=1)
    assert not pinned.pin.kept
    assert not world.store.pins
    assert (pinned.pin.label, pinned.pin.size) == ("1", 7)
    later = world.clock.now() + timedelta(days=7)
    refused = Amend(world.ports)(pinned, EDITOR, expires=later)
    assert refused.code == ("pinned_gone" if ending == "expired" else "share_revoked")


def test_the_blob_is_let_go_when_the_document_is_deleted(world, pinned):
    world.documents.by_uid.clear()
    sweep(world, minutes=1)
    assert not pinned.pin.kept
    assert standing(world.ports, pinned).reason == "deleted"
    come_back(world, b"%PDF- 2")
    assert standing(world.ports, pinned).reason == "pinned_gone"
    assert Overview(world.ports).listed(pinned).reason == "pinned_gone"
    assert Amend(world.ports)(pinned, EDITOR, revision_mode="latest") is None
    assert standing(world.ports, pinned).status is Status.ACTIVE


def come_back(world, data=b"%PDF- 1"):
    """As after an undo, or out of a recycle bin."""
    world.documents.by_uid[world.document.uid] = world.document
    if data != world.document.blob.data:
        world.publish(data)
    Lifecycle(world.ports).refresh(world.document.uid, world.document)
    transaction.commit()


def test_a_deletion_that_is_undone_brings_the_file_back_and_is_told(world, pinned):
    world.documents.by_uid.clear()
    for _time in range(2):
        sweep(world, minutes=1)
    assert (pinned.pin.kept, pinned.announced) == (False, "suspended")
    come_back(world)
    for _time in range(2):
        sweep(world, minutes=1)
    assert standing(world.ports, pinned).status is Status.ACTIVE
    assert downloaded(world, pinned).startswith(b"%PDF- 1\n")
    actions = [row["action"] for row in world.rows(pinned)]
    assert actions.count("share.suspended") == actions.count("share.resumed") == 1


def test_where_the_document_has_another_file_by_then_it_stays_gone(world, pinned):
    world.publish()
    world.documents.by_uid.clear()
    sweep(world, minutes=1)
    come_back(world, world.document.blob.data)
    for _time in range(2):
        sweep(world, minutes=1)
    assert standing(world.ports, pinned).reason == "pinned_gone"


def test_who_pins_the_same_file_again_brings_it_back_for_all(world, pinned):
    world.documents.by_uid.clear()
    sweep(world, minutes=1)
    come_back(world)
    (again,) = world.share(KIM, asked=PINNED)
    assert again.pin is pinned.pin
    assert pinned.pin.kept


@pytest.mark.parametrize("back", [True, False])
def test_what_nobody_can_need_any_more_is_forgotten(world, pinned, back):
    world.documents.by_uid.clear()
    sweep(world, minutes=1)
    assert world.store.pins
    if back:
        come_back(world)
    sweep(world, days=98)
    assert not world.store.pins


def test_who_needs_a_pin_and_who_lets_it_go_at_the_same_moment_conflict(world, pinned):
    Revoke(world.ports)([pinned], EDITOR)
    transaction.commit()
    world.clock.pass_time(days=91)
    manager = transaction.TransactionManager()
    other = world.db.open(manager)
    try:
        ports = world.ports_on(other.root()["store"])
        manager.begin()
        assert Pins(ports).forget_idle(10) == 1
        Distribute(world.ports)(world.order(asked=PINNED))
        transaction.commit()
        with pytest.raises(ConflictError):
            manager.commit()
    finally:
        manager.abort()
        other.close()
    (pin,) = world.store.pins.values()
    assert pin.kept


def test_prepared_bodies_stay_while_a_pinned_share_needs_them(world, pinned):
    (latest,) = world.share(KIM)
    downloaded(world, pinned)
    world.publish()
    downloaded(world, latest, KIM.address)
    sweep(world, minutes=1)
    assert len(world.store.templates) == 2
    Revoke(world.ports)([pinned], EDITOR)
    sweep(world, minutes=1)
    assert list(world.store.templates) == [latest.gate.current]


def test_a_body_that_was_dropped_is_made_again_from_the_pinned_blob(world, pinned):
    world.publish()
    world.store.templates = None
    assert b"%PDF- 1" in downloaded(world, pinned)
