"""Life cycle and sweep: what Plone and the clock do to shares."""

from collective.externalshare.interfaces import KeysUnusable
from collective.externalshare.model.audit import Action
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sweep import Sweep
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import PUBLIC
from tests.common.world import READER

import pytest
import transaction


def found(world, **filters):
    rows = Overview(world.ports).page(Filters(**filters), 200).rows
    return [row.share.id for row in rows]


def test_suspended_and_resumed_are_announced_once_each_time(world, share):
    (revoked,) = world.share(KIM)
    Revoke(world.ports)([revoked], EDITOR)
    lifecycle, uid = Lifecycle(world.ports), world.document.uid
    for refusal in ("not_published", "not_published", "expired_document", None, None, "no_pdf"):
        world.document.blocked = refusal
        lifecycle.refresh(uid, world.document)
        Sweep(world.ports)()
    lifecycle.refresh(uid, None)
    rows = world.rows(share, Action.SHARE_SUSPENDED, Action.SHARE_RESUMED)
    assert [(row["action"], row["reason"]) for row in rows] == [
        ("share.suspended", "not_published"),
        ("share.resumed", ""),
        ("share.suspended", "no_pdf"),
    ]
    assert world.announcer.kinds(share.id)[1:] == [
        "IExternalShareSuspended",
        "IExternalShareResumed",
        "IExternalShareSuspended",
    ]
    assert not world.rows(revoked, Action.SHARE_SUSPENDED)
    assert share.gate.refusal == "deleted"


def test_a_document_that_was_never_shared_gets_no_gate(world):
    lifecycle = Lifecycle(world.ports)
    lifecycle.refresh(world.document.uid, world.document)
    lifecycle.refresh(world.document.uid, None)
    assert not world.store.gates


def test_without_usable_keys_a_change_waits_for_the_sweep_and_is_not_lost(world, share):
    world.document.blocked = "not_published"
    world.keys.unusable = True
    broken = world.ports_on(world.store)
    with pytest.raises(KeysUnusable):
        Lifecycle(broken).refresh(world.document.uid, world.document)
    transaction.commit()
    assert share.gate.refusal is None
    world.keys.unusable = False
    Sweep(world.ports_on(world.store))()
    assert len(world.rows(share, Action.SHARE_SUSPENDED)) == 1


def test_without_usable_keys_a_sweep_forgets_and_tells_nothing(world, share):
    """Addresses of clients and half-finished codes go, whatever the keys are like."""
    world.session(share)
    world.ask(share, "kim@elsewhere.example.org", contact=PUBLIC)
    world.document.blocked = "not_published"
    world.clock.pass_time(days=8)
    world.keys.unusable = True
    world.ports = world.ports_on(world.store)
    while Sweep(world.ports)():
        transaction.commit()
    assert len(world.store.challenges) == len(world.store.windows) == 0
    assert len(world.store.sessions) == 1
    assert not world.rows(share, Action.SHARE_SUSPENDED, Action.SHARE_EXPIRED)
    world.keys.unusable = False
    world.ports = world.ports_on(world.store)
    Sweep(world.ports)()
    assert not world.store.sessions
    assert len(world.rows(share, Action.SHARE_EXPIRED)) == 1


def test_the_clock_is_announced_once_and_again_only_after_an_extension(world, share):
    world.clock.pass_time(days=7)
    assert Sweep(world.ports)() > 0
    assert Sweep(world.ports)() == 0
    assert len(world.rows(share, Action.SHARE_EXPIRED)) == 1
    assert share.id in world.store.ended
    Amend(world.ports)(share, EDITOR, expires=from_micros(world.ports.now + 2 * DAY))
    assert share.id not in world.store.ended
    world.clock.pass_time(days=1)
    Sweep(world.ports)()
    assert len(world.rows(share, Action.SHARE_EXPIRED)) == 1
    world.clock.pass_time(days=1)
    Sweep(world.ports)()
    Sweep(world.ports)()
    assert len(world.rows(share, Action.SHARE_EXPIRED)) == 2
    assert world.announcer.kinds(share.id).count("IExternalShareExpired") == 2


def test_expiry_is_true_before_it_is_announced(world, share):
    world.clock.pass_time(days=7)
    assert found(world, status="expired") == [share.id]
    assert not world.rows(share, Action.SHARE_EXPIRED)
    assert Admit(world.ports).arrive(world.token(share)) is None


def test_a_crowded_day_does_not_hide_what_has_ended_in_it(world):
    (early,) = world.share(days=7)
    world.clock.pass_time(hours=6)
    for _ in range(12):
        world.share(days=7)
    world.clock.pass_time(days=7, hours=-5)
    for _ in range(20):
        Sweep(world.ports, batch=3)()
    assert len(world.rows(early, Action.SHARE_EXPIRED)) == 1
    assert list(world.store.ended) == [early.id]


def test_a_sweep_touches_no_more_than_a_batch_and_the_next_goes_on(world):
    for day in range(1, 5):
        for _ in range(4):
            world.share(days=day)
    # How much somebody sent is forgotten too, which is not what is looked at here.
    world.store.windows.clear()
    world.clock.pass_time(days=10)
    rounds = []
    while touched := Sweep(world.ports, batch=3)():
        rounds.append(touched)
    assert max(rounds) <= 3
    assert sum(rounds) == 16
    assert len(world.store.ended) == 16
    assert not list(world.store.expiry_days)


def test_what_is_over_is_forgotten_and_the_evidence_stays(world, share):
    """T80"""
    session = world.session(share)
    Read(world.ports).grant(session, share.id, "view", PUBLIC)
    world.ask(share, "kim@elsewhere.example.org", contact=PUBLIC)
    store, rows = world.store, len(world.rows(share))
    assert Sweep(world.ports)() == 1  # the used challenge
    world.clock.pass_time(days=1)
    while Sweep(world.ports)():
        transaction.commit()
    assert list(store.windows) == [f"recipients {share.sender_id}"], "counted for two days"
    world.clock.pass_time(days=1)
    while Sweep(world.ports)():
        transaction.commit()
    for name in ("challenges", "browsers", "sessions", "grants", "tickets", "windows"):
        assert len(getattr(store, name)) == 0, name
    assert store.session_lists[share.recipient_id].digests == ()
    assert len(world.rows(share)) == rows
    assert Sweep(world.ports)() == 0


def test_a_sweep_leaves_alone_what_lives(world, share):
    session = world.session(share)
    granted = Read(world.ports).grant(session, share.id, "download", READER)
    asked = world.ask(share)
    Sweep(world.ports)()
    assert Fetch(world.ports).file(session, granted.ticket)
    assert world.challenge(asked.browser)


def test_a_sweep_of_many_documents_looks_at_some_of_them_each_time(world):
    documents = [FakeDocument(f"{number * 12345678901:032x}") for number in range(20)]
    world.documents.by_uid.update({one.uid: one for one in documents})
    world.share(documents=documents)
    world.documents.sought = 0
    Sweep(world.ports, gates_at_once=5)()
    assert world.documents.sought == 5
    for one in documents:
        one.blocked = "not_published"
    for _ in range(200):
        Sweep(world.ports, gates_at_once=5)()
    assert {gate.refusal for gate in world.store.gates.values()} == {"not_published"}


def test_a_removed_document_is_found_out_by_the_sweep(world, share):
    world.documents.by_uid.clear()
    Sweep(world.ports)()
    assert share.gate.refusal == "deleted"
    assert [row["reason"] for row in world.rows(share, Action.SHARE_SUSPENDED)] == ["deleted"]
    assert Overview(world.ports).one(share).title == "Procedure"


def test_reader_and_sender_are_recorded_by_id_and_the_address_beside(world, share):
    world.session(share)
    chain = world.store.chains[share.invitation_id]
    texts = [text for chunk in chain.chunks.values() for text, _mac in chunk.rows]
    assert len(texts) == chain.length == 4
    for text in texts:
        assert JO.address not in text
        assert "Jo Meyer" not in text
        assert READER.ip not in text
