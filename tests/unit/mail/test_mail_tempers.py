"""A row of the outbox meets mail servers of every temper."""

from collective.externalshare.mail.reply import Fate
from collective.externalshare.mail.sender import OutboxSender
from collective.externalshare.model.times import to_micros
from tests.unit.mail.office import RING
from tests.unit.mail.servers import free_port
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper

import pytest


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
        "authenticator": lambda *args: log_in_refused(),
    }
    with serving(Temper(), **refuse) as office.port:
        assert send().outcomes == {Fate.RETRY: 1}
    assert office.only_row().reply.startswith("535")


def log_in_refused():
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
