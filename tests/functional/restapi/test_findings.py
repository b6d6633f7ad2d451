"""Whether a document can be shared, and what is in its file, for programs."""

from plone import api
from tests.common import cargo
from tests.common.content import a_document

import pytest
import transaction


SIGNED = {
    "finding": "signature",
    "title": "The file is signed. Copies are changed by the stamp, so the signature will not be "
    "in them.",
    "grave": True,
}
COMMENTS = {
    "finding": "comments",
    "title": "The file has comments. They are removed from copies.",
    "grave": False,
}


@pytest.fixture
def loaded(site):
    made = a_document(site.portal, data=cargo.carrying(cargo.commented, cargo.signed))
    transaction.commit()
    return made


def shareability(answer):
    return {
        key: value
        for key, value in answer.json().items()
        if key in ("shareable", "reason", "findings")
    }


def test_a_plain_document_can_be_shared_and_nothing_was_found(site, admin, document):
    assert shareability(admin.get(site.of(document))) == {"shareable": True, "findings": []}


def test_findings_come_the_gravest_first_with_their_sentences(site, admin, loaded):
    answer = admin.get(site.of(loaded))
    assert shareability(answer) == {"shareable": True, "findings": [SIGNED, COMMENTS]}


def test_the_component_says_the_same(site, admin, loaded):
    url = f"{loaded.absolute_url()}?expand=external-shares"
    found = admin.get(url).json()["@components"]["external-shares"]
    assert found == admin.get(site.of(loaded)).json()


def test_what_becomes_of_comments_is_a_setting(site, admin, loaded):
    api.portal.set_registry_record("collective.externalshare.keep_comments", True)
    transaction.commit()
    found = admin.get(site.of(loaded)).json()["findings"][1]
    assert found["title"] == "The file has comments. Recipients can read them."


def test_a_document_that_cannot_be_shared_says_why(site, admin, loaded):
    folder = shareability(admin.get(site.of(loaded.aq_parent)))
    assert folder == {"shareable": False, "reason": "no_pdf"}
    api.content.transition(loaded.aq_parent, "retract")
    transaction.commit()
    found = shareability(admin.get(site.of(loaded)))
    assert (found["shareable"], found["reason"]) == (False, "not_published")
    assert found["findings"] == [SIGNED, COMMENTS]


def test_a_file_nobody_looked_into_has_no_findings_and_looking_is_left_to_writes(
    site, admin, loaded
):
    site.store.verdicts.clear()
    transaction.commit()
    assert shareability(admin.get(site.of(loaded))) == {"shareable": True}
    assert len(site.store.verdicts) == 0
    body = {"recipients": [{"email": "jo@supplier.example.org"}]}
    assert admin.post(site.of(loaded), json=body).status_code == 201
    assert shareability(admin.get(site.of(loaded)))["findings"] == [SIGNED, COMMENTS]


def test_who_may_not_view_shares_learns_nothing_of_the_file(site, client, loaded):
    for login in (None, "member", "reader"):
        answer = client(login).get(site.of(loaded))
        assert answer.status_code == (403 if login else 401)
        assert "signature" not in answer.text


def test_what_everybody_can_open_on_the_site_is_said(site, admin, loaded):
    (notice,) = admin.get(site.of(loaded)).json()["notices"]
    assert notice["title"].startswith("Everybody can open this document on the site itself")
    assert (notice["notice"], notice["grave"]) == ("open_to_all", True)
    loaded.manage_permission("View", ["Manager", "Site Administrator"], acquire=0)
    transaction.commit()
    assert admin.get(site.of(loaded)).json()["notices"] == []
