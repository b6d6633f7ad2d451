"""A range of pages: agreed, made, given, suspended where the document has become shorter."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.share import Status
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.attach import MEGABYTE
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.enclose import Enclose
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.pages_seen import PagesSeen
from collective.externalshare.services.pages_seen import Waiting
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.templates import Templates
from collective.externalshare.services.terms import make_terms
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import READER

import pytest
import transaction


def lengthen(document, pages):
    document.page_count = document.known_pages = pages


@pytest.fixture
def world(world):
    lengthen(world.document, 9)
    return world


@pytest.fixture
def some(world):
    (share,) = world.share(asked={"pages": "2-5, 8"})
    return share


def grant(world, share, access="download", session=None):
    session = session or world.session(share)
    found = Read(world.ports).grant(session, share.id, access, READER)
    transaction.commit()
    return found


def test_the_range_is_kept_and_stands_in_the_evidence(world, some):
    assert some.terms.pages == "2-5,8"
    (row,) = world.rows(some, Action.SHARE_CREATED)
    assert row["new"].endswith(" pages=2-5,8")


@pytest.mark.parametrize("typed", ["0", "5-2", "all"])
def test_what_is_no_range_is_refused(world, typed):
    refused = make_terms(world.ports, pages=typed)
    assert (refused.code, refused.where) == ("pages_unusable", "pages")


def test_a_page_that_is_not_there_is_named(world):
    (refused,) = Distribute(world.ports)(world.order(asked={"pages": "8-10"}))
    assert (refused.code, refused.where) == ("pages_beyond", "pages")
    assert refused.values == {"title": "Procedure", "count": 9, "page": 10}
    assert not world.store.shares


def test_a_range_is_of_one_document(world):
    two = [world.document, FakeDocument("b" * 32)]
    (refused,) = Distribute(world.ports)(world.order(documents=two, asked={"pages": "1"}))
    assert refused.code == "pages_many"


def test_pages_that_cannot_be_had_alone_are_refused_before_anybody_is_told(world):
    world.copies.fails = True
    (refused,) = Distribute(world.ports)(world.order(asked={"pages": "1"}))
    assert refused.code == "pages_impossible"
    assert not world.store.shares
    assert not world.store.outbox


def test_a_copy_is_of_these_pages_and_says_so(world, some):
    assert isinstance(grant(world, some), Granted)
    (made,) = world.store.grants.values()
    assert (made.pages, made.template.key[-5:]) == ("2-5,8", "2-5,8")
    assert made.filename == f"{world.document.uid} (2-5,8).pdf"
    assert made.stamp.footer.endswith(" · pages 2–5, 8 of 9")
    (row,) = world.rows(some, Action.SHARE_DOWNLOADED)
    assert row["old"] == "2-5,8"


def test_pages_that_were_seen_have_the_numbers_of_the_document(world, some):
    session = world.session(some)
    grant(world, some, "view", session)
    (made,) = world.store.grants.values()
    seen = PagesSeen(world.ports, Waiting())
    for number in (1, 4, 5):
        seen.note(session, made, number)
    seen.settle(session)
    (row,) = world.rows(some, Action.PAGES_SHOWN)
    assert row["new"] == "2, 5, 8"


def test_other_pages_end_what_was_granted_before(world, some):
    session = world.session(some)
    first = grant(world, some, session=session)
    assert Fetch(world.ports).file(session, first.ticket).sha256
    assert Amend(world.ports)(some, EDITOR, pages="2") is None
    assert Fetch(world.ports).file(session, first.ticket) is None
    second = grant(world, some, session=session)
    assert second != first
    assert Fetch(world.ports).file(session, second.ticket).sha256
    (row,) = world.rows(some, Action.SHARE_CHANGED)
    assert (row["old"].split()[-1], row["new"].split()[-1]) == ("pages=2-5,8", "pages=2")


def test_a_change_meets_the_pages_that_there_are_and_an_approval(world, some):
    assert Amend(world.ports)(some, EDITOR, pages="10").code == "pages_beyond"
    assert Amend(world.ports)(some, EDITOR, pages="x").code == "pages_unusable"
    world.bound(approval_required=True)
    assert Amend(world.ports)(some, EDITOR, pages="").code == "approval_needed"
    world.bound(approval_required=False)
    assert Amend(world.ports)(some, EDITOR, pages="") is None
    assert some.terms.pages == ""


@pytest.mark.parametrize("asked", [{}, {"pages": "9"}])
def test_who_follows_the_document_again_meets_the_pages_that_it_has_now(world, asked):
    (share,) = world.share(asked={"pages": "8", "revision_mode": "pinned"})
    world.publish()
    lengthen(world.document, 5)
    refused = Amend(world.ports)(share, EDITOR, revision_mode="latest", **asked)
    assert (refused.code, refused.values["count"]) == ("pages_beyond", 5)
    assert share.terms.pinned
    assert Amend(world.ports)(share, EDITOR, revision_mode="latest", pages="5") is None
    assert standing(world.ports, share).status is Status.ACTIVE


def test_a_shorter_revision_suspends_and_a_longer_one_brings_it_back(world, some):
    session = world.session(some)
    lengthen(world.document, 7)
    found = standing(world.ports, some)
    assert (found.status, found.reason, found.readable) == (
        Status.SUSPENDED, "pages_missing", False,
    )  # fmt: skip
    assert grant(world, some, session=session) is None
    (row,) = world.rows(some, Action.ACCESS_REFUSED)
    assert row["reason"] == "pages_missing"
    lengthen(world.document, 8)
    assert standing(world.ports, some).status is Status.ACTIVE
    assert isinstance(grant(world, some, session=session), Granted)


def test_what_nobody_knew_is_found_out_before_a_copy_is_made(world, some):
    session = world.session(some)
    world.document.page_count, world.document.known_pages = 7, 0
    assert standing(world.ports, some).status is Status.ACTIVE
    assert grant(world, some, session=session) is None
    assert world.copies.made == 0


def test_lists_say_it_as_far_as_the_gate_knows(world, some):
    assert some.gate.pages == 9
    lengthen(world.document, 7)
    world.document.blob.data = b"%PDF- 2"
    world.share()
    assert some.gate.pages == 7
    row = Overview(world.ports).listed(some)
    assert (row.status, row.reason) == (Status.SUSPENDED, "pages_missing")


def test_an_attachment_is_of_these_pages_too(world):
    world.bound(attachments=True)
    (share,) = world.share(asked={"pages": "3"}, attached=True)
    invitation = world.store.invitations[share.invitation_id]
    row = world.store.outbox[invitation.delivery.row_id]
    ((name, data),) = Enclose(world.ports)(row, invitation).files
    assert name == f"{world.document.uid} (3).pdf"
    assert "pages 3 of 9" in data.decode()
    assert Amend(world.ports)(share, EDITOR, pages="4") is None
    ((name, _data),) = Enclose(world.ports)(row, invitation).files
    assert name == f"{world.document.uid} (4).pdf"


def test_a_few_pages_of_what_is_too_large_for_a_mail_go_with_it(world):
    world.bound(attachments=True, attachment_megabytes=1)
    world.document.blob.data, world.copies.shrinks_to = b"%PDF-" + bytes(2 * MEGABYTE), 1000
    (share,) = world.share(asked={"pages": "3"}, attached=True)
    invitation = world.store.invitations[share.invitation_id]
    row = world.store.outbox[invitation.delivery.row_id]
    assert Enclose(world.ports)(row, invitation).files
    world.copies.shrinks_to = None
    (refused,) = Distribute(world.ports)(world.order(asked={"pages": "4"}, attached=True))
    assert refused.code == "attachment_large"


def test_a_template_of_a_range_is_kept_while_a_share_needs_it(world, some):
    templates = Templates(world.ports)
    assert templates.forget_idle(99) == 0
    Revoke(world.ports)([some], EDITOR)
    assert templates.forget_idle(99) == 1
    assert not world.store.templates
