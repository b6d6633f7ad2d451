"""Who may open which tab."""

from tests.functional.admin.conftest import PANEL

import pytest
import transaction


TABS = ("", "-revoke", "-health", "-settings", "-privacy")


@pytest.mark.parametrize("login", ["manager", "steward"])
def test_those_who_manage_open_every_tab(visitor, share_with, login):
    (share_id,) = share_with("jo@example.org")
    for tab in TABS:
        assert visitor(login).get(f"{PANEL}{tab}", ids=share_id).status_code == 200, tab


@pytest.mark.parametrize("login", [None, "member", "editor"])
def test_others_are_sent_to_the_log_in_of_every_tab(visitor, site, login):
    for tab in TABS:
        answer = visitor(login).get(f"{PANEL}{tab}")
        assert answer.status_code in (302, 401), tab
        assert "Distributions" not in answer.text


def test_managing_without_configuring_hides_the_settings(site, visitor):
    site.manage_permission("collective.externalshare: Manage external shares", ["Member"])
    transaction.commit()
    page = visitor("member").get(PANEL)
    assert page.status_code == 200
    assert f"{PANEL}-health" in page.text
    assert f"{PANEL}-settings" not in page.text
    assert visitor("member").get(f"{PANEL}-settings").status_code == 302
    assert visitor("member").get(f"{PANEL}-health").status_code == 200


def test_the_tabs_are_links_and_the_open_one_is_marked(steward):
    page = steward.get(f"{PANEL}-health").text
    (marked,) = [
        part
        for part in page.split("<a ")
        if 'aria-current="page"' in part and "externalshare-controlpanel" in part
    ]
    assert "Health" in marked
