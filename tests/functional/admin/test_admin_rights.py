"""Who may open which tab."""

from tests.functional.admin.conftest import PANEL

import pytest
import transaction


TABS = (
    "",
    "-recipients",
    "-organisations",
    "-audit",
    "-revoke",
    "-health",
    "-settings",
    "-privacy",
)


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


def test_who_only_views_the_access_log_reads_and_finds_no_deed(visitor, share_with, site):
    (share_id,) = share_with("Jo Meyer <jo@example.org>")
    auditor = visitor("auditor")
    table, audit = auditor.get(PANEL), auditor.get(f"{PANEL}-audit")
    details = auditor.get(f"@@external-share-details/{share_id}")
    for page in (table, audit, details):
        assert page.status_code == 200
        assert "Jo Meyer" in page.text
        assert "-revoke" not in page.text
        assert f"{share_id}/" not in page.text
        assert f"{PANEL}-health" not in page.text
        assert f"{PANEL}-settings" not in page.text
    assert 'type="checkbox"' not in table.text
    assert f"{PANEL}-audit" in table.text
    for view in (
        f"{PANEL}-revoke",
        f"{PANEL}-health",
        f"{PANEL}-settings",
    ):
        assert auditor.get(view, ids=share_id).status_code in (302, 401), view
    for verb in ("change", "revoke", "link", "resend", "codes"):
        assert auditor.get(f"@@external-share-details/{share_id}/{verb}").status_code == 404, verb
        answer = auditor.post(f"@@external-share-details/{share_id}/{verb}")
        assert answer.status_code == 404, verb


def test_managing_without_the_access_log_hides_the_audit(site, visitor):
    site.manage_permission("collective.externalshare: Manage external shares", ["Member"])
    transaction.commit()
    page = visitor("member").get(PANEL)
    assert page.status_code == 200
    assert f"{PANEL}-audit" not in page.text
    assert visitor("member").get(f"{PANEL}-audit").status_code == 302


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
