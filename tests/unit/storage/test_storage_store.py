"""The store: every record in every index, and out of it again."""

from collective.externalshare.interfaces import IShareStore
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Event
from collective.externalshare.model.audit import SYSTEM
from collective.externalshare.model.share import Status
from collective.externalshare.model.terms import Terms
from collective.externalshare.model.times import DAY
from collective.externalshare.storage.store import ShareStore
from tests.common.fakes import FakeDocument
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import World
from transaction import TransactionManager
from zope.interface.verify import verifyObject

import pytest
import transaction


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.close()


def test_the_store_keeps_its_interface():
    verifyObject(IShareStore, ShareStore())
    ours = [one for one in ShareStore.__mro__ if one.__module__.startswith("collective.")]
    methods = {name for one in ours for name, value in vars(one).items() if callable(value)}
    assert {name for name in methods if not name.startswith("_")} == set(IShareStore)


def test_a_share_is_in_every_index(world):
    (share,) = world.share()
    store = world.store
    (key,) = store.by_created
    assert key.endswith(share.id)
    for postings, value in (
        (store.by_document, share.document_uid),
        (store.by_recipient, share.recipient_id),
        (store.by_organisation, "supplier ltd"),
        (store.by_sender, "dana"),
        (store.by_distribution, share.distribution_id),
        *((store.by_word, word) for word in ("procedure", "jo", "meyer", "supplier", "ltd")),
    ):
        assert list(postings.keys(value)) == [key], value
    assert list(store.expiry_days[share.terms.expires // DAY]) == [share.id]
    assert not store.ended


def test_a_changed_date_moves_in_the_index_and_wakes_an_ended_share(world):
    (share,) = world.share()
    store, old = world.store, share.terms.expires
    store.end(share)
    share.terms = Terms(old + 3 * DAY)
    store.move_expiry(share, old)
    assert old // DAY not in store.expiry_days
    assert list(store.expiry_days[old // DAY + 3]) == [share.id]
    assert share.id not in store.ended
    share.terms = Terms(old + 3 * DAY + 1)
    store.move_expiry(share, old + 3 * DAY)
    assert list(store.expiry_days[old // DAY + 3]) == [share.id]


def test_a_renewed_link_leaves_no_old_digest(world):
    (share,) = world.share()
    store = world.store
    invitation = store.invitations[share.invitation_id]
    old = invitation.token_digest
    store.renew_token(invitation, "d" * 64)
    assert store.invitation_by_token(old) is None
    assert store.invitation_by_token("d" * 64) is invitation
    assert list(store.tokens) == ["d" * 64]


def test_a_retitled_document_keeps_the_words_of_people(world):
    document = FakeDocument("b" * 32, "Supplier Meyer Handbook")
    world.documents.by_uid[document.uid] = document
    first, second = world.share(JO, KIM, documents=[document])
    store = world.store
    store.retitle(first.gate, "New")
    assert first.gate is second.gate
    assert first.gate.title == "New"
    assert len(list(store.by_word.keys("new"))) == 2
    assert list(store.by_word.keys("handbook")) == []
    assert [store.share_at(key) for key in store.by_word.keys("meyer")] == [first]
    assert [store.share_at(key) for key in store.by_word.keys("supplier")] == [first]


def test_one_address_is_one_recipient(world):
    (first,), (second,) = world.share(), world.share()
    assert first.recipient_id == second.recipient_id
    assert len(world.store.recipients) == len(world.store.session_lists) == 1
    assert world.store.recipient_at(JO.address).id == first.recipient_id
    assert world.store.recipient_at("nobody@example.org") is None


def test_reading_the_store_writes_nothing(world):
    (share,) = world.share()
    store = world.store
    store.recipient_at("x")
    store.invitation_by_token("x")
    store.by_word.starting("p")
    assert share.status(world.ports.now, None) is Status.ACTIVE
    assert not world.connection._registered_objects


def test_a_new_record_needs_no_relying_on(world):
    from collective.externalshare.model.share import Usage

    world.store.rely_on(Usage())


def test_what_another_connection_changed_can_be_relied_on_once_it_is_seen(world):
    """A record whose old state was dropped is loaded first; else the commit would fail in vain."""
    (share,) = world.share()
    chain = world.store.chains[share.invitation_id]
    assert chain.length
    elsewhere = TransactionManager()
    other = world.db.open(elsewhere)
    there = other.root()["store"].chains[chain.id]
    there.append(Event(Action.LINK_SHOWN, SYSTEM), 0, world.ports.ring)
    elsewhere.commit()
    other.close()
    transaction.begin()
    world.store.rely_on(chain)
    world.store.database_key = "changed"
    transaction.commit()
