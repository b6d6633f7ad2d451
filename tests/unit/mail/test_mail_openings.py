"""Mails to senders: who opened what, with the way to it."""

from collective.externalshare.mail.reply import Fate
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.audit import Event
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.terms import Notify
from collective.externalshare.services.jobs import Jobs
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.record import record
from collective.externalshare.services.senders import note_sender
from dataclasses import replace
from tests.unit.mail.office import READER
from tests.unit.mail.samples import text_of

import pytest


def opened(office, send, notify):
    """Something that was opened and posted, at a sender who wants to know."""
    office.begin()
    office.site.store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
    office.commit()
    invitation_id = office.invite()
    send()
    office.begin()
    ports = ports_for(office.site)
    (share_id,) = ports.store.invitations[invitation_id].share_ids
    share = ports.store.shares[share_id]
    share.terms = replace(share.terms, notify=notify)
    share.usage.count("view", ports.now)
    record(ports, invitation_id, Event(Action.SHARE_OPENED, Actor("recipient"), share=share_id))
    office.commit()
    office.clock.pass_time(minutes=2)
    office.begin()
    Posting(ports_for(office.site))()
    office.commit()
    office.clock.pass_time(days=1)
    office.begin()
    Jobs(ports_for(office.site))()
    office.commit()
    return invitation_id, share_id


def test_an_opening_is_told_with_a_link_to_the_share(office, server, send):
    invitation_id, share_id = opened(office, send, Notify.FIRST)
    assert send().outcomes == {Fate.SENT: 1}
    message = server.messages[1]
    assert message["To"] == "erika@example.org"
    assert message["Subject"] == "Opened by Jo Meyer: Procedure 7"
    text = text_of(message)
    assert text.startswith("Hello Erika Example,")
    assert f"https://share.example.org/portal/@@external-share-details/{share_id}" in text
    assert "because you asked for it" in text
    assert message["List-Unsubscribe"] is None
    assert office.actions(invitation_id)[-1] == "notice.sent"


@pytest.mark.parametrize("notify", [Notify.FIRST, Notify.DAILY])
def test_who_left_while_it_waited_is_told_nothing(office, server, send, notify):
    opened(office, send, notify)
    office.begin()
    assert note_sender(ports_for(office.site), "erika", gone=True)
    office.commit()
    assert send().outcomes == {Fate.SKIPPED: 1}
    assert [message["To"] for message in server.messages] == ["jo.meyer@example.org"]


def test_a_summary_names_titles_and_readers(office, server, send):
    opened(office, send, Notify.DAILY)
    send()
    message = server.messages[1]
    assert (message["To"], message["Subject"]) == (
        "erika@example.org",
        "What was opened: Example Works",
    )
    assert "* Procedure 7 (Jo Meyer)" in text_of(message)
    assert "/@@my-external-shares" in text_of(message)
    (*_before, last) = office.store.chains[ADMINISTRATION].rows()
    assert (last["action"], last["new"]) == ("notice.sent", MailKind.DIGEST)


@pytest.mark.parametrize("notify", [Notify.EVERY, Notify.DAILY])
def test_of_who_was_erased_meanwhile_nobody_is_told(office, server, send, notify):
    opened(office, send, notify)
    office.begin()
    ports = ports_for(office.site)
    PersonErasure(ports)(READER.address, READER.address, "On request", Actor("user", "admin"))
    office.commit()
    send()
    assert len(server.raw) == 1
