"""Extending, resending and exporting from the table: asked first, by POST only, for managers."""

from tests.functional.admin.conftest import PANEL

import pytest


EXTEND, RESEND, EXPORT = (f"{PANEL}-{name}" for name in ("extend", "resend", "export"))


@pytest.fixture
def three(share_with):
    return share_with("a@example.org", "b@example.org", "c@example.org")


def ends(ports):
    return {share.id: share.terms.expires for share in ports().store.shares.values()}


def test_the_table_offers_every_deed_to_who_manages_and_none_to_an_auditor(steward, visitor, three):
    page = steward.get(PANEL).text
    for name in (EXTEND, RESEND, EXPORT):
        assert f"/{name}" in page
    page = visitor("auditor").get(PANEL).text
    for name in (EXTEND, RESEND, EXPORT):
        assert f"/{name}" not in page


@pytest.mark.parametrize("view", [EXTEND, RESEND, EXPORT])
def test_asking_does_nothing_and_shows_what_it_is_about(steward, three, ports, view):
    before, mails = ends(ports), len(ports().store.outbox)
    page = steward.get(view, ids=list(three[:2]))
    assert page.status_code == 200
    assert "a@example.org" in page.text
    assert "(2)" in page.text
    assert "c@example.org" not in page.text
    assert ends(ports) == before
    assert len(ports().store.outbox) == mails
    assert steward.post(view, ids=list(three)).status_code == 403
    assert ends(ports) == before


def test_the_selected_last_longer(steward, three, ports):
    before = ends(ports)
    answer = steward.submit(EXTEND, ids=list(three[:2]), days="30", view="expiring")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"{PANEL}?view=expiring")
    assert "Shares extended: 2." in steward.http.get(answer.headers["Location"]).text
    changed = {share for share, end in ends(ports).items() if end != before[share]}
    assert changed == set(three[:2])
    answer = steward.submit(EXTEND, ids=list(three[:2]), days="15")
    page = steward.http.get(answer.headers["Location"]).text
    assert "Shares extended: 0. Left as they are: 2." in page


@pytest.mark.parametrize("days", ["", "0", "x", "-3", "99999", "91"])
def test_a_number_of_days_that_cannot_be_is_said_and_changes_nothing(steward, three, ports, days):
    before = ends(ports)
    answer = steward.submit(EXTEND, ids=list(three), days=days)
    assert answer.status_code == 400
    assert "A share lasts at least 1 day and at most 90 days." in answer.text
    assert ends(ports) == before


def test_the_mails_of_the_selected_are_queued_again_and_refusals_are_told(steward, three, ports):
    steward.submit(f"{PANEL}-revoke", ids=[three[0]], reason="")
    answer = steward.submit(RESEND, ids=list(three))
    page = steward.http.get(answer.headers["Location"]).text
    assert "Mails on their way again: 2. Refused: 1." in page
    assert "This share has been revoked." in page
    assert len(ports().store.outbox) == 5


def test_the_selected_are_handed_out_as_a_table(steward, three, ports):
    answer = steward.submit(EXPORT, ids=list(three[:2]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="external-')
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "a@example.org" in answer.text
    assert "c@example.org" not in answer.text
    last = list(ports().store.chains["administration"].rows())[-1]
    assert (last["action"], last["actor"]) == ("evidence.exported", ["user", "steward"])


@pytest.mark.parametrize("login", ["editor", "auditor", None])
def test_who_does_not_manage_reaches_none_of_it(visitor, three, login):
    for view in (EXTEND, RESEND, EXPORT):
        answer = visitor(login).get(view, ids=three[0])
        assert answer.status_code in (302, 401)
        assert "a@example.org" not in answer.text
