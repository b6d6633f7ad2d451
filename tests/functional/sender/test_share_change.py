"""The terms of a share are changed over HTTP, and taken back."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.times import DAY
from tests.functional.sender.shares import actions
from tests.functional.sender.shares import page

import pytest
import re


def test_change_begins_with_the_terms_and_stores_new_ones(site, emma, share, stored):
    old = stored().shares[share].terms
    emma.get(page(site, share, "change"))
    values = emma.form("form.buttons.save").values
    assert (values["form.widgets.until"], values["form.widgets.access"]) == ("keep", "view")
    emma.press("save", access="download")
    terms = stored().shares[share].terms
    assert (terms.access, terms.expires) == ("download", old.expires)
    emma.get(page(site, share, "change"))
    emma.press("save", until="7")
    terms = stored().shares[share].terms
    assert terms.access == "download"
    assert terms.expires < old.expires - 20 * DAY
    assert actions(stored(), share)[-2:] == [Action.SHARE_CHANGED] * 2
    assert "The share of Jo Meyer now lasts until" in emma.text


def test_a_limit_is_changed_and_taken_back(site, emma, share, stored):
    emma.get(page(site, share, "change"))
    emma.press("save", access="download", limit="3", starts="2099-01-01")
    assert "at least one hour before it ends" in emma.text
    emma.press("save", access="download", limit="3", starts="")
    assert stored().shares[share].left == 3
    emma.get(page(site, share, ""))
    assert "Downloads at most: 3 (before: " in emma.text
    emma.get(page(site, share, "change"))
    assert re.search(r'<input [^>]*name="form.widgets.limit"[^>]*value="3"', emma.text)
    emma.press("save", limit="")
    assert stored().shares[share].left is None


def test_revision_and_acknowledgement_are_changed_and_taken_back(site, emma, share, stored):
    emma.get(page(site, share, "change"))
    asked = {"acknowledge:list": "selected", "acknowledge_days": "3", "revision_mode": "ask_again"}
    emma.press("save", **asked)
    terms = stored().shares[share].terms
    assert (terms.revision_mode, terms.acknowledge_days) == ("ask_again", 3)
    emma.get(page(site, share, ""))
    assert "each revision is to be acknowledged again" in emma.text
    emma.get(page(site, share, "change"))
    emma.press("save", without=("form.widgets.acknowledge:list",))
    terms = stored().shares[share].terms
    assert (terms.revision_mode, terms.acknowledge, terms.acknowledge_days) == ("latest", False, 0)
    emma.get(page(site, share, "change"))
    emma.press("save", revision_mode="pinned")
    assert stored().shares[share].pin.label == "1"


def test_when_the_sender_is_told_is_changed(site, emma, share, stored):
    emma.get(page(site, share, "change"))
    emma.press("save", notify="every")
    assert stored().shares[share].terms.notify == "every"
    emma.get(page(site, share, ""))
    assert re.search(r"told of openings</dt>\s*<dd>At every opening</dd>", emma.text)
    emma.get(page(site, share, "change"))
    emma.press("save", notify="never")
    assert stored().shares[share].terms.notify == "never"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Say what to change"),
        ({"until": "date", "date": "2999-01-01"}, "A share may last for at most 90 days from now."),
        ({"until": "date"}, "Choose the date until when the share lasts."),
    ],
)
def test_what_cannot_be_changed_is_said(site, emma, share, stored, typed, sentence):
    emma.get(page(site, share, "change"))
    emma.press("save", **typed)
    assert sentence in emma.text
    assert Action.SHARE_CHANGED not in actions(stored(), share)


def test_an_expired_share_is_brought_back(site, emma, share, stored, clock):
    clock.pass_time(days=31)
    emma.get(page(site, share))
    assert "Expired" in emma.text
    assert "externalshare-act-resend" not in emma.text
    emma.get(page(site, share, "change"))
    emma.press("save", until="7")
    assert "Active" in emma.text
