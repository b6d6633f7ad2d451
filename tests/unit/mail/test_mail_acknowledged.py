"""Mails about acknowledgements: the receipt, the news to the sender, the reminder."""

from collective.externalshare.mail.reply import Fate
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.session import AccessSession
from collective.externalshare.services.acknowledge import Acknowledge
from collective.externalshare.services.jobs import Jobs
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.remind import RemindAll
from collective.externalshare.services.revoke import Revoke
from dataclasses import replace
from tests.unit.mail.office import READER
from tests.unit.mail.samples import text_of
from tests.unit.mail.test_mail_reminders import EDITOR

import pytest
import re


SHA256 = "ab" * 32
CLIENT = Contact()


@pytest.fixture
def asked(office, send):
    """A share that asks for an acknowledgement, opened; its invitation was sent."""
    office.begin()
    office.site.store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
    office.commit()
    invitation_id = office.invite()
    send()
    office.begin()
    share = share_of(office, invitation_id)
    share.terms = replace(share.terms, acknowledge=True, acknowledge_days=7)
    share.usage.count("view", ports_for(office.site).now, "3", SHA256)
    office.commit()
    return invitation_id


def share_of(office, invitation_id):
    store = office.site.store
    return store.shares[store.invitations[invitation_id].share_ids[0]]


def acknowledge(office, invitation_id, notify="every"):
    office.begin()
    ports = ports_for(office.site)
    share = share_of(office, invitation_id)
    share.terms = replace(share.terms, notify=notify)
    session = AccessSession("d" * 64, share.recipient_id, invitation_id, ports.now)
    assert Acknowledge(ports)(session, share.id, SHA256, CLIENT) is True
    office.commit()
    office.clock.pass_time(minutes=2)
    office.begin()
    Posting(ports_for(office.site))()
    office.commit()


def flat(message):
    return re.sub(r"\s+", " ", text_of(message))


def mail_to(server, address):
    (found,) = [one for one in server.messages[1:] if address in one["To"]]
    return found


def test_the_reader_gets_a_receipt_with_time_revision_and_digest(office, server, send, asked):
    acknowledge(office, asked)
    assert send().outcomes == {Fate.SENT: 2}
    receipt = mail_to(server, READER.address)
    assert receipt["Subject"] == "Your receipt: Procedure 7"
    said = flat(receipt)
    assert "that you have read and understood what was shared with you." in said
    assert "revision 3, acknowledged on " in said
    assert SHA256 in said.replace(" ", "")
    assert "@@external-share" not in said
    assert office.actions(asked).count(Action.NOTICE_SENT) == 2


def test_the_sender_is_told_with_time_and_digest(office, server, send, asked):
    acknowledge(office, asked)
    send()
    told = mail_to(server, "erika@example.org")
    assert told["Subject"] == "Acknowledged by Jo Meyer: Procedure 7"
    assert SHA256 in flat(told).replace(" ", "")
    assert "/@@external-share-details/" in flat(told)


def test_of_some_pages_both_say_which(office, server, send, asked):
    office.begin()
    share = share_of(office, asked)
    share.terms = replace(share.terms, pages="1")
    share.usage.count("view", ports_for(office.site).now, "3", SHA256, "1")
    office.commit()
    acknowledge(office, asked)
    send()
    for address in (READER.address, "erika@example.org"):
        assert "revision 3 (pages 1), acknowledged on " in flat(mail_to(server, address))


def test_the_summary_says_what_was_acknowledged(office, server, send, asked):
    acknowledge(office, asked, "never")
    office.clock.pass_time(days=1)
    office.begin()
    Jobs(ports_for(office.site))()
    office.commit()
    send()
    said = flat(mail_to(server, "erika@example.org"))
    assert "Jo Meyer: revision 3, acknowledged on" in said
    assert SHA256 in said.replace(" ", "")


def test_a_receipt_leaves_also_when_the_share_has_ended_meanwhile(office, server, send, asked):
    acknowledge(office, asked)
    office.begin()
    Revoke(ports_for(office.site))([share_of(office, asked)], EDITOR)
    office.commit()
    send()
    assert mail_to(server, READER.address)["Subject"].startswith("Your receipt")


def test_who_was_erased_meanwhile_gets_none(office, server, send, asked):
    acknowledge(office, asked)
    office.begin()
    PersonErasure(ports_for(office.site))(READER.address, READER.address, "On request", EDITOR)
    office.commit()
    send()
    assert len(server.messages) == 1


def test_the_reminder_names_the_day_and_stops_when_it_is_done(office, server, send, asked):
    office.begin()
    uid = share_of(office, asked).document_uid
    RemindAll(ports_for(office.site))(uid, EDITOR)
    office.commit()
    assert send().outcomes == {Fate.SENT: 1}
    message = server.messages[1]
    assert message["Subject"] == "Please acknowledge: Procedure 7"
    assert "to acknowledge by " in flat(message)
    assert message["List-Unsubscribe"]
    office.clock.pass_time(days=1)
    office.begin()
    RemindAll(ports_for(office.site))(uid, EDITOR)
    office.commit()
    acknowledge(office, asked, "never")
    # The receipt leaves, and the reminder that waited does not.
    assert send().outcomes == {Fate.SENT: 1, Fate.SKIPPED: 1}
