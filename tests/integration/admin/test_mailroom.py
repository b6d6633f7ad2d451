"""The outbox in the eyes of an administrator, without a face."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import OutboxState
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.common.content import a_document
from tests.common.content import set_up_mail

import pytest
import transaction


ACTOR = Actor("user", "steward")


@pytest.fixture
def ports(portal, clock):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal, "https://documents.example.org")
    return ports_for(portal)


@pytest.fixture
def share(portal, ports):
    order = Order(
        [Document(a_document(portal))],
        [parse_line("Jo <jo@example.org>, Supplier")],
        make_terms(ports, days=7),
        Sender(TEST_USER_ID, "Dana Ortiz"),
    )
    made = Distribute(ports)(order)
    transaction.savepoint()
    return ports.store.shares[made.share_ids[0]]


def give_up(ports, row_id, reply="550 No such user"):
    ports.store.outbox[row_id].finish(OutboxState.DEAD, reply)
    ports.store.pending_mail.remove(row_id)
    ports.store.dead_mail.insert(row_id)


def the_row(ports):
    (row_id,) = ports.store.pending_mail
    return row_id


def test_waiting_letters_say_to_whom_about_what_since_when(ports, share, clock):
    clock.pass_time(minutes=5)
    (letter,) = Mailroom(ports).waiting()
    assert letter.address == "jo@example.org"
    assert letter.titles == ("SOP-014 Incoming inspection",)
    assert letter.age == 5 * 60 * 1_000_000


def test_a_retried_letter_gets_two_more_days(ports, share, clock):
    row_id = the_row(ports)
    give_up(ports, row_id)
    clock.pass_time(days=3)
    assert Mailroom(ports).retry(row_id, ACTOR) is True
    row = ports.store.outbox[row_id]
    assert row.due == ports.now
    assert row.give_up == ports.now + 48 * 3600 * 1_000_000


def test_an_expired_share_refuses_the_retry(ports, share, clock):
    row_id = the_row(ports)
    give_up(ports, row_id)
    clock.pass_time(days=8)
    assert Mailroom(ports).retry(row_id, ACTOR) == Refused("share_expired")
    assert list(ports.store.dead_mail) == [row_id]


def test_without_mail_nothing_is_queued(ports, share):
    row_id = the_row(ports)
    give_up(ports, row_id)
    api.portal.set_registry_record("plone.smtp_host", "")
    assert Mailroom(ports).retry(row_id, ACTOR) == Refused("mail_missing")
    refused = Mailroom(ports).test_mail("me@example.org", "en", ACTOR)
    assert refused == Refused("mail_missing")
    assert not ports.store.pending_mail


def test_a_code_that_did_not_leave_is_not_sent_again_but_can_be_taken_off(ports, share):
    token = Invite(ports).link(share, ACTOR).rpartition("/")[2]
    invitation_row = the_row(ports)
    Admit(ports).request_code(token, "jo@example.org", "", Contact())
    (code_row,) = set(ports.store.pending_mail) - {invitation_row}
    give_up(ports, code_row)
    (letter,) = Mailroom(ports).dead()
    assert (letter.address, letter.again) == ("jo@example.org", False)
    assert Mailroom(ports).retry(code_row, ACTOR) is False
    assert Mailroom(ports).dismiss(code_row, ACTOR) is True
    assert code_row not in ports.store.outbox


def test_a_waiting_letter_can_neither_be_retried_nor_dismissed(ports, share):
    row_id = the_row(ports)
    assert Mailroom(ports).retry(row_id, ACTOR) is False
    assert Mailroom(ports).dismiss(row_id, ACTOR) is False
    assert list(ports.store.pending_mail) == [row_id]


def test_a_resent_invitation_takes_its_dead_letter_off_the_list(ports, share):
    row_id = the_row(ports)
    give_up(ports, row_id)
    assert Invite(ports).resend(share, ACTOR) is None
    assert not ports.store.dead_mail
    assert row_id not in ports.store.outbox
    assert len(ports.store.pending_mail) == 1
