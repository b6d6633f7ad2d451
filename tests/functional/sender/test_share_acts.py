"""What is done with one share over HTTP: its link, its mail, its codes, its end."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.hold import Hold
from tests.functional.sender.shares import actions
from tests.functional.sender.shares import codes_are_off
from tests.functional.sender.shares import last_row
from tests.functional.sender.shares import page
from tests.functional.sender.shares import switch_codes_off
from tests.functional.sender.shares import tab

import pytest
import re
import transaction


def test_copy_link_shows_the_link_without_javascript_and_is_recorded(site, emma, share, stored):
    emma.post(page(site, share, "link"), back="tab")
    assert emma.answer.headers["Cache-Control"] == "private, no-store"
    shown = re.search(r'value="([^"]*/@@external-share/[0-9a-z]{32})"', emma.text)
    assert shown[1].startswith(site.absolute_url())
    assert 'readonly="readonly"' in emma.text
    assert actions(stored(), share)[-1] == Action.LINK_SHOWN
    assert last_row(stored(), share)["actor"] == ["user", "emma"]


def test_resend_queues_the_mail_again_and_returns_to_the_tab(site, document, emma, share, stored):
    emma.post(page(site, share, "resend"), back="tab")
    assert emma.answer.url == tab(document)
    assert "The mail to Jo Meyer is on its way again." in emma.text
    assert len(stored().outbox) == 2
    assert actions(stored(), share).count(Action.INVITATION_QUEUED) == 2


def test_codes_are_enabled_again_where_they_are_off(site, document, emma, share, stored):
    emma.get(tab(document))
    assert "Switch codes on" not in emma.text
    switch_codes_off(stored(), share)
    emma.get(tab(document))
    assert "Switch codes on" in emma.text
    emma.post(page(site, share, "codes"), back="tab")
    assert not codes_are_off(stored(), share)
    assert actions(stored(), share)[-1] == Action.CODE_ENABLED


@pytest.mark.parametrize(
    ("back", "leads"),
    [("tab", True), ("table", False), ("", False), ("//evil.example.org", False)],
)
def test_back_leads_where_somebody_came_from_and_may_go(site, document, emma, share, back, leads):
    emma.get(f"{page(site, share)}?back={back}")
    found = re.findall(r'class="externalshare-back"\s+href="([^"]*)"', emma.text)
    assert found == ([tab(document)] if leads else [])
    emma.post(page(site, share, "resend"), back=back)
    assert emma.answer.url == (tab(document) if leads else page(site, share))


def test_revoke_asks_for_a_reason_and_keeps_it(site, document, emma, share, stored):
    emma.get(page(site, share, "revoke?back=tab"))
    assert "The link stops working immediately." in emma.text
    assert stored().shares[share].revocation is None
    emma.press("revoke", reason="Wrong person")
    assert emma.answer.url == tab(document)
    assert "The share of Jo Meyer is revoked." in emma.text
    assert "Revoked" in emma.text
    assert "externalshare-act-" not in emma.text
    row = last_row(stored(), share)
    assert (row["action"], row["reason"]) == (Action.SHARE_REVOKED, "Wrong person")
    assert stored().shares[share].revocation.actor == "emma"


def test_the_recipient_is_not_told_of_a_revocation_by_itself(site, emma, share, stored):
    emma.get(page(site, share, "revoke"))
    emma.press("revoke", reason="Wrong person")
    assert actions(stored(), share)[-1] == Action.SHARE_REVOKED
    assert Action.NOTICE_QUEUED not in actions(stored(), share)


def test_the_recipient_is_told_where_the_box_is_ticked(site, emma, share, stored):
    emma.get(page(site, share, "revoke"))
    assert "Tell the recipient by mail" in emma.text
    emma.press("revoke", notify="selected")
    assert actions(stored(), share)[-2:] == [Action.SHARE_REVOKED, Action.NOTICE_QUEUED]
    emma.get(page(site, share))
    assert "Notice queued" in emma.text
    assert "No longer shared" in emma.text


def test_a_box_ticked_tells_nobody_of_what_was_never_approved(site, emma, share, stored):
    distribution = stored().distributions[stored().shares[share].distribution_id]
    stored().shares[share].hold = distribution.hold = Hold()
    transaction.commit()
    emma.get(page(site, share, "revoke"))
    emma.press("revoke", notify="selected")
    assert actions(stored(), share)[-1] == Action.SHARE_REVOKED


def test_too_long_a_reason_revokes_nothing(site, emma, share, stored):
    emma.get(page(site, share, "revoke"))
    emma.press("revoke", reason="x" * 501)
    assert "The reason is longer than 500 characters." in emma.text
    assert stored().shares[share].revocation is None


@pytest.mark.parametrize("verb", ["link", "resend", "codes"])
def test_looking_at_an_act_does_nothing(site, emma, share, stored, verb):
    switch_codes_off(stored(), share)
    before = actions(stored(), share)
    emma.get(page(site, share, verb))
    assert emma.answer.url == page(site, share)
    assert actions(stored(), share) == before
    assert codes_are_off(stored(), share)


def test_posts_without_token_are_refused_and_store_nothing(site, emma, share, stored):
    switch_codes_off(stored(), share)
    before = actions(stored(), share)
    for verb in ("link", "resend", "codes"):
        answer = emma.session.post(page(site, share, verb))
        assert answer.status_code == 403
        assert "/@@external-share/" not in answer.text
    for verb, button in (("revoke", "revoke"), ("change", "save")):
        emma.get(page(site, share, verb))
        assert emma.press(button, without=("_authenticator",), access="download").status_code == 403
    assert actions(stored(), share) == before
    assert len(stored().outbox) == 1
    assert codes_are_off(stored(), share)


def test_an_unusable_key_is_a_sentence_and_nothing_is_done(site, emma, share, stored, monkeypatch):
    emma.get(page(site, share, "revoke"))
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key")
    emma.press("revoke", reason="x")
    assert "The secret key of external sharing cannot be read." in emma.text
    assert stored().shares[share].revocation is None
    emma.post(page(site, share, "link"))
    assert "The secret key of external sharing cannot be read." in emma.text
