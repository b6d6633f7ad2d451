"""Saved views hold what they say, by indexes alone, before and after what changes it."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Event
from collective.externalshare.model.audit import SYSTEM
from collective.externalshare.model.invitation import MailState
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.figures import Figures
from collective.externalshare.services.figures import Numbers
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.marking import Marking
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.read import Read
from collective.externalshare.services.record import record
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.services.views import View
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import KIM
from tests.common.world import READER

import pytest
import transaction


LI = Addressee("li@example.org")


def sweep(world):
    world.clock.pass_time(minutes=2)
    Sweep(world.ports)()
    Posting(world.ports)()
    transaction.commit()


def found(world, view, limit=200, **filters):
    page = Overview(world.ports).page(Filters(view=view, **filters), limit)
    return [row.share.id for row in page.rows]


def open_it(world, share):
    world.clock.pass_time(minutes=2)  # between one code and the next
    address = world.store.recipients[share.recipient_id].address
    assert Read(world.ports).grant(world.session(share, address), share.id, "view", READER)
    transaction.commit()


def lose_mail(world, share):
    """As the outbox's sender does when the mail server refused for good."""
    invitation = world.store.invitations[share.invitation_id]
    invitation.delivery.state = MailState.FAILED.value
    record(world.ports, invitation.id, Event(Action.INVITATION_FAILED, SYSTEM))
    transaction.commit()


def another(world):
    """Another document."""
    made = FakeDocument("b" * 32, "Manual")
    world.documents.by_uid[made.uid] = made
    return made


def test_a_view_that_is_none_is_refused(world):
    assert Overview(world.ports).page(Filters(view="lost")).code == "view_unknown"


@pytest.mark.parametrize("view", list(View))
def test_in_a_store_without_a_journal_no_view_is_an_error(world, view):
    (share,) = world.share()
    world.store.journal = None
    assert found(world, view) == ([share.id] if view == View.EXPIRING else [])


def test_what_ends_within_seven_days_comes_by_the_day_of_its_end(world):
    (later,), (soon,), (far,) = world.share(days=6), world.share(KIM, days=2), world.share(days=20)
    assert found(world, "expiring") == [soon.id, later.id]
    Revoke(world.ports)([soon], EDITOR)
    assert found(world, "expiring") == [later.id]
    Amend(world.ports)(far, EDITOR, expires=from_micros(world.ports.now + 3 * DAY))
    assert found(world, "expiring") == [far.id, later.id]
    world.clock.pass_time(days=4)
    assert found(world, "expiring") == [later.id]


def test_pages_of_what_ends_soon_follow_each_other(world):
    made = [world.share(days=1 + number % 3)[0].id for number in range(11)]
    seen, cursor = [], ""
    while True:
        page = Overview(world.ports).page(Filters(view="expiring"), 3, cursor)
        seen += [row.share for row in page.rows]
        cursor = page.cursor
        if not cursor:
            break
    assert sorted(share.id for share in seen) == sorted(made)
    days = [share.terms.expires // DAY for share in seen]
    assert days == sorted(days)


def test_what_was_never_opened_leaves_with_the_first_opening(world):
    (share,), (other,) = world.share(), world.share(KIM)
    sweep(world)
    assert sorted(found(world, "unopened")) == sorted([other.id, share.id])
    open_it(world, share)
    assert found(world, "unopened") == [other.id]
    Revoke(world.ports)([other], EDITOR)
    assert found(world, "unopened") == []


def test_what_is_suspended_comes_with_the_sweep_and_goes_at_once(world):
    (share,), (fine,) = world.share(), world.share(KIM, documents=[another(world)])
    sweep(world)
    assert found(world, "suspended") == []
    world.document.blocked = "not_published"
    sweep(world)
    sweep(world)
    assert found(world, "suspended") == [share.id]
    Revoke(world.ports)([share], EDITOR)
    assert found(world, "suspended") == []
    assert fine.id not in found(world, "suspended")


def test_mail_that_was_not_delivered_brings_every_share_of_its_invitation(world):
    shares = world.share(documents=[world.document, another(world)])
    world.share(KIM)
    lose_mail(world, shares[0])
    sweep(world)
    assert sorted(found(world, "undelivered")) == sorted(share.id for share in shares)
    Invite(world.ports).resend(shares[0], EDITOR)
    assert found(world, "undelivered") == []


def test_who_saw_an_older_revision_is_told_from_who_saw_the_latest_or_none(world):
    (old,), (late,), (never,) = (
        world.share(),
        world.share(KIM),
        world.share(LI),
    )
    open_it(world, old)
    world.publish()
    open_it(world, late)
    sweep(world)
    sweep(world)
    assert found(world, "superseded") == [old.id]
    open_it(world, old)
    sweep(world)
    assert found(world, "superseded") == []
    assert never.usage.opened == 0


def test_readers_of_one_document_are_looked_at_some_at_a_time(world):
    shares = [world.share(Addressee(f"r{number}@example.org"))[0] for number in range(5)]
    for share in shares:
        open_it(world, share)
    sweep(world)
    world.publish()
    gate, marking = world.store.gates[world.document.uid], Marking(world.ports)
    assert [marking.revised(gate, 2) for _ in range(4)] == [2, 2, 1, 0]
    assert sorted(found(world, "superseded")) == sorted(share.id for share in shares)


def test_a_view_is_narrowed_by_the_other_filters_too(world):
    world.share()
    (other,) = world.share(KIM)
    assert found(world, "expiring", query="kim") == [other.id]
    assert found(world, "expiring", sender="nobody") == []
    assert found(world, "expiring", status="revoked") == []


def test_the_marks_of_an_old_store_are_made_as_the_sweep_would_have_made_them(world):
    (old,), (lost,), (gone,) = (
        world.share(),
        world.share(KIM),
        world.share(LI),
    )
    open_it(world, old)
    lose_mail(world, lost)
    Revoke(world.ports)([gone], EDITOR)
    world.publish()
    sweep(world)
    sweep(world)
    views, before = ("undelivered", "superseded"), Figures(world.ports).numbers()
    kept = [found(world, view) for view in views]
    assert all(kept)
    world.store.journal.marks = None
    assert [found(world, view) for view in views] == [[], []]
    sweep(world)  # nothing fails meanwhile
    Marking(world.ports).everything()
    assert [found(world, view) for view in views] == kept
    assert Figures(world.ports).numbers() == before


def test_the_numbers_agree_with_the_shares_before_and_after_the_sweep(world):
    (soon,), (far,), (gone,) = world.share(days=2), world.share(KIM, days=30), world.share(days=3)
    asked = world.ask(soon)
    for _ in range(3):
        world.verify(soon, "00000000", asked.browser)
    Revoke(world.ports)([gone], EDITOR)
    transaction.commit()
    expected = Numbers(active=2, pending=0, expiring=1, refused=3)
    assert Figures(world.ports).numbers() == expected
    sweep(world)
    assert Figures(world.ports).numbers() == expected
    Amend(world.ports)(far, EDITOR, expires=from_micros(world.ports.now + DAY))
    assert Figures(world.ports).numbers().expiring == 2
    sweep(world)
    assert Figures(world.ports).numbers().expiring == 2
    world.clock.pass_time(hours=25)
    assert Figures(world.ports).numbers().refused == 0
    world.clock.pass_time(days=4)
    sweep(world)
    sweep(world)
    assert Figures(world.ports).numbers() == Numbers(0, 0, 0, 0)


def test_what_somebody_sent_whose_account_is_gone_is_found_until_they_are_back(world):
    (share,), (other,) = world.share(), world.share(KIM)
    marking = Marking(world.ports)
    assert found(world, "sender_gone") == []
    assert marking.sender("dana", gone=True)
    assert not marking.sender("dana", gone=True)
    assert set(found(world, "sender_gone")) == {other.id, share.id}
    Revoke(world.ports)([other], EDITOR)
    assert found(world, "sender_gone") == [share.id]
    assert marking.sender("dana", gone=False)
    assert found(world, "sender_gone") == []
