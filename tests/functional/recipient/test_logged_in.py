"""T42: who is logged in to the site means nothing on the recipient pages."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from plone import api
from tests.functional.recipient.reader import Reader
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubBeforeCommit

import pytest
import transaction


PASSWORD = "a long secret"


@pytest.fixture
def manager(site, share):
    """The browser of somebody who is logged in to the site and may do everything there."""
    api.user.create("mira@example.org", "mira", PASSWORD, ("Manager",))
    transaction.commit()
    browser = Reader(site.absolute_url(), share.token)
    fields = {"__ac_name": "mira", "__ac_password": PASSWORD, "buttons.login": "Log in"}
    browser.post(f"{browser.base}/login", fields)
    assert browser.get(f"{browser.base}/@@overview-controlpanel").status_code == 200
    return browser


def test_t42_who_is_logged_in_means_nothing(manager, sharing, share):
    assert "confirm-action" not in manager.get(share.token).text
    manager.enter(sharing)
    assert len(sharing.sessions()) == 1
    assert manager.get(manager.fetch(share)).content.startswith(b"%PDF-")
    assert sharing.stored(share).usage.downloads == 1
    assert sharing.rows(share)[-1] == "share.downloaded"
    assert manager.is_at(manager.post("leave", manager.form("", "/leave")))
    assert sharing.sessions() == []


def test_t42_a_managers_living_session_is_noted_too(manager, sharing, share, clock):
    manager.enter(sharing)
    clock.pass_time(minutes=2)
    assert manager.get(f"d/{share.id}").status_code == 200
    (session,) = sharing.sessions()
    assert not session.stale(sharing.ports.now)


def test_t42_pages_for_a_manager_are_those_for_everybody(manager, reader, share):
    for path in ("", share.token, "none", "about"):
        assert manager.get(path).content == reader.get(path).content


def test_t42_no_page_runs_with_the_rights_of_who_is_logged_in(manager, sharing, share):
    manager.enter(sharing)
    taken, users = manager.fetch(share), []
    registry = getGlobalSiteManager()

    def note(event):
        users.append(getSecurityManager().getUser().getUserName())

    registry.registerHandler(note, (IPubBeforeCommit,))
    try:
        for path in (share.token, f"d/{share.id}", taken):
            assert manager.get(path).status_code == 200
        assert users == ["Anonymous User"] * 3
        manager.get(f"{manager.base}/@@overview-controlpanel")
        assert users[3:] == ["mira"]
    finally:
        registry.unregisterHandler(note, (IPubBeforeCommit,))


@pytest.mark.parametrize("given", ["Basic !!!", "Basic \xff", "Basic Og==", "Bearer x.y.z", "x"])
def test_t42_nobodys_password_is_asked_for_and_a_malformed_one_does_no_harm(reader, share, given):
    for path in ("", share.token, "none"):
        answer = reader.get(path, headers={"Authorization": given.encode("latin-1")})
        assert answer.content == reader.get(path).content
        assert "WWW-Authenticate" not in answer.headers


def test_a_zope_root_without_users_answers_all_the_same(site, reader, share):
    root = site.getPhysicalRoot()
    users = aq_base(root.acl_users)
    root._delOb("acl_users")
    groups = vars(aq_base(root)).pop("__allow_groups__", None)
    root._p_changed = True
    transaction.commit()
    try:
        assert reader.get(share.token).status_code == 200
    finally:
        root._setOb("acl_users", users)
        if groups is not None:
            root.__allow_groups__ = groups
        transaction.commit()
