"""The acknowledgement as its reader meets it: asked for, given once, told of."""

from collective.externalshare.model.outbox import MailKind
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.functional.recipient.reader import Reader
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import re
import transaction


@pytest.fixture
def share(sharing):
    """One that asks for it again with each revision, within a week."""
    return sharing.share(acknowledge=True, acknowledge_days=7, days=30, revision_mode="ask_again")


def page_of(share):
    return f"d/{share.id}"


def acknowledge(inside, share):
    """Press the button of the document's page."""
    form = inside.form(page_of(share), "/acknowledge")
    return inside.post(f"{page_of(share)}/acknowledge", form)


def publish(document):
    transaction.begin()
    document.file = pdf_file(a_pdf("Procedure, revised"))
    notify(ObjectModifiedEvent(document))
    transaction.commit()


def words_of(answer):
    return re.sub(r"\s+", " ", answer.text)


def test_it_is_asked_for_after_the_opening_and_given_with_one_button(inside, sharing, share):
    portal = words_of(inside.get())
    assert "Please acknowledge it by" in portal
    before = words_of(inside.get(page_of(share)))
    assert "have read and understood revision 1. Open it first" in before
    assert "/acknowledge" not in before
    inside.fetch(share, "open")
    asked = words_of(inside.get(page_of(share)))
    assert "I have read and understood revision 1" in asked
    assert "Asked for by" in asked
    done = acknowledge(inside, share)
    assert (done.status_code, inside.is_at(done, page_of(share))) == (303, True)
    after = words_of(inside.get(page_of(share)))
    assert "you acknowledged that you have read and understood revision 1." in after
    assert sharing.stored(share).acknowledgement.sha256 in after
    assert "/acknowledge" not in after
    assert '<span class="tag seen">Acknowledged</span>' in words_of(inside.get())
    assert sharing.rows(share)[-2:] == ["share.acknowledged", "notice.queued"]
    assert sharing.mails(MailKind.RECEIPT) == 1


def test_of_some_pages_every_sentence_says_which(inside, sharing):
    share = sharing.share(acknowledge=True, pages="2")
    assert "understood revision 1 (pages 2). Open it first" in words_of(inside.get(page_of(share)))
    inside.fetch(share, "open")
    asked = words_of(inside.get(page_of(share)))
    assert "I have read and understood revision 1 (pages 2)" in asked
    acknowledge(inside, share)
    after = words_of(inside.get(page_of(share)))
    assert "you acknowledged that you have read and understood revision 1 (pages 2)." in after


def test_a_double_click_and_a_form_that_is_sent_again_are_one(inside, sharing, share):
    inside.fetch(share, "open")
    form = inside.form(page_of(share), "/acknowledge")
    for _click in range(3):
        assert inside.post(f"{page_of(share)}/acknowledge", form).status_code == 303
    assert sharing.rows(share).count("share.acknowledged") == 1
    assert sharing.mails(MailKind.RECEIPT) == 1


def test_of_another_revision_it_is_asked_for_again(inside, sharing, share, document):
    inside.fetch(share, "open")
    acknowledge(inside, share)
    publish(document)
    assert '<span class="tag new">Newer revision</span>' in words_of(inside.get())
    shown = words_of(inside.get(page_of(share)))
    assert "you acknowledged that you have read and understood revision 1." in shown
    assert "have read and understood revision 2. Open it first" in shown
    inside.fetch(share, "open")
    acknowledge(inside, share)
    assert sharing.stored(share).acknowledgement.revision == "2"


def test_a_revision_that_came_while_the_page_was_open_is_not_acknowledged(
    inside, sharing, share, document
):
    inside.fetch(share, "open")
    form = inside.form(page_of(share), "/acknowledge")
    publish(document)
    answer = inside.post(f"{page_of(share)}/acknowledge", form)
    assert answer.status_code == 409
    assert "This is not the revision that is given out now" in words_of(answer)
    assert "revision 2. Open it first" in words_of(answer)
    assert "share.acknowledged" not in sharing.rows(share)


def test_without_session_form_or_right_nothing_is_acknowledged(inside, sharing, share, site):
    inside.fetch(share, "open")
    path, form = f"{page_of(share)}/acknowledge", inside.form(page_of(share), "/acknowledge")
    assert inside.post(path, {**form, "form": "0" * 32}).status_code == 403
    assert inside.post(path, form, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    stranger = Reader(site.absolute_url())
    assert stranger.is_at(stranger.post(path, form))
    assert inside.post(f"d/{'0' * 32}/acknowledge", form).status_code == 404
    sharing.revoke(share)
    assert inside.post(path, form).status_code == 404
    assert "share.acknowledged" not in sharing.rows(share)


def test_what_was_acknowledged_stands_among_what_is_recorded(inside, share):
    inside.fetch(share, "open")
    acknowledge(inside, share)
    assert "<b>SOP-014 Incoming inspection</b>, Acknowledged" in words_of(inside.get("about"))


def test_where_it_is_not_asked_for_the_page_has_nothing_of_it(inside, sharing):
    plain = sharing.share()
    inside.fetch(plain, "open")
    page = inside.get(page_of(plain)).text
    assert "SOP-014" in page
    assert "cknowledge" not in page
