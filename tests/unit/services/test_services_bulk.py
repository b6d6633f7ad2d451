"""Many documents to many people in one act: limits, one mail each, all or nothing."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.invitation import MailState
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.progress import Progress
from collective.externalshare.services.progress import progress_of
from tests.common.fakes import FakeDocument

import pytest


def documents(world, number):
    made = [FakeDocument(f"{place:032x}", f"Manual {place}") for place in range(1, number + 1)]
    world.documents.by_uid |= {document.uid: document for document in made}
    return made


def people(number):
    return [Addressee(f"reader-{place}@example.org") for place in range(number)]


def test_each_recipient_gets_every_document_by_one_link_and_one_mail(world):
    shares = world.share(*people(3), documents=documents(world, 4))
    assert len(shares) == 12
    assert len({share.invitation_id for share in shares}) == 3
    assert len(world.mails(MailKind.INVITATION)) == 3


@pytest.mark.parametrize(
    ("bounds", "codes"),
    [
        ({"maximum_documents": 3}, ["documents_many"]),
        ({"maximum_shares": 11}, ["shares_many"]),
        ({"maximum_recipients": 2, "maximum_shares": 5}, ["recipients_many", "shares_many"]),
        ({"maximum_documents": 4, "maximum_shares": 12, "maximum_recipients": 3}, []),
    ],
)
def test_what_is_too_much_is_refused_as_a_whole(world, bounds, codes):
    world.bound(**bounds)
    order = world.order(*people(3), documents=documents(world, 4))
    made = Distribute(world.ports)(order)
    assert [one.code for one in made] == codes if codes else made.share_ids
    assert len(world.store.shares) == (0 if codes else 12)


def test_the_same_document_or_person_twice_counts_once(world):
    world.bound(maximum_documents=1, maximum_shares=1)
    (document,) = documents(world, 1)
    twice = [*people(1), *people(1)]
    assert len(world.share(*twice, documents=[document, document])) == 1


def test_one_document_that_cannot_go_keeps_all_from_going(world):
    made = documents(world, 3)
    made[1].blocked = "not_published"
    refusals = Distribute(world.ports)(world.order(*people(2), documents=made))
    assert [one.code for one in refusals] == ["not_published"]
    assert len(world.store.shares) == len(world.store.outbox) == 0


def test_progress_counts_mails_by_what_became_of_them(world):
    shares = world.share(*people(4), documents=documents(world, 2))
    for share, state in zip(shares[::2], list(MailState), strict=True):
        world.store.invitations[share.invitation_id].delivery.state = state.value
    found = progress_of(world.ports, shares[0].distribution_id, "dana")
    assert found == Progress(waiting=1, sent=1, failed=1, without=1)
    assert found.mails == 3


def test_the_progress_of_somebody_elses_sending_is_nobodys_business(world, share):
    assert progress_of(world.ports, share.distribution_id, "mira") is None
    assert progress_of(world.ports, "0" * 32, "dana") is None
    assert progress_of(world.ports, "", "dana") is None
