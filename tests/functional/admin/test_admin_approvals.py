"""The tab Approvals: a queue with two buttons and a reason."""

from dataclasses import replace
from plone import api
from tests.functional.admin.conftest import PANEL

import pytest
import transaction


APPROVALS = f"{PANEL}-approvals"


@pytest.fixture
def waiting(ports, share_with):
    """The id of a distribution that waits."""
    api.portal.set_registry_record("collective.externalshare.approval_required", True)
    transaction.commit()
    (share_id,) = share_with("Jo Meyer <jo@example.org>, Meyer Tools")
    return ports().store.shares[share_id].distribution_id


def decide(visitor, login, **data):
    page = visitor(login)
    return page.post(APPROVALS, _authenticator=token_of(page), seen=seen_by(page), **data)


def seen_by(page):
    text = page.get(APPROVALS).text
    return text.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]


def token_of(page):
    text = page.get(APPROVALS).text
    return text.partition('name="_authenticator"')[2].partition('value="')[2].partition('"')[0]


def test_what_waits_is_shown_with_its_terms_and_readers(waiting, visitor):
    page = visitor("editor").get(APPROVALS)
    assert page.status_code == 200
    for words in ("Dana Ortiz", "Jo Meyer, jo@example.org, Meyer Tools", "SOP-014"):
        assert words in page.text
    assert waiting in page.text


def test_whoever_decides_sees_all_that_was_agreed(waiting, visitor, ports):
    store = ports().store
    (share,) = store.shares.values()
    asked = {"revision_mode": "pinned", "acknowledge": True, "limit": 3, "access": "download"}
    share.terms = replace(share.terms, **asked)
    store.distributions[waiting].label = "Tender 4711"
    transaction.commit()
    page = " ".join(visitor("editor").get(APPROVALS).text.split())
    assert "<dt>Which revision</dt> <dd>This revision, as long as" in page
    assert "<dt>Acknowledgement</dt> <dd>asked for</dd>" in page
    assert "<dt>Downloads at most</dt> <dd>3</dd>" in page
    assert "<dt>Label</dt> <dd>Tender 4711</dd>" in page


def test_a_mail_that_waits_is_called_neither_sent_nor_left_out(waiting, visitor, ports):
    (share_id,) = ports().store.shares
    page = " ".join(visitor("editor").get(f"@@external-share-details/{share_id}").text.split())
    assert "Not sent" in page
    assert "Link without mail" not in page


def test_who_approves_lets_it_go(waiting, visitor, ports):
    answer = decide(visitor, "editor", distribution=waiting, approve="1")
    assert answer.status_code == 303
    assert "Nothing is waiting." in visitor("editor").get(APPROVALS).text
    store = ports().store
    assert not store.distributions[waiting].hold.waiting
    kinds = sorted(row.kind for row in store.outbox.values())
    assert kinds[-1] == "invitation"
    assert kinds.count("approval_given") == 1


def test_what_was_changed_meanwhile_is_shown_again_and_not_let_go(waiting, visitor, ports):
    page = visitor("editor")
    token, seen = token_of(page), seen_by(page)
    store = ports().store
    (share,) = store.shares.values()
    share.terms = replace(share.terms, access="download")
    transaction.commit()
    form = {"distribution": waiting, "approve": "1", "seen": seen}
    answer = page.post(APPROVALS, _authenticator=token, **form)
    assert "This was changed while you looked at it." in answer.text
    assert ports().store.distributions[waiting].hold.waiting
    del form["seen"]
    answer = page.post(APPROVALS, _authenticator=token, **form)
    assert "This was changed while you looked at it." in answer.text


def test_who_rejects_says_why(waiting, visitor, ports):
    answer = decide(visitor, "editor", distribution=waiting, reject="1", reason=" ")
    assert (answer.status_code, "Say why you reject it" in answer.text) == (400, True)
    answer = decide(visitor, "editor", distribution=waiting, reject="1", reason="No contract")
    assert answer.status_code == 303
    (share,) = ports().store.shares.values()
    assert share.revocation.reason == "No contract"


def test_another_account_of_the_senders_mailbox_has_no_buttons_and_decides_nothing(
    waiting, visitor, ports
):
    page = visitor("editor")
    token, seen = token_of(page), seen_by(page)
    api.user.get(userid="editor").setMemberProperties({"email": "Dana.Ortiz@Example.org"})
    transaction.commit()
    assert 'name="approve"' not in page.get(APPROVALS).text
    form = {"distribution": waiting, "approve": "1", "seen": seen}
    answer = page.post(APPROVALS, _authenticator=token, **form)
    assert answer.status_code == 400
    assert "Your mail address is also that of somebody who sent" in answer.text
    assert ports().store.distributions[waiting].hold.waiting


def test_without_the_permission_or_the_token_nothing_is_decided(waiting, visitor, ports):
    assert visitor("member").get(APPROVALS).status_code in (302, 401, 403)
    assert visitor("editor").post(APPROVALS, distribution=waiting, approve="1").status_code == 403
    assert ports().store.distributions[waiting].hold.waiting


def test_readers_of_what_nobody_approved_are_not_told_that_it_was_revoked(waiting, steward, ports):
    (share_id,) = ports().store.shares
    steward.submit(f"{PANEL}-revoke", ids=share_id, reason="", notify="1")
    store = ports().store
    assert store.shares[share_id].revocation
    assert "revoked" not in {row.kind for row in store.outbox.values()}
