"""R30, in breadth: wherever a person can come to stand, nothing is left of them after a pack."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.outbox import OutboxState
from collective.externalshare.model.selection import Period
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.export import Export
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.pages_seen import PagesSeen
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.person_export import PersonExport
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.read import Read
from collective.externalshare.services.report import Reports
from collective.externalshare.services.sealing import Sealing
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.services.trace import Trace
from tests.common.world import EDITOR
from tests.common.world import KIM
from tests.common.world import PUBLIC
from tests.common.world import World
from ZODB.FileStorage import FileStorage

import pytest
import time
import transaction


ZED = Addressee("zedwin@works7x.example.org", "Zedwin Quitter", "Quitters United")
WORDS = ("zedwin", "works7x", "quitter")


@pytest.fixture
def lasting(tmp_path):
    """A world on disk, whose file can be searched."""
    made = World(tmp_path, FileStorage(str(tmp_path / "Data.fs")))
    made.hits = lambda: [
        word for word in WORDS if word.encode() in (tmp_path / "Data.fs").read_bytes().lower()
    ]
    yield made
    made.close()


def live(world):
    """Everything that can happen to somebody."""
    share, other = world.share(ZED, KIM, message="Dear Zedwin Quitter, dear Kim")
    ports = world.ports
    session = world.session(share, ZED.address)
    read = Read(ports)
    for access in ("view", "download"):
        assert read.grant(session, share.id, access, PUBLIC).ticket
    PagesSeen(ports).waiting.add(session.digest, next(iter(world.store.grants)), 1)
    Invite(ports).resend(share, EDITOR)
    world.clock.pass_time(hours=1)
    world.ask(share, ZED.address, contact=PUBLIC)
    world.ask(other, ZED.address, contact=PUBLIC)
    Amend(ports)(share, EDITOR, access="view")
    died(world, share)
    mailroom = Mailroom(ports)
    assert mailroom.test_mail(ZED.address, "en", EDITOR) == ZED.address
    for row in list(world.store.outbox.values()):
        if row.is_test:
            died_row(world, row)
            assert mailroom.retry(row.id, EDITOR)
    export = Export(ports)
    for scope, subject in (("recipient", ZED.address), ("organisation", ZED.organisation)):
        chosen = export.selections.choose(scope, subject, Period())
        export(chosen, "zip", EDITOR).stream.close()
        Reports(ports)(chosen, EDITOR)
    PersonExport(ports).archive(ZED.address, EDITOR)
    (number, *_) = [row["new"] for row in world.rows(share) if row["copy"]]
    assert Trace(ports).number(number, EDITOR, PUBLIC).origins
    world.document.title = "Another title"
    Lifecycle(ports).refresh(world.document.uid, world.document)
    transaction.commit()
    world.clock.pass_time(minutes=5)
    for deed in (Sweep(ports), Posting(ports), Sealing(ports)):
        deed()
        transaction.commit()
    Admit(ports).leave(world.session(share, ZED.address), PUBLIC)
    world.clock.pass_time(minutes=2)
    world.session(share, ZED.address)
    world.share(ZED)


def died(world, share):
    """The mail of an invitation was given up, and the mail server named the mailbox."""
    delivery = world.store.invitations[share.invitation_id].delivery
    died_row(world, world.store.outbox[delivery.row_id])
    delivery.state, delivery.reply = "failed", f"550 <{ZED.address}> is unknown"


def died_row(world, row):
    row.finish(OutboxState.DEAD, f"550 <{ZED.address}> is unknown")
    world.store.pending_mail.remove(row.id)
    world.store.dead_mail.insert(row.id)


@pytest.mark.campaign
def test_r30_nothing_is_left_of_somebody_to_whom_everything_happened(lasting):
    live(lasting)
    transaction.commit()
    assert lasting.hits() == list(WORDS)
    (mention,) = [one.id for one in lasting.store.distributions.values() if one.message]
    done = PersonErasure(lasting.ports)(
        ZED.address, ZED.address, "On request", EDITOR, PUBLIC, [mention]
    )
    assert done.revoked == 2
    transaction.commit()
    lasting.db.pack(time.time() + 1)
    assert lasting.hits() == []
    ring = lasting.ports.ring
    assert all(chain.broken_at(ring) is None for chain in lasting.store.chains.values())


def test_an_organisation_that_others_work_for_stays_named(lasting):
    colleague = Addressee("anna@works7x.example.org", "Anna", ZED.organisation)
    lasting.share(ZED, colleague)
    export = Export(lasting.ports)
    chosen = export.selections.choose("organisation", ZED.organisation, Period())
    export(chosen, "zip", EDITOR).stream.close()
    side = lasting.store.chains["administration"].side
    PersonErasure(lasting.ports)(ZED.address, ZED.address, "On request", EDITOR)
    assert [dict(one.person) for one in side.values()] == [{"organisation": ZED.organisation}]
    PersonErasure(lasting.ports)(colleague.address, colleague.address, "On request", EDITOR)
    assert not len(side)
