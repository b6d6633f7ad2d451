"""Taking rows out of the outbox: alone, together, and whatever happens meanwhile."""

from collective.externalshare import logger
from collective.externalshare.interfaces import KeysUnusable
from collective.externalshare.mail.reply import Fate
from collective.externalshare.mail.sender import OutboxSender
from tests.unit.mail.office import RING
from tests.unit.mail.servers import free_port
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper
from ZODB.POSException import ConflictError

import errno
import logging
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


def test_the_outcome_of_a_mail_waits_for_the_journal_like_every_row(office, server, send):
    invitation_id = office.invite()
    store = office.store
    chain = store.chains[invitation_id]
    # The sweep was here before the mail left.
    chain.posted = chain.length
    store.unposted.remove(invitation_id)
    office.commit()
    assert send().outcomes == {Fate.SENT: 1}
    assert list(office.store.unposted) == [invitation_id]


def test_others_work_while_a_server_is_slow(office, send):
    temper = Temper(pause=2.0)
    office.invite()
    with serving(temper) as office.port:
        sending = threading.Thread(target=send)
        sending.start()
        assert temper.talking.wait(5)
        for _work in range(20):
            office.store.window("busy", 10).add(1)
            office.commit()
        assert sending.is_alive()
        sending.join()
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
    assert not list(office.store.waiting_mail())
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


def test_a_row_that_cannot_be_made_blocks_nobody_and_dies(office, server, send, caplog):
    broken = office.paper(refused=None)
    broken_id = office.invite(papers=[broken])
    broken.refused = ValueError("jo.meyer@example.org did it")
    office.invite()
    with caplog.at_level(logging.DEBUG):
        assert send().outcomes == {Fate.RETRY: 1, Fate.SENT: 1}
    ours = [record.getMessage() for record in caplog.records if record.name == logger.name]
    assert any("ValueError at small.py" in line for line in ours)
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


def test_a_disk_that_is_full_after_the_answer_loses_no_outcome(office, server, send):
    """Else the mail would leave again as soon as there is room."""
    full = [OSError(errno.ENOSPC, "No space left on device") for _try in range(4)]
    vote = office.db.storage.tpc_vote

    def voting(change):
        if server.raw and full:
            raise full.pop()
        return vote(change)

    invitation_id = office.invite()
    office.db.storage.tpc_vote = voting
    assert send().outcomes == {Fate.SENT: 1}
    assert full == []
    office.clock.pass_time(seconds=91)
    assert send().taken == 0
    assert len(server.raw) == 1
    assert office.store.invitations[invitation_id].delivery.state == "sent"


def test_an_outcome_that_comes_after_another_senders_is_kept_whole(office, send):
    """A sender that was stopped for longer than its lease, and whose mail had been accepted."""
    invitation_id = office.invite()
    with serving(Temper()) as office.port:
        late = OutboxSender(office.open())
        errand = late._lease()
        outcome = late._run(errand)
    office.clock.pass_time(seconds=91)
    with serving(Temper("550 5.1.1 unknown")) as office.port:
        assert send().outcomes == {Fate.DEAD: 1}
    late._write(errand, *outcome)
    late.tidy()
    store = office.store
    assert store.invitations[invitation_id].delivery.state == "sent"
    assert [len(store.outbox), len(store.pending_mail), len(store.dead_mail)] == [0, 0, 0]


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
