"""What somebody sent is handed over: whose it is changes, and who shared it does not."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.selection import Period
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.approvals import Approvals
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.export import Export
from collective.externalshare.services.hand_over import HandOver
from collective.externalshare.services.notify import NotifySender
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.trail import Trail
from collective.externalshare.services.trail import Wanted
from dataclasses import replace
from datetime import timedelta
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import pytest
import transaction


ROBIN = Sender("robin", "Robin Chase", "robin@example.org")
MANAGER = Actor("user", "mira")


def hand_over(world, shares, successor=ROBIN):
    deed = HandOver(world.ports)
    refused = deed.check(shares, successor)
    assert refused is None, refused
    done = deed(shares, successor, MANAGER, READER)
    transaction.commit()
    return done


def of(world, sender):
    page = Overview(world.ports).page(Filters(sender=sender))
    return {row.share.id for row in page.rows}


def test_the_whole_sending_goes_and_nothing_else(world):
    one, two = world.share(JO, KIM)
    (other,) = world.share()
    assert hand_over(world, [one]) == 1
    assert of(world, "robin") == {one.id, two.id}
    assert of(world, "dana") == {other.id}
    made = world.store.distributions[one.distribution_id]
    assert (made.sender, made.author.id) == (ROBIN, "dana")
    assert {one.sender_id, two.sender_id} == {"robin"}


def test_each_link_has_a_row_of_who_gave_it_to_whom_and_the_chains_hold(world):
    shares = world.share(JO, KIM)
    hand_over(world, shares)
    for share in shares:
        (row,) = world.rows(share, Action.DISTRIBUTION_HANDED_OVER)
        assert (row["old"], row["new"], row["actor"]) == ("dana", "robin", ["user", "mira"])
        (shared,) = world.rows(share, Action.SHARE_CREATED)
        assert shared["actor"] == ["user", "dana"]
        assert world.store.chains[share.invitation_id].broken_at(world.ports.ring) is None


def test_links_go_on_and_codes_name_the_successor(world):
    (share,) = world.share()
    token = world.token(share)
    session = world.session(share)
    hand_over(world, [share])
    assert world.token(share) == token
    assert session.recipient_id == share.recipient_id


def test_everything_of_somebody_goes_what_has_ended_too(world):
    (one,), (two,) = world.share(), world.share(KIM)
    Revoke(world.ports)([two], EDITOR)
    deed = HandOver(world.ports)
    assert hand_over(world, deed.of("dana")) == 2
    assert deed.of("dana") == []
    assert of(world, "robin") == {one.id, two.id}


@pytest.mark.parametrize(
    ("chosen", "successor", "code"),
    [
        (False, ROBIN, "hand_over_nothing"),
        (True, None, "account_unknown"),
        (True, Sender("dana"), "hand_over_same"),
    ],
)
def test_what_cannot_be_is_refused_in_words(world, chosen, successor, code):
    shares = world.share() if chosen else []
    assert HandOver(world.ports).check(shares, successor).code == code


def test_who_may_not_share_one_of_the_documents_gets_none_of_them(world):
    other = FakeDocument("b" * 32, "Manual")
    world.documents.by_uid[other.uid] = other
    shares = world.share(documents=[world.document, other])
    other.strangers.add("robin")
    refused = HandOver(world.ports).check(shares, ROBIN)
    assert (refused.code, refused.values) == (
        "successor_may_not",
        {"who": "Robin Chase", "titles": "Manual"},
    )


def test_of_what_has_ended_or_was_deleted_nobody_asks_for_a_right(world):
    other = FakeDocument("b" * 32, "Manual")
    world.documents.by_uid[other.uid] = other
    (ended,), (lost,) = world.share(), world.share(documents=[other])
    Revoke(world.ports)([ended], EDITOR)
    world.document.strangers.add("robin")
    del world.documents.by_uid[other.uid]
    assert hand_over(world, [ended, lost]) == 2


def test_what_ended_is_not_brought_back_by_a_successor_without_the_right(world):
    (share,) = world.share()
    world.clock.pass_time(days=31)
    hand_over(world, [share])
    later = world.clock.now() + timedelta(days=7)
    amend = Amend(world.ports)
    world.document.strangers.add("robin")
    assert amend(share, Actor("user", "robin"), expires=later).code == "revive_may_not"
    world.document.strangers.clear()
    assert amend(share, Actor("user", "robin"), expires=later) is None


def test_what_the_successor_has_already_stays_as_it_is(world):
    (one,), (two,) = world.share(), world.share(KIM)
    hand_over(world, [one])
    assert hand_over(world, [one, two]) == 1
    assert len(world.rows(one, Action.DISTRIBUTION_HANDED_OVER)) == 1


def test_nobody_approves_what_they_sent_by_handing_it_over(world):
    world.bound(approval_required=True)
    (share,) = world.share()
    hand_over(world, [share])
    approvals = Approvals(world.ports)
    for user in ("dana", "robin"):
        refused = approvals.approve(share.distribution_id, Actor("user", user))
        assert refused.code == "approver_is_sender"
    assert approvals.approve(share.distribution_id, MANAGER) is None


def test_a_form_that_is_sent_once_more_finds_what_it_made(world):
    order = world.order(operation="f" * 32)
    made = Distribute(world.ports)(order)
    transaction.commit()
    hand_over(world, [world.store.shares[made.share_ids[0]]])
    assert Distribute(world.ports)(order) is made


def test_an_opening_that_waits_to_be_told_goes_to_the_successor(world):
    (share,) = world.share()
    share.terms = replace(share.terms, notify="every")
    NotifySender(world.ports)._note(share, {})
    (row,) = world.mails(MailKind.OPENED)
    assert row.address == "dana@example.org"
    hand_over(world, [share])
    assert row.address == "robin@example.org"


def test_a_summary_is_told_to_whoever_has_what_was_opened(world):
    kept, given = world.share()[0], world.share(KIM)[0]
    for share in (kept, given):
        share.terms = replace(share.terms, notify="daily")
        row = world.rows(share)[0]
        world.store.note_opening("dana", world.store.row_key(row))
    hand_over(world, [given])
    world.clock.pass_time(days=1)
    NotifySender(world.ports).digests()
    told = {row.address: len(row.openings) for row in world.mails(MailKind.DIGEST)}
    assert told == {"dana@example.org": 1, "robin@example.org": 1}


def test_the_trail_and_the_evidence_find_both_what_was_sent_and_what_was_taken_over(world):
    (share,) = world.share()
    world.clock.pass_time(minutes=5)
    Posting(world.ports)()
    hand_over(world, [share])
    world.clock.pass_time(minutes=5)
    Posting(world.ports)()
    rows = Trail(world.ports).page(Wanted(sender="dana")).rows
    assert {row["action"] for row in rows} >= {
        Action.SHARE_CREATED,
        Action.DISTRIBUTION_HANDED_OVER,
    }
    assert Trail(world.ports).senders() == {"dana": "Dana Ortiz", "robin": "Robin Chase"}
    selections = Export(world.ports).selections
    for user in ("dana", "robin"):
        chosen = selections.choose("sender", user, Period())
        chains = {part.chain for part in selections.parts(chosen)}
        assert share.invitation_id in chains


def test_a_share_that_was_suspended_for_its_sender_is_active_with_the_next(world):
    (share,) = world.share()
    world.bound(sender_gone="suspend")
    world.document.strangers.add("dana")
    assert Overview(world.ports).one(share).reason == "sender_gone"
    hand_over(world, [share])
    assert Overview(world.ports).one(share).status == "active"
    assert Overview(world.ports).listed(share).status == "active"
