"""An address is merged into another: everything is shared anew, nothing changes its reader."""

from collective.externalshare.mail.invitation import InvitationFacts
from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.share import Status
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.earlier import Earlier
from collective.externalshare.services.merging import Merged
from collective.externalshare.services.merging import Merging
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.person_export import PersonExport
from collective.externalshare.services.read import Read
from collective.externalshare.services.recipient_lists import RecipientLists
from dataclasses import replace
from datetime import timedelta
from tests.common.fakes import FakeDocument
from tests.common.fakes import FakeDocuments
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import MORNING
from tests.common.world import READER
from tests.unit.services.merging import BOSS
from tests.unit.services.merging import merge
from tests.unit.services.merging import NEW
from tests.unit.services.merging import REASON

import json
import pytest


def test_what_the_old_address_holds_is_shared_anew_with_the_kept_one(world, share):
    old_token = world.token(share)
    session = world.session(share)
    done = merge(world)
    assert isinstance(done, Merged)
    (new,) = done.shares
    assert share.status(world.ports.now, None) is Status.REVOKED
    assert share.revocation.reason == REASON
    assert living_session(world.ports, session.digest) is None
    assert not world.store.sessions
    assert new.recipient_id == world.store.recipient_at(NEW).id != share.recipient_id
    assert (new.terms, new.sender_id, new.gate) == (share.terms, share.sender_id, share.gate)
    assert world.token(new) != old_token
    assert world.ask(share) is None
    # The portal of the kept address shows it, after a code that goes there.
    assert Read(world.ports).grant(world.session(new, NEW), new.id, "view", READER).ticket
    assert world.whole()


def test_the_evidence_keeps_both_and_says_who_thought_so(world, share):
    (new,) = merge(world).shares
    (made,) = world.rows(new, Action.SHARE_CREATED)
    assert (made["old"], made["actor"]) == (share.id, ["user", "boss"])
    (before,) = world.rows(share, Action.SHARE_CREATED)
    assert made["sha256"] == before["sha256"]
    (revoked,) = world.rows(share, Action.SHARE_REVOKED)
    assert revoked["reason"] == REASON
    (row,) = world.administration(Action.RECIPIENT_MERGED)
    assert (row["old"], row["new"]) == (share.recipient_id, new.recipient_id)
    assert row["reason"] == REASON
    signed = json.dumps([{**row, "person": None} for row in (made, revoked, row)])
    assert JO.address not in signed
    assert NEW not in signed


def test_the_mail_is_that_of_another_address(world, share):
    for mail in list(world.store.outbox.values()):
        world.store.drop_mail(mail.id)
    (new,) = merge(world).shares
    (mail,) = world.mails(MailKind.INVITATION)
    assert mail.subject_id == new.invitation_id
    assert world.store.invitations[new.invitation_id].moved
    assert not world.store.invitations[share.invitation_id].moved
    assert InvitationFacts.moved is False


def test_what_ended_stays_where_it_was_and_cannot_be_extended(world):
    (ended,) = world.share(days=2)
    world.clock.pass_time(days=3)
    (living,) = world.share(days=7)
    done = merge(world)
    assert len(done.shares) == 1
    assert ended.revocation is None
    assert living.revocation is not None
    refused = Amend(world.ports)(ended, EDITOR, expires=MORNING + timedelta(days=20))
    assert refused.code == "recipient_merged"
    assert refused.values == {"address": JO.address, "kept": NEW}


def test_of_a_limit_is_left_what_was_left(world):
    (share,) = world.share(asked={"limit": 2})
    session = world.session(share)
    assert Read(world.ports).grant(session, share.id, "download", READER).ticket
    assert share.left == 1
    (new,) = merge(world).shares
    assert (new.left, new.usage.downloads, new.unread) == (1, 0, True)
    session = world.session(new, NEW)
    assert Read(world.ports).grant(session, new.id, "download", READER).ticket
    assert new.left == 0


def test_a_sending_to_the_old_address_is_told_the_kept_one(world, share):
    merge(world)
    (refused,) = Distribute(world.ports)(world.order(JO))
    assert (refused.code, refused.where) == ("recipient_merged", "recipients")
    assert refused.values == {"address": JO.address, "kept": NEW}
    assert JO.address not in {one.address for one in Earlier(world.ports).of("dana")}
    assert JO.address not in {one.address for one in Earlier(world.ports).everybody()}
    assert len(world.share(KIM)) == 1


def test_of_several_merges_the_last_address_is_named(world, share):
    merge(world)
    assert isinstance(merge(world, NEW, "jo@third.example.org"), Merged)
    (refused,) = Distribute(world.ports)(world.order(JO))
    assert refused.values["kept"] == "jo@third.example.org"
    (refused,) = merge(world, JO.address, KIM.address)
    assert refused.code == "recipient_merged"
    (refused,) = merge(world, "jo@third.example.org", JO.address)
    assert refused.code == "recipient_merged"


def test_somebody_who_is_known_gets_it_beside_what_they_have(world, share):
    (other,) = world.share(KIM)
    done = merge(world, into=KIM.address)
    (new,) = done.shares
    assert done.kept.name == KIM.name
    assert new.recipient_id == other.recipient_id
    assert len(list(world.store.by_recipient.keys(other.recipient_id))) == 2


@pytest.mark.parametrize(("known", "stopped"), [(False, True), (True, False)])
def test_reminders_stay_stopped_at_an_address_that_nobody_knew(world, share, known, stopped):
    if known:
        world.share(replace(KIM, address=NEW))
    world.store.recipients[share.recipient_id].stopped = world.ports.now
    merge(world)
    assert (world.store.recipient_at(NEW).stopped is not None) is stopped


def test_many_documents_of_one_sending_stay_one_link(world):
    uids = [letter * 32 for letter in "bcdef"]
    papers = [FakeDocument(uid) for uid in reversed(uids)]
    world.documents = FakeDocuments(world.document, *papers)
    world.ports = replace(world.ports, documents=world.documents)
    shares = world.share(JO, KIM, documents=[world.document, *papers])
    done = merge(world)
    assert [one.document_uid for one in done.shares] == [world.document.uid, *reversed(uids)]
    assert len({one.invitation_id for one in done.shares}) == 1
    assert sum(one.revocation is not None for one in shares) == 6


def test_links_without_mail_stay_without(world):
    world.share(by_mail=False)
    done = merge(world)
    assert done.without_mail == 1
    assert not world.mails(MailKind.INVITATION)
    assert world.link(done.shares[0]).startswith("https://")


def test_a_document_that_is_closed_is_carried_on_closed(world, share):
    world.document.blocked = "not_published"
    (new,) = merge(world).shares
    (made,) = world.rows(new, Action.SHARE_CREATED)
    assert made["sha256"] == ""
    world.document.blocked = None
    assert Read(world.ports).grant(world.session(new, NEW), new.id, "view", READER).ticket


def test_lists_name_the_kept_address_once(world, share):
    lists = RecipientLists(world.ports)
    one = lists.make("dana", "One", [JO, KIM], EDITOR)
    other = lists.make("dana", "Other", [JO], EDITOR)
    merge(world, into=KIM.address)
    assert one.members == (KIM,)
    (member,) = other.members
    assert (member.address, member.name) == (KIM.address, JO.name)


def test_an_address_is_opened_again(world, share):
    merge(world)
    old = world.store.recipients[share.recipient_id]
    Merging(world.ports).reopen(old, BOSS, READER)
    Merging(world.ports).reopen(old, BOSS, READER)
    assert len(world.administration(Action.RECIPIENT_REOPENED)) == 1
    assert len(world.share(JO)) == 1
    assert share.revocation is not None


def test_the_export_names_the_kept_address_and_erasure_takes_it(world, share):
    merge(world)
    found = PersonExport(world.ports)(JO.address, EDITOR)
    assert found["recipient"]["merged_into"] == NEW
    PersonErasure(world.ports)(NEW, NEW, "Asked for", EDITOR)
    found = PersonExport(world.ports)(JO.address, EDITOR)
    assert found["recipient"]["merged_into"] == ""
    # Nobody is left who could be named instead.
    assert len(world.share(JO)) == 1
    PersonErasure(world.ports)(JO.address, JO.address, "Asked for", EDITOR)
    assert world.store.recipients[share.recipient_id].merged_into == ""
    assert world.whole()
