"""Notices to readers: when one is put into the outbox, and how few they are."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.invitation import MailState
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sweep import Sweep
from datetime import timedelta
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import MORNING

import pytest


def extend(world, share, days=20):
    assert Amend(world.ports)(share, EDITOR, expires=MORNING + timedelta(days=days)) is None


def test_more_time_is_told_once_with_its_evidence(world):
    (share,) = world.share()
    extend(world, share)
    (mail,) = world.mails(MailKind.EXTENDED)
    assert (mail.subject_id, mail.share_ids) == (share.invitation_id, (share.id,))
    (row,) = world.rows(share, Action.NOTICE_QUEUED)
    assert (row["share"], row["new"], row["actor"]) == (share.id, "extended", ["user", "dana"])


def test_less_time_or_another_access_is_not_told(world):
    (share,) = world.share()
    extend(world, share, days=2)
    assert Amend(world.ports)(share, EDITOR, access="view") is None
    assert not world.mails(MailKind.EXTENDED)


def test_a_site_can_do_without(world):
    world.bound(mail_extended=False)
    (share,) = world.share()
    extend(world, share)
    assert not world.mails(MailKind.EXTENDED)


def test_who_got_a_link_without_mail_gets_no_mail_unasked(world):
    (share,) = world.share(by_mail=False)
    extend(world, share)
    assert not world.mails(MailKind.EXTENDED)


def test_many_changes_are_one_mail_until_it_is_being_sent(world):
    one, two = world.share(documents=[world.document, FakeDocument("b" * 32)])
    extend(world, one)
    extend(world, two)
    extend(world, one, 30)
    (mail,) = world.mails(MailKind.EXTENDED)
    assert mail.share_ids == (one.id, two.id)
    assert [row["share"] for row in world.rows(one, Action.NOTICE_QUEUED)] == [one.id, two.id]
    mail.lease(world.ports.now)
    extend(world, one, 40)
    assert [mail.share_ids for mail in world.mails(MailKind.EXTENDED)].count((one.id,)) == 1


def test_a_reader_is_told_of_an_end_by_choice_alone(world):
    one, two = world.share(JO, KIM)
    Revoke(world.ports)([one], EDITOR, "Mistake")
    assert not world.mails(MailKind.REVOKED)
    Revoke(world.ports)([one, two], EDITOR, "Mistake", notify=True)
    (mail,) = world.mails(MailKind.REVOKED)
    assert mail.share_ids == (two.id,), "the other had ended before"


def test_what_was_over_already_is_not_told_of(world):
    (share,) = world.share()
    world.clock.pass_time(days=8)
    Revoke(world.ports)([share], EDITOR, notify=True)
    assert not world.mails(MailKind.REVOKED)


def held(world, **bounds):
    world.bound(approval_required=True, **bounds)
    (share,) = world.share()
    return share


def to_come(world):
    (share,) = world.share(asked={"starts": MORNING + timedelta(days=3)})
    return share


@pytest.mark.parametrize("waiting", [held, to_come])
def test_who_never_learned_of_a_share_is_told_nothing_of_its_end_or_of_more_time(world, waiting):
    share = waiting(world)
    extend(world, share)
    Revoke(world.ports)([share], EDITOR, notify=True)
    assert not world.mails(MailKind.EXTENDED)
    assert not world.mails(MailKind.REVOKED)
    assert not world.rows(share, Action.NOTICE_QUEUED)


@pytest.mark.parametrize("known", ["opened", "mailed"])
def test_who_learned_of_a_share_before_its_start_was_moved_is_told_of_its_end(world, known):
    (share,) = world.share()
    if known == "opened":
        share.usage.count("view", world.ports.now)
    else:
        world.store.invitations[share.invitation_id].delivery.state = MailState.SENT.value
    assert Amend(world.ports)(share, EDITOR, starts=MORNING + timedelta(days=3)) is None
    Revoke(world.ports)([share], EDITOR, notify=True)
    assert len(world.mails(MailKind.REVOKED)) == 1


def test_no_goodbye_to_a_share_that_nobody_approved_before_it_ended(world):
    share = held(world, mail_goodbye=True)
    world.clock.pass_time(days=8)
    Sweep(world.ports)()
    assert not world.mails(MailKind.GOODBYE)
    assert not world.rows(share, Action.NOTICE_QUEUED)


def test_goodbye_is_said_when_the_last_share_ends_where_the_site_wants_it(world):
    world.bound(mail_goodbye=True)
    (first,) = world.share(days=2)
    (last,) = world.share(days=4)
    world.clock.pass_time(days=3)
    Sweep(world.ports)()
    assert not world.mails(MailKind.GOODBYE)
    world.clock.pass_time(days=2)
    Sweep(world.ports)()
    Sweep(world.ports)()
    (mail,) = world.mails(MailKind.GOODBYE)
    assert mail.share_ids == (last.id,)
    assert first.id != last.id


@pytest.mark.parametrize("bounds", [{}, {"mail_goodbye": True}])
def test_no_goodbye_by_default_nor_after_a_revocation(world, bounds):
    world.bound(**bounds)
    (share,) = world.share(days=2)
    if bounds:
        Revoke(world.ports)([share], EDITOR)
    world.clock.pass_time(days=3)
    Sweep(world.ports)()
    assert not world.mails(MailKind.GOODBYE)


def test_who_was_erased_is_told_nothing(world):
    (share,) = world.share()
    extend(world, share)
    PersonErasure(world.ports)(JO.address, JO.address, "On request", EDITOR)
    assert not world.mails(MailKind.EXTENDED), "nor what waited"


def test_a_notice_that_could_not_be_delivered_can_be_sent_again(world):
    one, _two = world.share(documents=[world.document, FakeDocument("b" * 32, "Other")])
    Revoke(world.ports)([one], EDITOR, notify=True)
    (mail,) = world.mails(MailKind.REVOKED)
    mail.state = "dead"
    world.store.pending_mail.remove(mail.id)
    world.store.dead_mail.insert(mail.id)
    (letter,) = Mailroom(world.ports).dead()
    assert (letter.again, letter.titles, letter.address) == (True, ("Procedure",), JO.address)
    assert Mailroom(world.ports).retry(mail.id, EDITOR) is True
    assert mail.state == "queued"
    invitation = world.store.invitations[one.invitation_id]
    assert invitation.delivery.row_id != mail.id, "the invitation's own mail is another"
