"""The reader's copy as an attachment: what arrives, and what is written once it has."""

from collective.externalshare import interfaces
from collective.externalshare.mail.reply import Fate
from collective.externalshare.model.audit import Action
from collective.externalshare.model.policy import Rules
from tests.common.fake_copies import FakeCopies
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper
from zope.component import provideUtility

import pytest


@pytest.fixture
def copies(office, tmp_path):
    made = FakeCopies(tmp_path)
    provideUtility(made, interfaces.ICopies)
    office.rules(attachments=True)
    return made


@pytest.fixture
def invitation_id(office, copies):
    return office.invite(access="download", attached=True)


def files_of(message):
    return {part.get_filename(): part.get_content() for part in message.iter_attachments()}


def text_of(message):
    return message.get_body(("plain",)).get_content()


def attached_rows(office, invitation_id):
    rows = office.store.chains[invitation_id].rows()
    return [row for row in rows if row["action"] == Action.SHARE_ATTACHED]


def test_the_copy_arrives_beside_the_link_and_is_told_as_sent(office, server, send, invitation_id):
    assert send().outcomes == {Fate.SENT: 1}
    (message,) = server.messages
    (data,) = files_of(message).values()
    assert b"jo.meyer@example.org" in data
    assert list(files_of(message)) == ["a.pdf"]
    assert "with your name or address on each page: a.pdf." in text_of(message).replace("\n", " ")
    assert "/@@external-share/" in text_of(message)
    invitation = office.store.invitations[invitation_id]
    assert invitation.delivery.enclosed == invitation.share_ids
    last = list(office.store.chains[invitation_id].rows())[-1]
    assert (last["action"], last["new"]) == (Action.INVITATION_SENT, "attached")
    assert len(attached_rows(office, invitation_id)) == 1


def test_the_row_of_the_copy_is_there_before_anything_left(office, send, invitation_id):
    seen = []

    class Looking(Temper):
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            seen.extend(attached_rows(office, invitation_id))
            return await super().handle_DATA(server, session, envelope)

    with serving(Looking()) as office.port:
        send()
    assert len(seen) == 1


def test_a_mail_that_is_tried_again_carries_the_same_bytes(office, send, invitation_id):
    class Forgetful(Temper):
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            accepted = await super().handle_DATA(server, session, envelope)
            return "451 4.3.0 later" if len(self.raw) == 1 else accepted

    temper = Forgetful()
    with serving(temper) as office.port:
        assert send().outcomes == {Fate.RETRY: 1}
        office.clock.pass_time(minutes=1)
        assert send().outcomes == {Fate.SENT: 1}
    first, second = (files_of(message) for message in temper.messages)
    assert first == second
    assert len(attached_rows(office, invitation_id)) == 1


def test_where_the_copy_may_not_go_any_more_the_link_goes_alone(
    office, server, send, invitation_id
):
    (paper,) = office.papers.values()
    paper.rules = lambda: Rules(link_only=True)
    assert send().outcomes == {Fate.SENT: 1}
    (message,) = server.messages
    assert files_of(message) == {}
    assert "on each page" not in text_of(message)
    delivery = office.store.invitations[invitation_id].delivery
    (share_id,) = office.store.invitations[invitation_id].share_ids
    assert (delivery.enclosed, delivery.withheld) == ((), ((share_id, "attachment_forbidden"),))
    last = list(office.store.chains[invitation_id].rows())[-1]
    assert (last["action"], last["new"]) == (Action.INVITATION_SENT, "")


def test_a_document_that_was_withdrawn_leaves_in_no_mail(office, server, send, invitation_id):
    (paper,) = office.papers.values()
    paper.refused = "not_published"
    assert send().outcomes == {Fate.SKIPPED: 1}
    assert server.raw == []
    assert office.store.invitations[invitation_id].delivery.reply == "share_suspended"
    assert attached_rows(office, invitation_id) == []


def test_a_copy_that_cannot_be_made_is_waited_for_and_the_reason_is_shown(
    office, server, send, copies, invitation_id
):
    copies.fails = True
    assert send().outcomes == {Fate.RETRY: 1}
    assert office.store.invitations[invitation_id].delivery.reply == "attachment_failed"
    assert server.raw == []
    copies.fails = False
    office.clock.pass_time(minutes=1)
    assert send().outcomes == {Fate.SENT: 1}
    assert files_of(server.messages[0])


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("a\r\nBcc: eve@example.org.pdf", "a__Bcc_ eve@example.org.pdf"),
        ("invoice\u202efdp.exe", "invoice_fdp.exe.pdf"),
        ("half\ud83d.pdf", "half.pdf"),
        ("../../etc/passwd", "etc_passwd.pdf"),
        ("x" * 4_000 + ".pdf", "x" * 120 + ".pdf"),
        ("\0", "document.pdf"),
    ],
)
def test_the_name_of_a_file_is_harmless_and_the_mail_leaves(
    office, server, send, copies, name, called
):
    paper = office.paper()
    paper.filename = name
    office.invite(papers=[paper], access="download", attached=True)
    assert send().outcomes == {Fate.SENT: 1}
    (message,) = server.messages
    assert list(files_of(message)) == [called]
    assert "Bcc" not in message
