"""T03, T30: every way to a document, in every state in which it must not be had."""

from plone import api
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.functional.recipient.ways import answers
from tests.functional.recipient.ways import everywhere
from tests.functional.recipient.ways import GIVEN
from tests.functional.recipient.ways import opened
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


def revoked(sharing, document, share, clock):
    sharing.revoke(share)


def expired(sharing, document, share, clock):
    clock.pass_time(minutes=5)


def not_published(sharing, document, share, clock):
    api.content.transition(document.aq_parent, "retract")


def deleted(sharing, document, share, clock):
    api.content.delete(document)


def replaced_by(data):
    """The file replaced as an edit form does it."""

    def replace(sharing, document, share, clock):
        document.file = pdf_file(data)
        notify(ObjectModifiedEvent(document))

    return replace


STATES = {
    "revoked": revoked,
    "expired": expired,
    "not published": not_published,
    "deleted": deleted,
    "damaged": replaced_by(b"%PDF-1.4 broken"),
    "locked": replaced_by(a_pdf(password="secret")),
    "no PDF": replaced_by(b"<html><script>alert(1)</script></html>"),
}


@pytest.fixture
def late(reader, sharing, clock):
    """The reader's browser, behind the code five minutes before the share ends."""
    clock.pass_time(days=7, minutes=-5)
    reader.enter(sharing)
    return reader


@pytest.mark.parametrize("state", STATES)
def test_t03_in_no_state_but_one_does_any_way_lead_to_a_document(
    late, sharing, document, share, clock, state
):
    ticket, form = opened(late, share)
    assert everywhere(late, share, ticket, form) == GIVEN
    before = sharing.stored(share).usage.opened
    transaction.begin()
    STATES[state](sharing, document, share, clock)
    transaction.commit()
    found = answers(late, share, ticket, form)
    assert {answer.status_code for answer in found} == {404}
    assert not any(b"%PDF" in answer.content for answer in found)
    assert len({answer.content for answer in found if answer.request.method != "HEAD"}) == 1
    assert sharing.stored(share).usage.opened == before
    assert "SOP-014" not in late.get().text


@pytest.mark.parametrize("state", ["locked", "damaged"])
def test_t03_a_file_overwritten_behind_everybodys_back_is_found_out_at_the_button(
    inside, sharing, document, share, state
):
    data = {"locked": a_pdf(password="secret"), "damaged": b"%PDF-1.4 broken"}[state]
    form = inside.form(f"d/{share.id}", "/open")
    transaction.begin()
    document.file = pdf_file(data)  # and no event tells of it
    transaction.commit()
    for how in ("open", "download"):
        answer = inside.post(f"d/{share.id}/{how}", form)
        assert answer.status_code == 404
        assert "Location" not in answer.headers
    transaction.begin()
    assert len(sharing.ports.store.grants) == 0
    assert sharing.stored(share).usage.opened == 0
