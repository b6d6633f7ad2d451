"""Related items of a document, shared along with it."""

from plone import api
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.event import notify
from zope.intid.interfaces import IIntIds
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import requests
import transaction


@pytest.fixture
def related(site, document):
    """A document with two related items, of which one has no PDF; their titles."""
    fti = site.portal_types.File
    if "plone.relateditems" not in fti.behaviors:
        fti._updateProperty("behaviors", (*fti.behaviors, "plone.relateditems"))
    folder = document.__parent__
    manual = api.content.create(
        folder, "File", title="Manual of the press", file=pdf_file(a_pdf("Manual"))
    )
    page = api.content.create(folder, "Document", title="A page without a file")
    api.content.transition(page, "publish")
    ids = getUtility(IIntIds)
    document.relatedItems = [RelationValue(ids.getId(one)) for one in (manual, page)]
    notify(ObjectModifiedEvent(document))
    transaction.commit()
    return manual


@pytest.fixture
def form(document, related, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    return emma


def test_without_related_items_nothing_speaks_of_them(document, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert emma.form("form.buttons.preview")
    assert "elated items" not in emma.text


def test_the_form_lists_those_that_can_go_and_the_others_with_the_reason(form):
    part = form.text.partition("Related items")[2]
    assert "Manual of the press" in part
    assert "A page without a file" in part
    assert "This document has no PDF." in part
    assert "form.widgets.related" in form.text


def test_they_go_along_where_that_is_wanted_in_one_sending(form, related, stored):
    form.press("preview", recipients="jo@example.org", related="selected")
    assert "Goes along with it" in form.text
    assert "Manual of the press" in form.text.partition("Goes along with it")[2]
    assert "has shared 2 documents with you" in form.text
    form.press("send")
    (distribution,) = stored().distributions.values()
    uids = [stored().shares[one].document_uid for one in distribution.share_ids]
    assert len(uids) == 2
    assert uids[1] == api.content.get_uuid(related)
    assert len(stored().outbox) == 1


def test_unasked_they_stay(form, stored):
    form.press("preview", recipients="jo@example.org")
    assert "Goes along with it" not in form.text
    form.press("send")
    assert len(stored().shares) == 1


def test_one_that_cannot_go_any_more_stops_the_whole(form, related, stored):
    form.press("preview", recipients="jo@example.org", related="selected")
    api.content.delete(related, check_linkintegrity=False)
    transaction.commit()
    form.press("send")
    assert "so nothing was sent" in form.text
    assert not stored().shares


def test_by_rest_they_go_along_too(document, related, emma, stored):
    body = {"recipients": [{"email": "jo@example.org"}], "related": True}
    answer = requests.post(
        f"{document.absolute_url()}/@external-shares",
        json=body,
        auth=emma.session.auth,
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 201
    titles = [item["document"]["title"] for item in answer.json()["items"]]
    assert titles == ["SOP-014 Incoming inspection", "Manual of the press"]
