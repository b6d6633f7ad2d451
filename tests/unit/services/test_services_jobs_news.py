"""Readers are told of a new PDF: once, in batches, and not while it is suspended."""

from collective.externalshare.model.outbox import MailKind
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.read import Read
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.unit.services.working import work


def test_readers_are_told_of_a_new_pdf_once(world):
    one, two = world.share(JO, KIM)
    Read(world.ports).grant(world.session(one), one.id, "view", READER)
    world.publish(b"%PDF- 2")
    Read(world.ports).grant(world.session(two, KIM.address), two.id, "view", READER)
    work(world)
    work(world)
    (mail,) = world.mails(MailKind.RENEWED)
    assert mail.share_ids == (one.id,), "the other has seen it"
    assert not world.store.renewed_documents()


def test_an_older_pdf_again_is_no_news(world):
    world.share()
    world.publish(b"%PDF- 2")
    work(world)
    world.mails(MailKind.RENEWED)[0].attempts = 1
    world.publish(b"%PDF- 1")
    work(world)
    assert len(world.mails(MailKind.RENEWED)) == 1


def test_of_a_new_pdf_nobody_is_told_where_the_site_does_not_want_it(world):
    world.bound(mail_new_revision=False)
    world.share()
    world.publish(b"%PDF- 2")
    work(world)
    assert not world.mails(MailKind.RENEWED)
    assert not world.store.renewed_documents()


def test_who_gets_the_new_pdf_first_hears_of_no_other(world):
    (first,) = world.share()
    world.publish(b"%PDF- 2")
    work(world)
    world.share(KIM)
    work(world)
    told = [share_id for mail in world.mails(MailKind.RENEWED) for share_id in mail.share_ids]
    assert told == [first.id]


def test_readers_of_many_are_told_in_batches(world):
    world.bound(maximum_recipients=100, reminder_days=())
    people = [JO.__class__(f"r{number}@example.org") for number in range(30)]
    world.share(*people)
    world.publish(b"%PDF- 2")
    assert work(world, most=10) == 3
    assert len(world.mails(MailKind.RENEWED)) == 30


def suspended_with_news(world):
    """A share whose document has a newer file and is retracted, after the jobs ran."""
    (share,) = world.share()
    world.publish(b"%PDF- 2")
    world.document.blocked = "not_published"
    Lifecycle(world.ports).refresh(world.document.uid, world.document)
    work(world)
    return share


def test_a_suspended_document_has_no_news(world):
    share = suspended_with_news(world)
    assert share.gate.refusal
    assert not world.mails(MailKind.RENEWED)


def test_news_of_a_suspended_document_is_told_once_it_is_back(world):
    share = suspended_with_news(world)
    assert not world.mails(MailKind.RENEWED)
    world.document.blocked = None
    Lifecycle(world.ports).refresh(world.document.uid, world.document)
    work(world)
    work(world)
    (mail,) = world.mails(MailKind.RENEWED)
    assert mail.share_ids == (share.id,)
    assert not world.store.renewed_documents()


def test_a_document_that_is_gone_is_waited_for_no_more(world):
    world.share()
    world.publish(b"%PDF- 2")
    Lifecycle(world.ports).refresh(world.document.uid, None)
    work(world)
    assert not world.mails(MailKind.RENEWED)
    assert not world.store.renewed_documents()
