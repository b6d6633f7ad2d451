"""Mails about approvals: who is asked, what they read, and what the sender is told."""

from collective.externalshare.mail.reply import Fate
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.services.approvals import Approvals
from collective.externalshare.services.hand_over import HandOver
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.senders import note_sender
from tests.unit.mail.office import EDITOR
from tests.unit.mail.samples import text_of

import pytest


RIKU = Sender("riku", "Riku Salo", "riku@example.org")
SAM = Sender("sam", "Sam Reed", "sam@example.org")
BY_RIKU = Actor("user", "riku")


@pytest.fixture
def waiting(office):
    """The id of a link that waits; Riku, Sam and its sender may approve."""
    office.approvers = [EDITOR, RIKU, SAM]
    office.people = {one.id: one for one in office.approvers}
    office.rules(approval_required=True)
    return office.invite(papers=[office.paper(title="Drawing 9")])


def decide(office, invitation_id, reason=""):
    office.begin()
    ports = ports_for(office.site)
    made = ports.store.invitations[invitation_id].distribution_id
    approvals = Approvals(ports)
    refused = (
        approvals.reject(made, BY_RIKU, reason) if reason else approvals.approve(made, BY_RIKU)
    )
    assert refused is None
    office.commit()


def sent_to(server, address):
    return [message for message in server.messages if message["To"] == address]


def test_who_may_approve_is_asked_and_never_the_sender(office, server, send, waiting):
    assert send().outcomes == {Fate.SENT: 2}
    assert {message["To"] for message in server.messages} == {
        "riku@example.org",
        "sam@example.org",
    }
    (message,) = sent_to(server, "riku@example.org")
    assert message["Subject"] == "Erika Example asks for approval: Drawing 9"
    text = " ".join(text_of(message).split())
    assert "wants to share this with people outside of Example Works, 1 in number." in text
    assert "* Drawing 9" in text
    assert "/portal/@@externalshare-controlpanel-approvals" in text
    assert "because you may approve external shares on Example Works" in text
    assert "erika@example.org" in message["Reply-To"]
    assert "jo.meyer@example.org" not in text
    assert office.actions(waiting).count("notice.sent") == 2


def test_as_many_are_asked_as_the_site_wants(office, server, send):
    office.approvers = [EDITOR, RIKU, SAM]
    office.rules(approval_required=True, approval_mails=1)
    office.invite()
    send()
    assert [message["To"] for message in server.messages] == ["riku@example.org"]
    office.rules(approval_mails=0)
    office.invite()
    send()
    assert len(server.messages) == 1


def test_the_sender_is_told_of_an_approval_besides_the_reader(office, server, send, waiting):
    send()
    decide(office, waiting)
    send()
    (message,) = sent_to(server, "erika@example.org")
    assert message["Subject"] == "Approved: Drawing 9"
    text = text_of(message)
    assert text.startswith("Hello Erika Example,")
    assert "Riku Salo has approved what you share on Example Works." in text
    assert "/@@external-share-details/" in text
    assert len(sent_to(server, "jo.meyer@example.org")) == 1
    assert office.actions(waiting).count("notice.sent") == 3


def test_of_a_rejection_the_sender_reads_the_reason_and_the_reader_nothing(
    office, server, send, waiting
):
    send()
    decide(office, waiting, "No contract with <them>\nyet")
    send()
    (message,) = sent_to(server, "erika@example.org")
    assert message["Subject"] == "Not approved: Drawing 9"
    assert "Nothing of it left." in text_of(message)
    assert "No contract with <them>" in text_of(message)
    html = message.get_body(("html",)).get_content()
    assert "No contract with &lt;them&gt;" in html
    assert sent_to(server, "jo.meyer@example.org") == []


def test_a_site_can_do_without_telling_senders(office, server, send, waiting):
    office.rules(mail_decided=False)
    decide(office, waiting)
    send()
    assert sent_to(server, "erika@example.org") == []


def test_nobody_is_asked_any_more_once_somebody_decided(office, server, send, waiting):
    decide(office, waiting)
    assert send().outcomes[Fate.SKIPPED] == 2
    assert sent_to(server, "riku@example.org") == []
    skipped = [row for row in office.store.chains[waiting].rows() if row["result"] == "skipped"]
    assert {row["reason"] for row in skipped} == {"approval_over"}


def test_nobody_is_asked_about_what_the_sender_took_back(office, server, send, waiting):
    office.begin()
    ports = ports_for(office.site)
    shares = [ports.store.shares[one] for one in ports.store.invitations[waiting].share_ids]
    Revoke(ports)(shares, Actor("user", "erika"))
    office.commit()
    send()
    assert server.messages == []


def test_a_sending_to_many_asks_each_person_once(office, send):
    office.approvers = [RIKU, RIKU]
    office.rules(approval_required=True)
    office.invite(papers=[office.paper(), office.paper()])
    rows = [row for row in office.store.outbox.values() if row.kind == MailKind.APPROVAL_ASKED]
    assert len(rows) == 1


def hand_over(office, invitation_id, successor):
    office.begin()
    ports = ports_for(office.site)
    shares = [ports.store.shares[one] for one in ports.store.invitations[invitation_id].share_ids]
    HandOver(ports)(shares, successor, Actor("user", "erika"))
    office.commit()


def skipped_for(office, invitation_id):
    rows = office.store.chains[invitation_id].rows()
    return [row["reason"] for row in rows if row["result"] == "skipped"]


def test_who_may_not_approve_any_more_when_the_mail_could_leave_reads_nothing(
    office, server, send, waiting
):
    office.approvers = [EDITOR, SAM]
    send()
    assert [message["To"] for message in server.messages] == ["sam@example.org"]
    assert skipped_for(office, waiting) == ["approver_may_not"]


def test_nobody_is_asked_about_what_was_handed_over_to_them(office, server, send, waiting):
    hand_over(office, waiting, RIKU)
    send()
    assert [message["To"] for message in server.messages] == ["sam@example.org"]


def test_a_decision_is_told_to_whom_it_was_handed_over_meanwhile(office, server, send, waiting):
    send()
    decide(office, waiting, "No contract")
    hand_over(office, waiting, SAM)
    send()
    assert sent_to(server, "erika@example.org") == []
    (message,) = (one for one in sent_to(server, "sam@example.org") if "Not" in one["Subject"])
    assert text_of(message).startswith("Hello Sam Reed,")


def test_a_decision_is_told_to_nobody_who_left_before_the_mail_could(office, server, send, waiting):
    send()
    decide(office, waiting, "No contract")
    office.begin()
    note_sender(ports_for(office.site), "erika", gone=True)
    office.commit()
    send()
    assert sent_to(server, "erika@example.org") == []
    assert skipped_for(office, waiting) == ["sender_left"]


def test_a_decision_is_told_to_nobody_where_the_successor_has_no_address(
    office, server, send, waiting
):
    send()
    decide(office, waiting, "No contract")
    hand_over(office, waiting, Sender("kay", "Kay Low"))
    send()
    assert sent_to(server, "erika@example.org") == []
    assert skipped_for(office, waiting) == ["handed_over"]
