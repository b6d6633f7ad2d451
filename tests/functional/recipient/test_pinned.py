"""A pinned revision over HTTP: the same pages and bytes, whatever is published meanwhile."""

from Acquisition import aq_base
from collective.externalshare.services.sweep import Sweep
from io import BytesIO
from plone import api
from pypdf import PdfReader
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.functional.recipient.test_acknowledge import words_of
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction


@pytest.fixture
def share(sharing):
    return sharing.share(revision_mode="pinned")


def replace_file(document, data):
    transaction.begin()
    document.file = pdf_file(data)
    notify(ObjectModifiedEvent(document))
    transaction.commit()


def text_of(answer):
    return PdfReader(BytesIO(answer.content)).pages[0].extract_text()


def test_pages_words_and_file_are_those_of_the_revision(inside, sharing, share, document):
    latest = sharing.share()
    replace_file(document, a_pdf("Revised", pages=3))
    assert "Procedure, page 1" in text_of(inside.get(inside.fetch(share)))
    assert "Revised, page 1" in text_of(inside.get(inside.fetch(latest)))
    view = inside.fetch(share, "open")
    assert "Procedure, page 1" in inside.get(f"{view}/1/text").text
    assert inside.get(f"{view}/1/image").content.startswith(b"\xff\xd8")
    assert inside.get(f"{view}/3/image").status_code == 404
    shown = words_of(inside.get(f"d/{share.id}"))
    assert "Revision 1" in shown
    assert "there is a newer revision, which is not shared with you" in shown
    assert "newer revision" not in words_of(inside.get(f"d/{latest.id}"))
    rows = list(sharing.ports.store.chains[share.invitation].rows())
    assert {row["revision"] for row in rows if row["sha256"]} == {"1"}


def test_pages_are_counted_in_the_revision_that_is_given_out(inside, sharing, document):
    sharing.share(revision_mode="pinned", pages="2")
    sharing.share(pages="1")
    replace_file(document, a_pdf("Revised", pages=3))
    portal = words_of(inside.get(""))
    assert "Pages 2 of 2" in portal
    assert "Pages 1 of 3" in portal


def test_a_later_file_that_is_none_takes_nothing_away(inside, share, document):
    replace_file(document, b"<html>no PDF</html>")
    assert "Procedure, page 1" in text_of(inside.get(inside.fetch(share)))


def test_nothing_leaves_while_the_document_is_not_published(inside, share, document):
    ticket = inside.fetch(share)
    replace_file(document, a_pdf("Revised"))
    api.content.transition(document.aq_parent, "retract")
    transaction.commit()
    form = {"form": inside.form("", "/leave")["form"]}
    assert inside.get(ticket).status_code == 404
    assert inside.post(f"d/{share.id}/download", form).status_code == 404
    api.content.transition(document.aq_parent, "publish")
    transaction.commit()
    assert "Procedure, page 1" in text_of(inside.get(inside.fetch(share)))


def test_nothing_leaves_of_a_deleted_document(inside, share, document):
    ticket = inside.fetch(share)
    api.content.delete(document)
    transaction.commit()
    assert inside.get(ticket).status_code == 404
    assert inside.get(f"d/{share.id}").status_code == 404


def test_other_bytes_in_the_same_blob_are_not_given_out(inside, sharing, share, document):
    """As a program may do it, past every event: nothing leaves, since it is not the revision."""
    transaction.begin()
    with document.file._blob.open("w") as blob:
        blob.write(a_pdf("Overwritten"))
    transaction.commit()
    form = inside.form(f"d/{share.id}", "/download")
    answer = inside.post(f"d/{share.id}/download", form)
    assert answer.status_code == 503
    assert "share.downloaded" not in sharing.rows(share)


def test_a_body_made_before_is_given_out_also_when_the_blob_was_overwritten(
    inside, share, document, clock
):
    inside.fetch(share)
    transaction.begin()
    with document.file._blob.open("w") as blob:
        blob.write(a_pdf("Overwritten"))
    transaction.commit()
    clock.pass_time(minutes=11)
    assert "Procedure, page 1" in text_of(inside.get(inside.fetch(share)))


def sweep(sharing):
    transaction.begin()
    Sweep(sharing.ports)()
    transaction.commit()


def test_what_comes_back_after_a_deletion_is_given_out_again(inside, sharing, share, document):
    folder, name, bare = document.aq_parent, document.getId(), aq_base(document)
    transaction.begin()
    folder.manage_delObjects([name])
    transaction.commit()
    sweep(sharing)
    assert not sharing.stored(share).pin.kept
    transaction.begin()
    folder._setObject(name, bare)
    transaction.commit()
    sweep(sharing)
    sweep(sharing)
    assert "Procedure, page 1" in text_of(inside.get(inside.fetch(share)))
    assert sharing.rows(share)[-2:] == ["share.resumed", "share.downloaded"]
