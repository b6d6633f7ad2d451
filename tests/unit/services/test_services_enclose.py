"""Copies that go with a mail: decided anew as it leaves, found afterwards."""

from collective.externalshare.interfaces import CopyFailed
from collective.externalshare.model.audit import Action
from collective.externalshare.model.enclosure import NOTHING_ENCLOSED
from collective.externalshare.model.grant import CopyFacts
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.secrets import copy_number
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.attach import MEGABYTE
from collective.externalshare.services.enclose import Enclose
from collective.externalshare.services.enclose import PATIENCE
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.trace import Trace
from dataclasses import replace
from io import BytesIO
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import READER

import pytest
import transaction


pytestmark = pytest.mark.usefixtures("attachments")


@pytest.fixture
def attached(world, attachments):
    (share,) = world.share(attached=True)
    return share


def mail_of(world, share):
    """Its row in the outbox, and the invitation."""
    invitation = world.store.invitations[share.invitation_id]
    return world.store.outbox[invitation.delivery.row_id], invitation


def enclose(world, share):
    """What goes with the mail, as the sender of the outbox asks for it."""
    made = Enclose(world.ports)(*mail_of(world, share))
    transaction.commit()
    return made


def papers(world, letters):
    """Documents that are found while they are shared."""
    made = [FakeDocument(letter * 32, data=letter.encode()) for letter in letters]
    world.documents.by_uid.update({one.uid: one for one in made})
    return made


def told(world, share):
    return [(row["result"], row["reason"]) for row in world.rows(share, Action.SHARE_ATTACHED)]


def test_what_is_attached_decides_and_not_what_its_file_has_besides(world):
    world.bound(attachment_megabytes=1)
    world.document.blob.data, world.copies.shrinks_to = b"%PDF-" + bytes(2 * MEGABYTE), 1000
    (share,) = world.share(attached=True)
    ((_name, data),) = enclose(world, share).files
    assert len(data) < 2000
    assert told(world, share) == [("ok", "")]


def test_a_larger_revision_by_then_goes_as_a_link_and_a_copy_that_fits_goes(world, attached):
    world.document.blob.data = b"%PDF-" + bytes(11 * MEGABYTE)
    assert enclose(world, attached).files == ()
    world.copies.shrinks_to = 1000
    assert enclose(world, attached).files
    assert told(world, attached) == [("refused", "attachment_large"), ("ok", "")]


def test_a_copy_is_stamped_recorded_and_found_by_number_and_by_file(world, attached):
    ((name, data),) = enclose(world, attached).files
    assert name == f"{world.document.uid}.pdf"
    assert b"jo@supplier.example.org" in data
    (row,) = world.rows(attached, Action.SHARE_ATTACHED)
    (kept,) = mail_of(world, attached)[0].enclosures
    assert (row["result"], row["share"]) == ("ok", attached.id)
    assert row["new"] == copy_number(kept.id)
    assert (row["copy"], row["size"]) == (kept.copy.sha256, len(data))
    assert row["person"] == {"address": "jo@supplier.example.org"}
    for answer in (
        Trace(world.ports).number(row["new"], EDITOR, READER),
        Trace(world.ports).file(BytesIO(data), EDITOR, READER),
    ):
        (origin,) = answer.origins
        assert (origin.address, origin.share.id) == ("jo@supplier.example.org", attached.id)
        assert not origin.erased


def test_it_is_sent_and_never_counted_as_opened(world, attached):
    enclose(world, attached)
    assert (attached.usage.opened, attached.usage.downloads, attached.unread) == (0, 0, True)
    assert world.rows(attached, Action.SHARE_OPENED, Action.SHARE_DOWNLOADED) == []


def test_a_mail_that_is_tried_again_carries_the_same_bytes(world, attached):
    first = enclose(world, attached)
    assert enclose(world, attached) == first
    assert told(world, attached) == [("ok", "")]


def test_another_revision_by_then_is_a_new_copy_and_evidence_says_so(world, attached):
    first = enclose(world, attached)
    world.document.blob.data, world.document.label = b"%PDF- 2", "2"
    second = enclose(world, attached)
    assert second.files[0][1] != first.files[0][1]
    assert told(world, attached) == [("ok", ""), ("ok", "attachment_again")]
    assert len(mail_of(world, attached)[0].enclosures) == 1


def test_another_level_by_then_is_on_the_stamp_of_a_new_copy(world, attached):
    enclose(world, attached)
    world.document.demands = Rules(words=frozenset({"For the supplier alone"}))
    ((_name, data),) = enclose(world, attached).files
    assert b"For the supplier alone" in data
    assert enclose(world, attached).files[0][1] == data
    assert told(world, attached) == [("ok", ""), ("ok", "attachment_again")]


CHANGED = {
    "attachment_password": lambda world, share: Amend(world.ports)(
        share, EDITOR, password="correct horse battery"
    ),
    "attachment_view_only": lambda world, share: Amend(world.ports)(share, EDITOR, access="view"),
    "attachment_limit": lambda world, share: Amend(world.ports)(share, EDITOR, limit=1),
    "attachment_forbidden": lambda world, share: setattr(
        world.document, "demands", Rules(link_only=True)
    ),
    "attachment_off": lambda world, share: world.bound(attachments=False),
    "not_published": lambda world, share: setattr(world.document, "blocked", "not_published"),
    "damaged": lambda world, share: setattr(world.document, "late", "damaged"),
    "revoked": lambda world, share: Revoke(world.ports)([share], EDITOR),
    "expired": lambda world, share: world.clock.pass_time(days=8),
}


@pytest.mark.parametrize("reason", CHANGED)
def test_what_changed_before_the_mail_leaves_keeps_the_copy_back(world, attached, reason):
    assert enclose(world, attached).files
    CHANGED[reason](world, attached)
    for _try in range(2):
        assert enclose(world, attached).files == ()
    row = mail_of(world, attached)[0]
    assert (row.enclosures, row.withheld) == ((), ((attached.id, reason),))
    assert told(world, attached) == [("ok", ""), ("refused", reason)]


def test_what_comes_back_before_the_mail_leaves_goes_again(world, attached):
    world.document.blocked = "not_published"
    assert enclose(world, attached).files == ()
    world.document.blocked = None
    assert enclose(world, attached).files
    assert mail_of(world, attached)[0].withheld == ()


def test_of_several_documents_those_go_that_may_in_the_order_of_the_sending(world):
    others = papers(world, "cb")
    shares = world.share(documents=[others[0], world.document, others[1]], attached=True)
    world.document.demands = Rules(view_only=True)
    files = enclose(world, shares[0]).files
    assert [name for name, _data in files] == [f"{one.uid}.pdf" for one in others]
    assert mail_of(world, shares[0])[0].withheld == ((shares[1].id, "attachment_view_only"),)


def test_two_files_of_one_name_are_told_apart(world):
    twins = papers(world, "bc")
    for one in twins:
        revision = one.revision()
        one.revision = lambda revision=revision: replace(revision, filename="sop.pdf")
    shares = world.share(documents=twins, attached=True)
    assert [name for name, _data in enclose(world, shares[0]).files] == ["sop.pdf", "sop (2).pdf"]


def test_a_copy_that_came_out_larger_than_fits_stays_back(world, attached):
    world.copies._write = lambda blob, stamp: CopyFacts("ab" * 32, 11 * MEGABYTE, 1)
    for _try in range(3):
        assert enclose(world, attached).files == ()
    assert told(world, attached) == [("refused", "attachment_large")]
    assert mail_of(world, attached)[0].enclosures == ()


def test_where_no_copy_can_be_made_the_mail_waits_and_then_goes_without(world, attached):
    world.copies.fails = True
    row = mail_of(world, attached)[0]
    for row.attempts in range(PATIENCE):
        with pytest.raises(CopyFailed):
            enclose(world, attached)
    row.attempts = PATIENCE
    assert enclose(world, attached).files == ()
    assert told(world, attached) == [("refused", "copy_failed")]


def test_bytes_that_are_not_those_of_the_evidence_never_leave(world, attached):
    enclose(world, attached)
    world.copies.spoil()
    with pytest.raises(CopyFailed):
        enclose(world, attached)
    mail_of(world, attached)[0].attempts = PATIENCE
    assert enclose(world, attached).files == ()


def test_evidence_ends_with_what_became_of_a_copy_however_often_it_is_tried(world, attached):
    mail_of(world, attached)[0].attempts = PATIENCE
    world.copies.open = lambda given, settings: (_ for _ in ()).throw(CopyFailed("other bytes"))
    for _try in range(2):
        assert enclose(world, attached).files == ()
        assert told(world, attached)[-1] == ("refused", "copy_failed")


def test_without_being_asked_for_nothing_is_made(world, share):
    assert Enclose(world.ports)(*mail_of(world, share)) is NOTHING_ENCLOSED
    assert world.copies.made == 0


def test_evidence_says_that_a_copy_was_to_go_and_sending_again_makes_another(world, attached):
    (row,) = world.rows(attached, Action.INVITATION_QUEUED)
    assert row["new"] == "attached"
    enclose(world, attached)
    assert Invite(world.ports).resend(attached, EDITOR) is None
    enclose(world, attached)
    numbers = [row["new"] for row in world.rows(attached, Action.SHARE_ATTACHED)]
    assert len(set(numbers)) == 2
    assert len(world.mails(MailKind.INVITATION)) == 2
