"""Reminders on their way: one-click unsubscribing, and when none is needed any more."""

from collective.externalshare.mail.reply import Fate
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.times import from_micros
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.jobs import Jobs
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.remind import RemindAll
from collective.externalshare.services.tell import tell_reader
from collective.externalshare.services.unsubscribe import Unsubscribe
from datetime import timedelta
from tests.unit.mail.samples import text_of

import pytest
import re


EDITOR = Actor("user", "erika")
HEADER = "https://share.example.org/portal/@@external-share/stop/"


@pytest.fixture
def reminding(office, server, send):
    """An invitation that was sent, and one reminder of its end that waits."""
    invitation_id = office.invite(days=5)
    send()
    office.clock.pass_time(days=4)
    office.begin()
    assert Jobs(ports_for(office.site))() == 1
    office.commit()
    return invitation_id


def first_share(ports, invitation_id):
    return ports.store.shares[ports.store.invitations[invitation_id].share_ids[0]]


def test_a_reminder_arrives_and_can_be_stopped_with_one_click(office, server, send, reminding):
    assert send().outcomes == {Fate.SENT: 1}
    message = server.messages[1]
    assert message["Subject"].startswith("Only until ")
    assert message["Subject"].endswith(": Procedure 7")
    address = message["List-Unsubscribe"].strip("<>")
    assert re.fullmatch(re.escape(HEADER) + r"[0-9a-hjkmnp-tv-z]{32}", address)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"No more reminders: {address}" in re.sub(r"\s+", " ", text_of(message))
    office.begin()
    assert Unsubscribe(ports_for(office.site)).stop(address.rpartition("/")[2], Contact())


def test_nothing_but_reminders_can_be_stopped(office, server, send):
    invitation_id = office.invite()
    send()
    office.ask_code(invitation_id)
    office.begin()
    ports = ports_for(office.site)
    for kind in (MailKind.EXTENDED, MailKind.RENEWED):
        tell_reader(ports, kind, first_share(ports, invitation_id))
    office.commit()
    send()
    assert len(server.messages) == 4
    for message in server.messages:
        assert message["List-Unsubscribe"] is None
        assert message["List-Unsubscribe-Post"] is None


def test_what_waits_is_not_sent_to_who_stops_reminders_meanwhile(office, server, send, reminding):
    office.begin()
    store = office.site.store
    store.recipients[store.invitations[reminding].recipient_id].stopped = 1
    office.commit()
    assert send().outcomes == {Fate.SKIPPED: 1}
    last = list(office.store.chains[reminding].rows())[-1]
    assert (last["action"], last["reason"]) == ("notice.failed", "reminders_stopped")
    office.ask_code(reminding)
    assert send().outcomes == {Fate.SENT: 1}, "a code still arrives"


def test_who_opens_it_meanwhile_is_not_reminded(office, server, send, reminding):
    office.begin()
    ports = ports_for(office.site)
    share = first_share(ports, reminding)
    share.usage.count("view", ports.now, sha256=share.gate.current)
    office.commit()
    assert send().outcomes == {Fate.SKIPPED: 1}
    assert len(server.raw) == 1


def test_who_gets_more_time_meanwhile_is_told_that_alone(office, server, send, reminding):
    office.begin()
    ports = ports_for(office.site)
    share = first_share(ports, reminding)
    until = from_micros(share.terms.expires) + timedelta(days=20)
    assert Amend(ports)(share, EDITOR, expires=until) is None
    office.commit()
    send()
    assert [message["Subject"] for message in server.messages[1:]] == ["More time: Procedure 7"]


def test_a_reminder_by_hand_arrives(office, server, send):
    paper = office.paper()
    office.invite(papers=[paper])
    send()
    office.begin()
    RemindAll(ports_for(office.site))(paper.uid, EDITOR)
    office.commit()
    send()
    assert server.messages[1]["Subject"] == "Not opened yet: Procedure 7"
    assert server.messages[1]["List-Unsubscribe"].startswith(f"<{HEADER}")
