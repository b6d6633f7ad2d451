"""Health: colours and sentences, mails that wait or died, sessions."""

from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.secrets import digest
from collective.externalshare.model.secrets import new_secret
from collective.externalshare.model.session import AccessSession
from plone import api
from tests.functional.admin.conftest import PANEL

import base64
import pytest
import re
import transaction


HEALTH = f"{PANEL}-health"


def colours(page):
    found = re.findall(
        r'<li class="externalshare-check externalshare-(\w+)">\s*<h3>([^<]+)', page.text
    )
    return {name.strip(): colour for colour, name in found}


@pytest.fixture
def key_outside(monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_KEY", base64.b64encode(b"k" * 32).decode())


def a_session(store, address, clock_now):
    recipient = store.recipient_at(address)
    invitation = next(i for i in store.invitations.values() if i.recipient_id == recipient.id)
    session = AccessSession(digest(new_secret()), recipient.id, invitation.id, clock_now)
    store.sessions[session.digest] = session
    store.session_lists[recipient.id].add(session.digest, 5)
    return session.digest


def test_a_site_in_order_is_all_green(steward, key_outside, monkeypatch, tmp_path):
    monkeypatch.setenv("EXTERNALSHARE_SEAL_LOG", str(tmp_path))
    found = colours(steward.get(HEALTH))
    names = "Mail,Outbox,Secret key,Address in links,Database,Records,Seals,Fonts"
    assert found == dict.fromkeys(names.split(","), "green")


def test_seals_without_a_log_outside_are_a_weaker_promise(steward, monkeypatch):
    monkeypatch.delenv("EXTERNALSHARE_SEAL_LOG", raising=False)
    page = steward.get(HEALTH)
    assert colours(page)["Seals"] == "amber"
    assert "Seals lie in the database alone: whoever can roll it back leaves no trace." in page.text


def test_a_key_in_the_database_is_amber_and_says_what_to_set(steward):
    page = steward.get(HEALTH)
    assert colours(page)["Secret key"] == "amber"
    assert "Set EXTERNALSHARE_KEY" in page.text


def test_an_unreadable_key_is_red_and_no_traceback(steward, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "not a key")
    page = steward.get(HEALTH)
    assert page.status_code == 200
    assert colours(page)["Secret key"] == "red"
    assert colours(page)["Records"] == "red"


def test_missing_mail_and_link_base_are_red_with_the_way_to_mend_them(steward, ports):
    ports()
    api.portal.set_registry_record("plone.smtp_host", "")
    api.portal.set_registry_record("collective.externalshare.link_base", "")
    transaction.commit()
    page = steward.get(HEALTH)
    assert colours(page)["Mail"] == colours(page)["Address in links"] == "red"
    assert "@@mail-controlpanel" in page.text.split("externalshare-checks")[1]
    assert f'/{PANEL}-settings"' in page.text.split("externalshare-checks")[1]


def test_the_way_to_mend_is_shown_to_those_who_may_go_it(site, visitor, ports):
    ports()
    api.portal.set_registry_record("plone.smtp_host", "")
    api.portal.set_registry_record("collective.externalshare.link_base", "")
    site.manage_permission("collective.externalshare: Manage external shares", ["Member"])
    transaction.commit()
    page = visitor("member").get(HEALTH)
    assert colours(page)["Mail"] == colours(page)["Address in links"] == "red"
    checks = page.text.split("externalshare-checks")[1]
    assert "@@mail-controlpanel" not in checks
    assert f"{PANEL}-settings" not in checks


def test_a_row_changed_behind_the_back_is_red(steward, ports):
    steward.submit(HEALTH, test_mail="1", address="me@example.org")
    chunk = ports().store.chains[ADMINISTRATION].chunks[0]
    text, mac = chunk.rows[-1]
    assert "steward" in text
    chunk.rows = (*chunk.rows[:-1], (text.replace("steward", "nobody"), mac))
    transaction.commit()
    page = steward.get(HEALTH)
    assert colours(page)["Records"] == "red"
    assert f"row {len(chunk.rows) - 1} (administration) does not verify" in page.text


def test_sessions_are_listed_and_ended_one_or_all(steward, share_with, ports, clock):
    share_with("jo@example.org", "ann@example.org", by_mail=False)
    found = ports()
    jo = a_session(found.store, "jo@example.org", found.now)
    a_session(found.store, "ann@example.org", found.now)
    transaction.commit()
    page = steward.get(HEALTH).text
    assert "Open sessions of recipients: 2." in page
    listed = page.partition(">Sessions<")[2]
    assert "jo@example.org" in listed
    assert "ann@example.org" in listed
    steward.submit(HEALTH, end_session=jo)
    assert jo not in ports().store.sessions
    assert len(ports().store.sessions) == 1
    steward.submit(HEALTH, end_all="1")
    assert len(ports().store.sessions) == 0
    rows = list(ports().store.chains[ADMINISTRATION].rows())
    assert (rows[-1]["action"], rows[-1]["new"]) == ("session.all_ended", "1")


def test_seals_are_made_on_demand(steward, share_with, ports):
    share_with("jo@example.org")
    page = steward.submit(HEALTH, seal="1")
    assert page.status_code == 303
    assert "Seal 1 was made." in steward.get(HEALTH).text
    assert not ports().store.unsealed_chains()
    steward.submit(HEALTH, seal="1")
    assert "Nothing was recorded since the last seal." in steward.get(HEALTH).text
    assert len(list(ports().store.seals())) == 1


DEEDS = ["resend", "dismiss", "end_all", "end_session", "test_mail", "seal"]


@pytest.mark.parametrize("deed", DEEDS)
def test_no_deed_is_done_without_the_authenticator(steward, dead_letter, ports, deed):
    found = ports()
    session = a_session(found.store, "jo@nowhere.example.org", found.now)
    transaction.commit()
    values = {"resend": dead_letter, "dismiss": dead_letter, "end_session": session}
    answer = steward.post(HEALTH, address="a@example.org", **{deed: values.get(deed, "1")})
    assert answer.status_code == 403
    store = ports().store
    assert list(store.dead_mail) == [dead_letter]
    assert list(store.sessions) == [session]
    assert list(store.pending_mail) == []
    assert store.last_seal() is None


def test_an_unreadable_key_does_no_deed(steward, dead_letter, ports, monkeypatch):
    token = steward.token()
    monkeypatch.setenv("EXTERNALSHARE_KEY", "not a key")
    answer = steward.post(HEALTH, resend=dead_letter, _authenticator=token)
    assert answer.status_code == 503
    assert "The secret key of external sharing cannot be read." in answer.text
    assert list(ports().store.dead_mail) == [dead_letter]
