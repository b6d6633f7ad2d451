"""Which mails are worth sending at the moment they could leave."""

from collective.externalshare.mail.reply import Fate
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import GIVE_UP
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.outbox import OutboxRow
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.secrets import new_id
from collective.externalshare.model.times import to_micros
from collective.externalshare.services.hand_over import HandOver
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.senders import note_sender
from tests.unit.mail.office import RING
from tests.unit.mail.servers import free_port
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper


EDITOR = Actor("user", "erika")


def text_of(message):
    return message.get_body(("plain",)).get_content()


def test_a_dead_letter_can_be_sent_again_by_a_persons_decision(office, send):
    temper = Temper("550 5.1.1 unknown")
    invitation_id = office.invite()
    with serving(temper) as office.port:
        send()
        store, row = office.store, office.only_row()
        now = to_micros(office.clock.now())
        row.again(now, now + GIVE_UP)
        store.dead_mail.remove(row.id)
        store.pending_mail.insert(row.id)
        office.commit()
        assert send().outcomes == {Fate.SENT: 1}
    assert office.store.invitations[invitation_id].delivery.state == "sent"


def test_decoys_send_nothing_and_leave_nothing(office, server, send):
    invitation_id = office.invite()
    send()
    office.ask_code(invitation_id, "stranger@example.org")
    assert office.only_row().kind == "decoy"
    assert send().outcomes == {Fate.SKIPPED: 1}
    assert len(server.raw) == 1
    assert not office.store.outbox
    assert not office.store.pending_mail


def test_a_code_that_was_asked_for_arrives_and_fits(office, server, send):
    invitation_id = office.invite()
    send()
    office.ask_code(invitation_id)
    send()
    (challenge,) = office.store.challenges.values()
    code = RING.code(challenge.key_id, challenge.id, challenge.nonce, invitation_id)
    assert f"{code[:4]} {code[4:]}" in text_of(server.messages[1])


def leaves(office, user_id, gone=True):
    office.begin()
    assert note_sender(ports_for(office.site), user_id, gone)
    office.commit()


def test_answers_go_to_the_site_once_the_senders_account_is_gone(office, server, send):
    invitation_id = office.invite()
    leaves(office, "erika")
    send()
    office.ask_code(invitation_id)
    send()
    for message in server.messages:
        assert message["Reply-To"] == message["From"] == "Example Works <noreply@example.org>"
        assert "erika@example.org" not in message.as_string()
    text = " ".join(text_of(server.messages[0]).split())
    assert "Answer this mail to ask Example Works." in text
    assert "Erika Example" in text
    leaves(office, "erika", gone=False)
    office.invite()
    send()
    assert server.messages[-1]["Reply-To"] == "Erika Example <erika@example.org>"


def test_nor_does_who_approves_answer_to_an_account_that_is_gone(office, server, send):
    office.approvers = [Sender("riku", "Riku Salo", "riku@example.org")]
    office.rules(approval_required=True)
    office.invite()
    leaves(office, "erika")
    send()
    (message,) = server.messages
    assert message["To"] == "riku@example.org"
    assert message["Reply-To"] == "Example Works <noreply@example.org>"


def test_what_was_handed_over_is_answered_to_the_successor(office, server, send):
    invitation_id = office.invite()
    leaves(office, "erika")
    office.begin()
    ports = ports_for(office.site)
    share = ports.store.shares[ports.store.invitations[invitation_id].share_ids[0]]
    HandOver(ports)([share], Sender("sam", "Sam Reed", "sam@example.org"), EDITOR)
    office.commit()
    send()
    assert server.messages[0]["Reply-To"] == "Sam Reed <sam@example.org>"


def test_codes_go_before_invitations(office, server, send):
    invitation_id = office.invite()
    send()
    for _number in range(3):
        office.invite()
    office.ask_code(invitation_id)
    send(limit=1)
    assert "code" in server.messages[1]["Subject"]


def test_a_code_past_its_time_is_not_sent(office, server, send):
    invitation_id = office.invite()
    send()
    office.ask_code(invitation_id)
    office.clock.pass_time(minutes=10)
    assert send().outcomes == {Fate.SKIPPED: 1}
    assert len(server.raw) == 1


def test_a_superseded_code_is_not_sent(office, server, send):
    invitation_id = office.invite()
    send()
    browser = office.ask_code(invitation_id)
    office.clock.pass_time(seconds=31)
    office.ask_code(invitation_id, browser=browser)
    assert send().outcomes == {Fate.SKIPPED: 1, Fate.SENT: 1}
    assert len(server.raw) == 2


def test_code_mails_give_up_before_their_challenge_ends(office, send):
    temper = Temper()
    with serving(temper) as office.port:
        invitation_id = office.invite()
        send()
    office.port = free_port()
    office.ask_code(invitation_id)
    row = office.only_row()
    for _second in range(601):
        send()
        if row.id in office.store.dead_mail:
            break
        office.clock.pass_time(seconds=1)
    passed = to_micros(office.clock.now()) - row.created
    assert passed < 600_000_000
    assert office.only_row().state == "dead"
    assert office.only_row().reply == "no_connection"


def test_an_invitation_is_given_up_after_two_days(office, send):
    office.port = free_port()
    invitation_id = office.invite()
    tries = 0
    while tries < 80:
        tries += 1
        send()
        row = office.only_row()
        if row.state == "dead":
            break
        office.clock.pass_time(microseconds=row.due - to_micros(office.clock.now()))
    assert 50 < tries < 60
    assert office.store.invitations[invitation_id].delivery.state == "failed"
    assert len(office.told) == 1


def test_a_revoked_invitation_is_not_sent(office, server, send):
    invitation_id = office.invite()
    invitation = office.store.invitations[invitation_id]
    office.store.shares[invitation.share_ids[0]].revoke(1, "erika", "")
    office.commit()
    assert send().outcomes == {Fate.SKIPPED: 1}
    assert server.raw == []
    assert office.store.invitations[invitation_id].delivery.state == "none"
    last = list(office.store.chains[invitation_id].rows())[-1]
    assert (last["action"], last["result"], last["reason"]) == (
        "invitation.failed",
        "skipped",
        "share_ended",
    )


def test_an_invitation_to_a_withdrawn_document_is_shown_as_not_sent(office, server, send):
    paper = office.paper()
    invitation_id = office.invite(papers=[paper])
    paper.refused = SourceRefusal.NOT_PUBLISHED
    assert send().outcomes == {Fate.SKIPPED: 1}
    delivery = office.store.invitations[invitation_id].delivery
    assert (delivery.state, delivery.reply) == ("failed", "share_suspended")
    assert server.raw == []


def test_an_invitation_names_only_what_it_still_opens(office, server, send):
    papers = [office.paper(title="Kept"), office.paper(title="Withdrawn")]
    office.invite(papers=papers)
    papers[1].refused = SourceRefusal.NOT_PUBLISHED
    send()
    assert "Kept" in text_of(server.messages[0])
    assert "Withdrawn" not in text_of(server.messages[0])


def test_an_invitation_sent_again_meanwhile_leaves_once(office, server, send):
    invitation_id = office.invite()
    store, now = office.store, to_micros(office.clock.now())
    row = OutboxRow(new_id(), MailKind.INVITATION.value, invitation_id, now, now + GIVE_UP)
    store.enqueue(row)
    store.invitations[invitation_id].delivery.row_id = row.id
    office.commit()
    assert send().outcomes == {Fate.SENT: 1, Fate.SKIPPED: 1}
    assert [message["Message-ID"] for message in server.messages] == [
        f"<{row.id}@share.example.org>"
    ]
    assert office.store.invitations[invitation_id].delivery.state == "sent"


def test_a_test_mail_arrives_and_the_latest_stays_to_be_seen(office, server, send):
    for _number in range(2):
        now = to_micros(office.clock.now())
        test = MailKind.TEST.value
        row = OutboxRow(new_id(), test, "", now, now + GIVE_UP, "admin@example.org", "en")
        office.store.enqueue(row)
        office.commit()
        assert send().outcomes == {Fate.SENT: 1}
    assert [recipients for _sender, recipients in server.envelopes] == [("admin@example.org",)] * 2
    assert office.only_row().id == row.id
    assert office.only_row().state == "sent"
