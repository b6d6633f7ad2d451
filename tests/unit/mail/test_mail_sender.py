"""A row of the outbox meets mail servers of every temper."""

from collective.externalshare import logger
from collective.externalshare.interfaces import KeysUnusable
from collective.externalshare.mail.reply import Fate
from collective.externalshare.mail.sender import OutboxSender
from collective.externalshare.model.outbox import GIVE_UP
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.outbox import OutboxRow
from collective.externalshare.model.outbox import trial_row
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.secrets import new_id
from collective.externalshare.model.times import to_micros
from tests.unit.mail.office import RING
from tests.unit.mail.servers import free_port
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper
from ZODB.POSException import ConflictError

import logging
import pytest
import threading
import time
import transaction


def text_of(message):
    return message.get_body(("plain",)).get_content()


def test_an_accepted_invitation_is_sent_once(office, server, send):
    invitation_id = office.invite()
    assert send().outcomes == {Fate.SENT: 1}
    assert send().taken == 0
    (message,) = server.messages
    invitation = office.store.invitations[invitation_id]
    assert invitation.delivery.state == "sent"
    assert RING.link_token(invitation.key_id, invitation.id, 1) in text_of(message)
    assert server.envelopes == [("noreply@example.org", ("jo.meyer@example.org",))]
    assert office.actions(invitation_id)[-1] == "invitation.sent"
    assert not office.store.outbox
    assert not office.store.pending_mail


def test_a_dead_port_is_tried_again_with_growing_pauses(office, send):
    office.port = free_port()
    invitation_id = office.invite()
    waits = []
    for _try in range(4):
        assert send().outcomes == {Fate.RETRY: 1}
        row = office.only_row()
        waits.append((row.due - to_micros(office.clock.now())) // 1_000_000)
        assert send().taken == 0
        office.clock.pass_time(seconds=waits[-1])
    assert waits == [10, 30, 60, 120]
    delivery = office.store.invitations[invitation_id].delivery
    assert (delivery.state, delivery.reply) == ("queued", "no_connection")
    temper = Temper()
    with serving(temper) as office.port:
        assert send().outcomes == {Fate.SENT: 1}
    assert len(temper.raw) == 1


def test_a_dead_server_costs_one_try_a_round(office, send):
    office.port = free_port()
    for _reader in range(5):
        office.invite()
    assert send().taken == 1


@pytest.mark.parametrize("answer", ["450 4.2.0 greylisted", "451 4.3.0 later", "452 full"])
@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_4xx_answer_is_tried_again(office, send, answer, step):
    temper = Temper(answer, step=step)
    invitation_id = office.invite()
    with serving(temper) as office.port:
        assert send().outcomes == {Fate.RETRY: 1}
        reply = office.only_row().reply
        assert reply == " ".join(answer.split()[:2]).removesuffix(" full")
        office.clock.pass_time(seconds=10)
        assert send().outcomes == {Fate.SENT: 1}
    assert office.store.invitations[invitation_id].delivery.reply == ""
    assert len(temper.raw) == 1


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_a_421_is_tried_again(office, send, step):
    temper = Temper("421 4.3.2 shutting down", step=step)
    office.invite()
    with serving(temper) as office.port:
        assert send().outcomes == {Fate.RETRY: 1}
        assert office.only_row().reply == "421 4.3.2"
        office.clock.pass_time(seconds=10)
        assert send().outcomes == {Fate.SENT: 1}


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_a_5xx_answer_is_a_dead_letter_and_is_told(office, send, step):
    temper = Temper("550 5.1.1 <jo.meyer@example.org>: unknown here", step=step)
    paper = office.paper()
    invitation_id = office.invite(papers=[paper])
    with serving(temper) as office.port:
        assert send().outcomes == {Fate.DEAD: 1}
        office.clock.pass_time(days=1)
        assert send().taken == 0
    invitation = office.store.invitations[invitation_id]
    assert (invitation.delivery.state, invitation.delivery.reply) == ("failed", "550 5.1.1")
    row = office.only_row()
    assert (row.state, row.reply) == ("dead", "550 5.1.1")
    assert list(office.store.dead_mail) == [row.id]
    assert not office.store.pending_mail
    assert office.told == [("IInvitationFailed", invitation.share_ids[0], paper)]
    last = list(office.store.chains[invitation_id].rows())[-1]
    assert (last["action"], last["reason"]) == ("invitation.failed", "550 5.1.1")
    assert last["person"] == {}
    assert office.store.chains[invitation_id].broken_at(RING) is None


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


@pytest.mark.parametrize("answer", ["530 5.7.0 Must issue STARTTLS first", "530 Log in first"])
def test_a_server_that_wants_tls_or_a_log_in_is_tried_again(office, send, answer):
    office.invite()
    with serving(Temper(answer, step="MAIL")) as office.port:
        assert send().outcomes == {Fate.RETRY: 1}


def test_tls_demanded_by_the_site_and_missing_at_the_server_is_tried_again(office, send):
    office.options = {"force_tls": True}
    office.invite()
    with serving(Temper()) as office.port:
        assert send().outcomes == {Fate.RETRY: 1}
    assert office.only_row().reply == "tls"


def test_a_plain_server_behind_implicit_tls_is_tried_again(office, send):
    office.options = {"implicit_tls": True}
    office.invite()
    with serving(Temper()) as office.port:
        assert send().outcomes == {Fate.RETRY: 1}
    assert office.only_row().reply == "tls"


def test_a_wrong_password_of_the_site_kills_no_mail(office, send):
    office.user, office.password = "site", "wrong"
    office.invite()
    refuse = {
        "auth_required": True,
        "auth_require_tls": False,
        "authenticator": lambda *args: False_answer(),
    }
    with serving(Temper(), **refuse) as office.port:
        assert send().outcomes == {Fate.RETRY: 1}
    assert office.only_row().reply.startswith("535")


def False_answer():  # noqa: N802
    from aiosmtpd.smtp import AuthResult

    return AuthResult(success=False, handled=False)


def test_a_server_that_drops_the_line_gets_the_same_message_id_again(office, send):
    temper = Temper("drop", step="DATA")
    office.invite()
    with serving(temper) as office.port:
        assert send().outcomes == {Fate.RETRY: 1}
        row = office.only_row()
        assert row.reply == "disconnected"
        office.clock.pass_time(seconds=10)
        assert send().outcomes == {Fate.SENT: 1}
    (message,) = temper.messages
    assert message["Message-ID"] == f"<{row.id}@share.example.org>"


def test_a_line_dropped_after_the_answer_is_no_failure(office, send):
    temper = Temper("drop after", step="DATA")
    office.invite()
    with serving(temper) as office.port:
        assert send().outcomes == {Fate.SENT: 1}
        office.clock.pass_time(hours=1)
        assert send().taken == 0
    assert len(temper.raw) == 1


def test_a_process_that_dies_after_the_answer_sends_the_same_message_id_again(office, server, send):
    class Killed(BaseException):
        pass

    class Dying(OutboxSender):
        def _write(self, *args):
            raise Killed

    office.invite()
    with pytest.raises(Killed):
        Dying(office.open()).send_due()
    assert send().taken == 0, "the lease holds"
    office.clock.pass_time(seconds=91)
    assert send().outcomes == {Fate.SENT: 1}
    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"]


def test_others_work_while_a_server_is_slow(office, send):
    temper = Temper(pause=2.0)
    office.invite()
    with serving(temper) as office.port:
        sending = threading.Thread(target=send)
        sending.start()
        assert temper.talking.wait(5)
        began = time.monotonic()
        for _work in range(20):
            office.store.window("busy", 10).add(1)
            office.commit()
        spent = time.monotonic() - began
        assert sending.is_alive()
        sending.join()
    assert spent < 0.5
    assert not office.store.outbox


def test_no_transaction_runs_while_the_server_is_talked_to(office, server):
    site = office.open()
    manager = site._p_jar.transaction_manager
    seen = []

    async def handle_MAIL(server, session, envelope, address, options):  # noqa: N802
        seen.append(manager._txn)
        envelope.mail_from = address
        return "250 OK"

    server.handle_MAIL = handle_MAIL
    office.invite()
    OutboxSender(site).send_due()
    assert seen == [None]


def test_two_senders_at_once_send_each_mail_once(office, server):
    for number in range(30):
        office.invite(message=f"Letter {number}")
    start = threading.Barrier(4)

    def work():
        site = office.open()
        start.wait()
        while OutboxSender(site).send_due():
            pass

    threads = [threading.Thread(target=work) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not office.store.pending_mail
    assert len({message["Message-ID"] for message in server.messages}) == 30
    assert len(server.raw) == 30


def test_conflicts_with_busy_readers_lose_no_outcome(office, server, send):
    invitation_ids = [office.invite() for _number in range(10)]
    done = threading.Event()

    def chat():
        site = office.open()
        while not done.is_set():
            for invitation_id in invitation_ids:
                try:
                    guard = site.store.invitations[invitation_id].delivery
                    guard.moment = guard.moment
                    guard._p_changed = True
                    site._p_jar.transaction_manager.commit()
                except ConflictError:
                    site._p_jar.transaction_manager.abort()
            time.sleep(0.005)

    busy = threading.Thread(target=chat)
    busy.start()
    try:
        assert send().outcomes == {Fate.SENT: 10}
    finally:
        done.set()
        busy.join()
    assert len(server.raw) == 10
    assert not office.store.pending_mail


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


def test_a_row_that_cannot_be_made_blocks_nobody_and_dies(office, server, send, caplog):
    broken = office.paper(refused=None)
    broken_id = office.invite(papers=[broken])
    broken.refused = ValueError("jo.meyer@example.org did it")
    office.invite()
    with caplog.at_level(logging.DEBUG):
        assert send().outcomes == {Fate.RETRY: 1, Fate.SENT: 1}
    ours = [record.getMessage() for record in caplog.records if record.name == logger.name]
    assert any("ValueError at office.py" in line for line in ours)
    assert not any("jo.meyer" in line for line in ours)
    row = office.only_row()
    assert (row.state, row.reply) == ("retry", "rendering")
    office.clock.pass_time(days=2)
    assert send().outcomes == {Fate.DEAD: 1}
    assert office.store.invitations[broken_id].delivery.reply == "rendering"


def test_a_site_whose_mail_was_switched_off_keeps_its_rows(office, server, send):
    office.invite()
    office.problem = "mail_missing"
    send()
    assert office.only_row().reply == "mail_missing"
    office.problem = None
    office.clock.pass_time(seconds=10)
    assert send().outcomes == {Fate.SENT: 1}


def test_without_a_usable_key_nothing_moves(office, server, send, caplog):
    office.invite()
    office.keys_problem = KeysUnusable("/secret/place")
    assert send().taken == 0
    assert office.only_row().attempts == 0
    assert "/secret/place" not in caplog.text
    office.keys_problem = None
    assert send().outcomes == {Fate.SENT: 1}


def test_a_failing_subscriber_does_not_lose_the_outcome(office, send):
    invitation_id = office.invite()
    office.deaf = RuntimeError("a content rule broke")
    with serving(Temper("550 5.1.1 unknown")) as office.port:
        assert send().outcomes == {Fate.DEAD: 1}
    assert office.store.invitations[invitation_id].delivery.state == "failed"


def test_a_test_mail_arrives_and_the_latest_stays_to_be_seen(office, server, send):
    for _number in range(2):
        row = trial_row("admin@example.org", "en", to_micros(office.clock.now()))
        office.store.enqueue(row)
        office.commit()
        assert send().outcomes == {Fate.SENT: 1}
    assert [recipients for _sender, recipients in server.envelopes] == [("admin@example.org",)] * 2
    assert office.only_row().id == row.id
    assert office.only_row().state == "sent"


def test_a_site_without_the_add_on_is_passed_by(office, server, send):
    office.invite()
    office.store.installed = False
    office.commit()
    assert send().taken == 0


def test_nothing_of_code_token_or_body_is_ever_stored(office, send):
    """Looks into every revision of every object the storage ever got."""
    office.port = free_port()
    invitation_id = office.invite(message="please read this")
    send()
    office.ask_code(invitation_id)
    office.clock.pass_time(seconds=10)
    temper = Temper("450 4.2.0 greylisted")
    with serving(temper) as office.port:
        send()
        office.clock.pass_time(seconds=30)
        send()
    assert len(temper.raw) == 2
    invitation = office.store.invitations[invitation_id]
    (challenge,) = office.store.challenges.values()
    code = RING.code(challenge.key_id, challenge.id, challenge.nonce, invitation_id)
    secrets = [RING.link_token(invitation.key_id, invitation.id, 1), code, f"{code[:4]} {code[4:]}"]
    bodies = [text_of(message)[:40] for message in temper.messages]
    kept = [record.data for change in office.db.storage.iterator() for record in change]
    assert len(kept) > 50
    for secret in (*secrets, *bodies, "<html", "@@external-share"):
        assert not any(secret.encode() in data for data in kept)


def test_the_senders_manager_is_not_that_of_the_thread(office, server, send):
    transaction.begin()
    before = transaction.get()
    office.invite()
    send()
    assert transaction.get() is before
    transaction.abort()
