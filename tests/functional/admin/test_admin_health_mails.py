"""Health: mails that wait or died, and what becomes of them."""

from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.outbox import OutboxRow
from collective.externalshare.model.outbox import OutboxState
from collective.externalshare.services.history import History
from collective.externalshare.services.revoke import Revoke
from tests.functional.admin.conftest import PANEL

import pytest
import re
import transaction


HEALTH = f"{PANEL}-health"


def colours(page):
    found = re.findall(
        r'<li class="externalshare-check externalshare-(\w+)">\s*<h3>([^<]+)', page.text
    )
    return {name.strip(): colour for colour, name in found}


def test_a_mail_that_waits_too_long_is_amber_and_listed_with_its_last_reply(
    steward, share_with, ports
):
    share_with("Jo <jo@example.org>")
    store = ports().store
    (row_id,) = store.pending_mail
    row = store.outbox[row_id]
    row.created -= 3 * 3_600_000_000
    row.attempts = 2
    row.reply = "451 4.3.0 Try again later"
    transaction.commit()
    page = steward.get(HEALTH)
    assert colours(page)["Outbox"] == "amber"
    waiting = page.text.split("Waiting mails")[1]
    for words in ("jo@example.org", "SOP-014", "451 4.3.0 Try again later", "3 h", "tries: 2"):
        assert words in waiting, words


def test_a_dead_letter_is_red_and_goes_back_into_the_outbox(steward, dead_letter, ports):
    page = steward.get(HEALTH)
    assert colours(page)["Outbox"] == "red"
    assert "550 5.1.1 No such user here" in page.text
    assert "jo@nowhere.example.org" in page.text
    answer = steward.submit(HEALTH, resend=dead_letter)
    assert answer.status_code == 303
    assert "The mail is queued again." in steward.http.get(answer.headers["Location"]).text
    found = ports()
    assert list(found.store.pending_mail) == [dead_letter]
    assert list(found.store.dead_mail) == []
    row = found.store.outbox[dead_letter]
    assert (row.state, row.attempts) == ("queued", 0)
    (share,) = found.store.shares.values()
    delivery = found.store.invitations[share.invitation_id].delivery
    assert (delivery.state, delivery.row_id) == ("queued", dead_letter)
    assert History(found).of_share(share)[-1]["action"] == "mail.retried"


def test_seals_that_did_not_arrive_are_listed_and_go_out_again(steward, ports):
    store = ports().store
    row = OutboxRow("ab" * 16, MailKind.SEALS, "1-2", 1, 2, address="auditor@example.com")
    row.finish(OutboxState.DEAD, "550 5.1.1 No such user here")
    store.outbox[row.id] = row
    store.dead_mail.insert(row.id)
    transaction.commit()
    page = steward.get(HEALTH).text
    assert "auditor@example.com" in page
    assert re.search(r">\s*Seals\s*</span>", page)
    assert steward.submit(HEALTH, resend=row.id).status_code == 303
    assert list(ports().store.pending_mail) == [row.id]


def test_resending_twice_queues_once(steward, dead_letter, ports):
    steward.submit(HEALTH, resend=dead_letter)
    answer = steward.submit(HEALTH, resend=dead_letter)
    assert "nothing was sent" in steward.http.get(answer.headers["Location"]).text
    assert len(ports().store.pending_mail) == 1


def test_the_mail_of_a_revoked_share_is_not_sent_again(steward, dead_letter, ports):
    found = ports()
    Revoke(found)(list(found.store.shares.values()), Actor("user", "steward"))
    transaction.commit()
    page = steward.get(HEALTH)
    assert 'name="resend"' not in page.text
    answer = steward.submit(HEALTH, resend=dead_letter)
    assert answer.status_code == 400
    assert "This share has been revoked." in answer.text
    assert list(ports().store.pending_mail) == []


def test_a_dead_letter_can_be_taken_off_the_list_and_stays_failed_at_the_share(
    steward, dead_letter, ports
):
    steward.submit(HEALTH, dismiss=dead_letter)
    found = ports()
    assert list(found.store.dead_mail) == list(found.store.pending_mail) == []
    (share,) = found.store.shares.values()
    assert found.store.invitations[share.invitation_id].delivery.state == "failed"
    assert History(found).of_share(share)[-1]["action"] == "mail.dismissed"
    assert colours(steward.get(HEALTH))["Outbox"] == "green"


def test_a_test_mail_is_queued_for_the_address_with_its_evidence(steward, ports):
    assert 'value="steward@example.org"' in steward.get(HEALTH).text
    steward.submit(HEALTH, test_mail="1", address="Me@Example.org")
    found = ports()
    (row_id,) = found.store.pending_mail
    row = found.store.outbox[row_id]
    assert (row.kind, row.address) == ("test", "me@example.org")
    event = list(found.store.chains[ADMINISTRATION].rows())[-1]
    assert (event["action"], event["person"]["address"]) == ("mail.tested", "me@example.org")
    assert "The test mail to me@example.org waits to be sent." in steward.get(HEALTH).text


@pytest.mark.parametrize(
    ("address", "sentence"),
    [("", "Type your e-mail address."), ("no address", "has no usable mail address")],
)
def test_a_test_mail_to_no_address_is_refused(steward, ports, address, sentence):
    answer = steward.submit(HEALTH, test_mail="1", address=address)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert list(ports().store.pending_mail) == []
