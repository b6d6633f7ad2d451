"""Terms, and the status that follows from them."""

from collective.externalshare.model.gate import DocumentGate
from collective.externalshare.model.hold import Hold
from collective.externalshare.model.share import Share
from collective.externalshare.model.share import Status
from collective.externalshare.model.terms import Terms
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import HOUR
from collective.externalshare.model.times import to_micros
from datetime import datetime
from datetime import UTC

import pickle
import pytest


NOW = to_micros(datetime(2026, 3, 2, 9, tzinfo=UTC))


def a_share(**terms):
    gate = DocumentGate("d", "/plone/d", "D")
    terms = {"expires": NOW + DAY, "access": "download", **terms}
    return Share("s", "i", "x", "r", "dana", "", gate, Terms(**terms), NOW)


def spend(share, downloads):
    for _ in range(downloads):
        share.usage.count("download", NOW)


def test_terms_stored_before_a_field_was_there_have_its_default():
    stored = Terms(NOW, "download")
    for name in set(vars(stored)) - {"expires", "access"}:
        object.__delattr__(stored, name)
    found = pickle.loads(pickle.dumps(stored))
    assert set(vars(found)) == {"expires", "access"}
    assert found == Terms(NOW, "download")


def test_the_first_status_that_holds_wins():
    share = a_share(starts=NOW + HOUR, limit=1)
    spend(share, 1)
    share.hold = Hold()
    share.revoke(NOW, "dana", "")
    assert share.status(NOW + 2 * DAY, "not_published") is Status.REVOKED
    share.revocation = None
    assert share.status(NOW + DAY, "not_published") is Status.EXPIRED
    assert share.status(NOW + 2 * HOUR, "not_published") is Status.PENDING
    share.hold.waiting = False
    assert share.status(NOW + HOUR - 1, "not_published") is Status.PENDING
    assert share.status(NOW + HOUR, "not_published") is Status.EXHAUSTED
    share.usage.begin_anew()
    assert share.status(NOW + HOUR, "not_published") is Status.SUSPENDED
    assert share.status(NOW + HOUR, None) is Status.ACTIVE


def test_spent_downloads_leave_looking_and_only_at_what_is_published():
    share = a_share(limit=2)
    spend(share, 2)
    assert share.status(NOW, None) is Status.EXHAUSTED
    assert share.readable(NOW, None)
    assert not share.readable(NOW, "not_published")
    assert not share.readable(NOW + DAY, None)
    share.hold = Hold()
    assert not share.readable(NOW, None)


def test_a_limit_counts_downloads_since_the_terms_were_changed():
    share = a_share(limit=3)
    share.usage.count("view", NOW)
    spend(share, 2)
    assert (share.left, share.spent) == (1, False)
    share.usage.begin_anew()
    assert (share.left, share.usage.downloads) == (3, 2)
    spend(share, 4)
    assert (share.left, share.spent) == (0, True)


@pytest.mark.parametrize("terms", [{"limit": 0}, {"limit": 1, "access": "view"}])
def test_without_a_limit_and_without_a_file_nothing_is_ever_spent(terms):
    share = a_share(**terms)
    spend(share, 3)
    assert (share.left, share.status(NOW, None)) == (None, Status.ACTIVE)


def test_evidence_has_what_was_agreed_and_no_digest_of_a_password():
    plain, secret = Terms(NOW, "view"), Terms(NOW, "view", password="digest")
    assert plain.written() == "view 2026-03-02T09:00:00Z"
    assert secret.written(plain) == "view 2026-03-02T09:00:00Z password=yes"
    assert secret.written(secret) == secret.written()
    other = Terms(NOW, "view", password="another")
    assert other.written(secret) == "view 2026-03-02T09:00:00Z password=new"
    everything = Terms(NOW, "download", NOW, 5, "digest", "first")
    assert everything.written() == (
        "download 2026-03-02T09:00:00Z starts=2026-03-02T09:00:00Z limit=5 password=yes "
        "notify=first"
    )


def test_what_was_not_agreed_is_not_written():
    assert a_share().terms.written() == "download 2026-03-03T09:00:00Z"
    asked = a_share(revision_mode="ask_again", acknowledge=True, acknowledge_days=7).terms
    more = "revision=ask_again acknowledge=yes acknowledge_days=7"
    assert asked.written() == f"download 2026-03-03T09:00:00Z {more}"


def test_shares_stored_before_revisions_were_pinned_follow_what_is_published():
    share = a_share()
    share.gate.see("a" * 64, "1")
    assert (share.given, share.label, share.superseded) == ("a" * 64, "1", False)
    assert (share.acknowledged, share.owes, share.acknowledge_by) == (False, False, None)
