"""Pinned shares keep to their revision; the others follow what is published."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.share import Status
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.jobs import Jobs
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.read import Read
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.services.views import View
from tests.common.world import EDITOR
from tests.common.world import KIM
from tests.common.world import READER
from tests.unit.services.pinning import downloaded
from tests.unit.services.pinning import sweep

import hashlib
import pytest
import transaction


def test_a_pinned_share_gives_the_bytes_of_its_revision_whatever_is_published(world, pinned):
    """T59: each grant's row holds the revision and its SHA-256."""
    (latest,) = world.share(KIM)
    world.document.title = "Procedure, revised"
    world.publish()
    assert b"%PDF- 1" in downloaded(world, pinned)
    assert b"%PDF- 2" in downloaded(world, latest, KIM.address)
    (old,) = world.rows(pinned, Action.SHARE_DOWNLOADED)
    (new,) = world.rows(latest, Action.SHARE_DOWNLOADED)
    assert (old["revision"], old["sha256"]) == ("1", hashlib.sha256(b"%PDF- 1").hexdigest())
    assert (new["revision"], new["sha256"]) == ("2", hashlib.sha256(b"%PDF- 2").hexdigest())
    assert (pinned.label, latest.label) == ("1", "2")
    assert pinned.gate.current == new["sha256"]


def test_the_stamp_names_the_pinned_revision(world, pinned):
    world.bound(watermark_footer="{document} {revision}")
    world.document.title = "Procedure, revised"
    world.publish()
    assert downloaded(world, pinned).endswith(b"Procedure 1")


def test_a_pinned_share_ends_with_the_publication_and_comes_back_with_it(world, pinned):
    world.publish()
    for blocked in ("not_published", "expired_document", "classified", "folder_prohibited"):
        world.document.blocked = blocked
        found = standing(world.ports, pinned)
        assert (found.status, found.reason) == (Status.SUSPENDED, blocked)
    world.document.blocked = None
    session = world.session(pinned)
    world.document.blocked = "not_published"
    assert Read(world.ports).grant(session, pinned.id, "view", READER) is None
    world.document.blocked = None
    assert Read(world.ports).grant(session, pinned.id, "view", READER)


@pytest.mark.parametrize("flaw", ["no_pdf", "locked", "damaged", "engine_failed"])
def test_what_is_wrong_with_a_later_file_is_nothing_to_a_pinned_share(world, pinned, flaw):
    (latest,) = world.share(KIM)
    world.publish()
    world.document.blocked = flaw
    Lifecycle(world.ports).refresh(world.document.uid, world.document)
    Sweep(world.ports)()
    assert standing(world.ports, pinned).status is Status.ACTIVE
    assert standing(world.ports, latest).reason == flaw
    assert Overview(world.ports).listed(pinned).status is Status.ACTIVE
    assert b"%PDF- 1" in downloaded(world, pinned)
    assert not world.rows(pinned, Action.SHARE_SUSPENDED)
    assert world.rows(latest, Action.SHARE_SUSPENDED)


def test_what_the_rules_of_a_document_forbid_holds_for_pinned_shares_too(world, pinned):
    world.document.demands = Rules(view_only=True)
    world.document.blocked = "damaged"
    session = world.session(pinned)
    assert Read(world.ports).grant(session, pinned.id, "download", READER) is None
    world.document.demands = Rules(denied=frozenset({"supplier.example.org"}))
    assert standing(world.ports, pinned).reason == "address_refused"


def test_pinning_later_takes_what_is_published_then_and_evidence_says_which(world, share):
    world.publish()
    assert Amend(world.ports)(share, EDITOR, revision_mode="pinned") is None
    (row,) = world.rows(share, Action.SHARE_CHANGED)
    assert row["new"].endswith(" revision=pinned")
    assert (row["revision"], row["sha256"]) == ("2", share.pin.sha256)
    world.publish(b"%PDF- 3", "3")
    assert b"%PDF- 2" in downloaded(world, share)
    assert Amend(world.ports)(share, EDITOR, revision_mode="latest") is None
    assert share.pin is None
    assert share.label == "3"


@pytest.mark.parametrize("refusal", ["not_published", "deleted", "damaged"])
def test_what_is_not_published_cannot_be_pinned(world, share, refusal):
    if refusal == "deleted":
        world.documents.by_uid.clear()
    elif refusal == "damaged":
        world.document.late = refusal
    else:
        world.document.blocked = refusal
    assert Amend(world.ports)(share, EDITOR, revision_mode="pinned").code == refusal
    assert share.terms.revision_mode == "latest"
    assert not world.rows(share, Action.SHARE_CHANGED)


def test_a_superseded_share_is_in_its_view_and_its_reader_is_promised_nothing(world, pinned):
    world.publish()
    sweep(world, minutes=2)
    Posting(world.ports)()
    Jobs(world.ports)()
    transaction.commit()
    page = Overview(world.ports).page(Filters(view=View.SUPERSEDED))
    assert [row.share.id for row in page.rows] == [pinned.id]
    assert (page.rows[0].revision, pinned.superseded) == ("1", True)
    assert not world.mails(MailKind.RENEWED)
    downloaded(world, pinned)
    assert not pinned.unread


def test_evidence_of_shares_of_before_is_written_as_before(world, share):
    (row,) = world.rows(share, Action.SHARE_CREATED)
    assert row["new"] == "download 2026-03-09T09:00:00Z"
    assert share.terms.revision_mode == "latest"


def test_a_mode_that_is_none_is_refused(world):
    assert world.order(asked={"revision_mode": "newest"}).terms.code == "revision_mode_unknown"
