"""No page and no file with names, addresses or evidence may be kept by a cache, not one of them."""

from plone import api
from tests.common.census import registered_views
from tests.functional.admin.conftest import PANEL

import pytest
import transaction


NO_CACHE = "private, no-store"
# Where each page of ours is; {share} and the others are filled in.
PAGES = {
    "external-sharing": "{document}/@@external-sharing",
    "external-sharing-many": "{folder}/@@external-sharing-many?uids={uid}",
    "external-sharing-selection": "{folder}/@@external-sharing-selection",
    "external-shares": "{document}/@@external-shares",
    "external-shares-history": "{document}/@@external-shares-history",
    "external-sharing-policy": "{folder}/@@external-sharing-policy",
    "external-share-details": "@@external-share-details/{share}",
    "my-external-shares": "@@my-external-shares",
    "my-external-lists": "@@my-external-lists",
    "my-external-shares-hand-over": "@@my-external-shares-hand-over",
    "contenthistory": "{document}/@@historyview",
    "externalshare-evidence": "@@externalshare-evidence",
    "externalshare-controlpanel": PANEL,
    **{
        f"externalshare-controlpanel-{name}": f"@@externalshare-controlpanel-{name}{more}"
        for name, more in (
            ("revoke", "?ids={share}"),
            ("extend", "?ids={share}"),
            ("resend", "?ids={share}"),
            ("export", "?ids={share}"),
            ("hand-over", "?ids={share}"),
            ("recipients", ""),
            ("recipient", "/{recipient}"),
            ("organisations", ""),
            ("organisation", "?name=Supplier"),
            ("settings", ""),
            ("audit", ""),
            ("health", ""),
            ("privacy", ""),
            ("approvals", ""),
            ("erase", ""),
            ("trace", ""),
            ("lists", ""),
            ("mails", ""),
            ("mail", "/code/en"),
        )
    },
}
# What holds nothing of anybody, or is a part of Plone's pages; recipients' pages have their own
# headers, and all services of REST theirs in one place.
OTHERS = {
    "external-share": "its headers: tests.functional.recipient.headers",
    "index.html": "the same, where a recipient page failed",
    "collective.externalshare": "styles, scripts and images",
    "external-share-state": "yes or no, for the conditions of actions",
    "externalshare-macros": "pieces of templates, without data",
    "plone.htmlhead.title": "a title",
    "external-share-holders": "a number, on a page of Plone",
    "delete_confirmation_info": "numbers, on a page of Plone",
    "content_status_modify": "numbers and titles, where it asks before something is withdrawn",
    "ploneform-render-widget": "a field of a form of ours",
}


@pytest.fixture
def share(share_with):
    (share_id,) = share_with("Jo <jo@example.org>, Supplier")
    return share_id


@pytest.fixture
def places(site, document, share, ports):
    """What the addresses are filled with."""
    folder = api.content.create(site, "Folder", "folder")
    transaction.commit()
    recipient = ports().store.shares[share].recipient_id
    here = len(site.absolute_url()) + 1
    return {
        "document": document.absolute_url()[here:],
        "folder": folder.absolute_url()[here:],
        "uid": document.UID(),
        "share": share,
        "recipient": recipient,
    }


def test_every_page_is_known(integration):
    names = {name for name, _factory in registered_views() if not name.startswith("@")}
    assert names == {*PAGES, *OTHERS}


def test_every_service_of_rest_has_the_one_base_that_sets_the_header(integration):
    from collective.externalshare.restapi.service import ExternalShareService

    services = [factory for name, factory in registered_views() if name.startswith("@")]
    assert len(services) > 10
    assert all(issubclass(factory, ExternalShareService) for factory in services)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_kept(visitor, places, name):
    answer = visitor("manager").get(PAGES[name].format(**places))
    assert answer.status_code == 200, answer.headers.get("Location")
    assert answer.headers["Cache-Control"] == NO_CACHE


@pytest.mark.parametrize("form", ["zip", "pdf", "jsonl", "csv"])
def test_no_evidence_is_kept(steward, places, form):
    answer = steward.submit(
        "@@externalshare-evidence", scope="share", id=places["share"], format=form
    )
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    assert answer.headers["Cache-Control"] == NO_CACHE


def test_no_other_file_is_kept(steward, places):
    for view, values in (
        (f"{PANEL}-export", {"ids": [places["share"]]}),
        (f"{PANEL}-privacy", {"address": "jo@example.org", "export": "1"}),
    ):
        answer = steward.submit(view, **values)
        assert answer.headers["Content-Disposition"].startswith("attachment"), view
        assert answer.headers["Cache-Control"] == NO_CACHE, view


@pytest.mark.parametrize(
    "address",
    [
        "{document}?expand=external-shares",
        "?expand=external-shares",
        "@controlpanels/external-sharing",
        "{document}/@external-shares",
        "@external-shares",
        "@external-shares/audit",
        "@external-shares/{share}",
        "@external-shares/{share}/events",
        "@external-shares/none",
        "@external-recipients",
        "@external-recipients/{recipient}",
        "@external-organisations",
        "@external-share-approvals",
        "@external-share-lists",
        "{folder}/@external-share-policy",
    ],
)
def test_no_answer_of_rest_is_kept(visitor, places, address):
    manager = visitor("manager")
    manager.http.headers["Accept"] = "application/json"
    answer = manager.get(address.format(**places))
    assert answer.status_code in (200, 404)
    assert answer.headers["Cache-Control"] == NO_CACHE


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("@external-shares/evidence", {"scope": "everything", "format": "jsonl"}),
        ("@external-shares/evidence", {"scope": "everything", "format": "pdf"}),
        ("@external-shares/evidence", {"scope": "nothing"}),
        ("@external-share-persons/export", {"address": "jo@example.org"}),
        ("@external-shares/{share}/link", {}),
    ],
)
def test_no_answer_to_a_post_of_rest_is_kept(visitor, places, address, body):
    manager = visitor("manager")
    manager.http.headers["Accept"] = "application/json"
    url = f"{manager.base}/{address.format(**places)}"
    answer = manager.http.post(url, json=body)
    assert answer.status_code in (200, 400)
    assert answer.headers["Cache-Control"] == NO_CACHE


def test_an_answer_without_our_part_is_plones_own(visitor, places):
    """What says nothing of shares is cached as Plone wants it."""
    manager = visitor("manager")
    manager.http.headers["Accept"] = "application/json"
    for query in ("", "?expand=breadcrumbs"):
        answer = manager.get(f"{places['document']}{query}")
        assert answer.headers.get("Cache-Control") != NO_CACHE
