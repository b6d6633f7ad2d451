"""The open surface: whatever needs no permission of ours stands here with its reason (T84)."""

from collective.externalshare.browser.recipient.routes import ROUTES
from tests.common.census import registered_views

import pytest


# Permissions that anonymous visitors have, or may have.
OPEN = (None, "View", "Access contents information", "plone.restapi: Use REST API")

REASONS = {
    "external-share": "recipients have no account; ROUTES says what is there",
    "index.html": "what is answered when a recipient page failed",
    "collective.externalshare": "static files: styles and images",
    "external-share-state": "tells actions whether to show; asks for the permission itself",
    "external-share-details": "asks `content.rights` for each share",
    "externalshare-controlpanel": "asks itself for one of two permissions",
    "externalshare-controlpanel-recipients": "asks itself for one of two permissions",
    "externalshare-controlpanel-recipient": "asks itself for one of two permissions",
    "externalshare-controlpanel-organisations": "asks itself for one of two permissions",
    "externalshare-controlpanel-organisation": "asks itself for one of two permissions",
    "externalshare-macros": "pieces of templates, without data",
    "plone.htmlhead.title": "the title of pages that ask for their permission themselves",
    "my-external-shares": "asks who is logged in, and shows what they sent themselves",
    "my-external-lists": "asks who is logged in, and shows their own lists",
    "my-external-shares-hand-over": "asks who is logged in, and hands over what is their own",
    "contenthistory": "in the place of Plone's; our lines ask for the right to view shares",
    "content_status_modify": "as Plone's, which asks the workflow; ours only asks before",
    "ploneform-render-widget": "draws a widget of a form, which no address names",
    "@external-share-persons": "REST asks for the right to manage itself",
    "@external-share-approvals": "REST asks for the right to approve itself",
    "@external-share-policy": "REST asks for the right to configure itself",
    "@external-share-housekeeping": "REST asks for the right to manage itself",
    "@external-share-lists": "REST asks who is logged in, and finds their own lists",
    "@external-recipients": "REST asks for the right to manage or to view the access log itself",
    "@external-organisations": "REST asks for the right to manage or to view the log itself",
    "@external-shares": "REST asks `content.rights` for each document and share",
}

ROUTE_REASONS = {
    "": "the portal of a session, else a page that says how to get there",
    "about": "what is recorded",
    "logo": "the site's logo",
    "leave": "ends the session",
    "d/…": "the page of one document, with a session",
    "d/…/password": "gives the password of a document, with a session",
    "d/…/acknowledge": "acknowledges a revision that was opened, with a session",
    "d/…/open": "a grant to look, with a session",
    "d/…/download": "a grant of the file, with a session",
    "file/…": "the bytes of a grant, to its session",
    "view/…": "the pages of a grant, to its session",
    "view/…/…": "one of them",
    "view/…/…/image": "its picture",
    "view/…/…/large": "its picture, larger",
    "view/…/…/text": "its words",
    "stop/…": "stops reminders, by a form that may come from anywhere (RFC 8058)",
    "…": "the link: asks for the address and writes nothing",
    "…/email": "asks for a code",
    "…/code": "gives the code",
}


def permission_of(factory):
    """Title of the permission a view was registered with; None: everybody."""
    return getattr(getattr(factory, "__roles__", None), "__name__", None)


@pytest.fixture
def views(integration):
    """Name and permission of everything of ours that a request can name."""
    return {(name, permission_of(factory)) for name, factory in registered_views()}


def test_the_census_sees_every_kind_of_view(views):
    assert ("external-share", None) in views
    assert ("collective.externalshare", None) in views
    assert ("external-sharing", "collective.externalshare: Share externally") in views


def test_whatever_needs_no_permission_of_ours_has_a_reason(views):
    open_names = {name for name, permission in views if permission in OPEN}
    assert open_names == set(REASONS)


def test_only_three_names_are_open_to_everybody(views):
    everybody = {name for name, permission in views if permission is None}
    assert everybody == {"external-share", "index.html", "collective.externalshare"}


def test_every_route_of_recipients_has_a_reason():
    found = {
        "/".join(name if isinstance(name, str) else "…" for name in route.names) for route in ROUTES
    }
    assert found == set(ROUTE_REASONS)


def test_what_changes_something_is_posted_and_nothing_else_is():
    posted = [
        " ".join(name for name in route.names if isinstance(name, str))
        for route in ROUTES
        if "POST" in route.methods
    ]
    assert sorted(posted) == [
        "code",
        "d acknowledge",
        "d download",
        "d open",
        "d password",
        "email",
        "leave",
        "stop",
    ]
