"""Notices on their way: what they say, and when none is needed any more."""

from collective.externalshare.mail.notice import NoticeFacts
from collective.externalshare.mail.notice import write_notice
from collective.externalshare.mail.notices import NOTICES
from collective.externalshare.mail.reply import Fate
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.times import from_micros
from collective.externalshare.model.wording import Wording
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.merging import Merged
from collective.externalshare.services.merging import Merging
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.tell import tell_reader
from datetime import timedelta
from tests.unit.mail.office import READER
from tests.unit.mail.samples import ENGLISH
from tests.unit.mail.samples import HEAD
from tests.unit.mail.samples import html_of
from tests.unit.mail.samples import PAPER
from tests.unit.mail.samples import parsed
from tests.unit.mail.samples import seen
from tests.unit.mail.samples import text_of

import pytest


EDITOR = Actor("user", "erika")
LINK = "https://share.example.org/@@external-share/" + "a" * 32
FACTS = NoticeFacts("Jo Meyer", "jo.meyer@example.org", "Erika Example", True, [PAPER], LINK)


def act(office, invitation_id, deed):
    """Do something with the first share of an invitation, committed."""
    office.begin()
    ports = ports_for(office.site)
    invitation = ports.store.invitations[invitation_id]
    deed(ports, ports.store.shares[invitation.share_ids[0]])
    office.commit()


def extend(ports, share):
    until = from_micros(share.terms.expires) + timedelta(days=5)
    assert Amend(ports)(share, EDITOR, expires=until) is None


def revoke(ports, share, notify=True):
    Revoke(ports)([share], EDITOR, "A secret reason", notify=notify)


def tell(kind):
    return lambda ports, share: tell_reader(ports, kind, share)


@pytest.mark.parametrize("kind", NOTICES)
def test_every_notice_says_the_same_in_text_and_html(kind):
    letter = write_notice(NOTICES[kind].wording(ENGLISH), FACTS, HEAD, ENGLISH)
    message = parsed(letter)
    text, words = text_of(message), "".join(seen(html_of(message)).words)
    assert "{" not in letter.subject + text
    for said in ("Hello Jo Meyer,", "Procedure 7", "Erika Example"):
        assert said in text
        assert said in words
    assert letter.preview not in ("", "Hello Jo Meyer,")
    assert (LINK in text) == ("{link}" in NOTICES[kind].wording(ENGLISH).text)


@pytest.mark.parametrize(
    "hostile", ["{link}", "{documents}", "${python:1}", "{x.__class__}", "<tal:x>", "{{7*7}}"]
)
def test_t74_what_people_bring_is_never_evaluated(hostile):
    facts = NoticeFacts(hostile, "jo@example.org", hostile, True, [PAPER], LINK)
    wording = Wording("{name} {sender}", "{greeting}\n\n{name}{sender}\n\n{link}")
    message = parsed(write_notice(wording, facts, HEAD, ENGLISH))
    assert message["Subject"] == f"{hostile} {hostile}"
    assert f"{hostile}{hostile}" in text_of(message)
    assert text_of(message).count(LINK) == 1
    assert "<tal" not in html_of(message)


def test_an_unknown_placeholder_stays_as_it_is():
    letter = write_notice(Wording("{title} {nothing}", "{0} {x y}"), FACTS, HEAD, ENGLISH)
    assert letter.subject == "Procedure 7 {nothing}"
    assert "{0} {x y}" in text_of(parsed(letter))


def test_more_time_arrives_with_the_new_end(office, server, send):
    invitation_id = office.invite(days=10)
    send()
    act(office, invitation_id, extend)
    assert send().outcomes == {Fate.SENT: 1}
    message = server.messages[1]
    assert message["Subject"] == "More time: Procedure 7"
    assert message["To"] == "jo.meyer@example.org"
    share = office.store.shares[office.store.invitations[invitation_id].share_ids[0]]
    assert f"{from_micros(share.terms.expires):%d}" in text_of(message)
    assert office.actions(invitation_id)[-3:] == [
        "share.changed",
        "notice.queued",
        "notice.sent",
    ]


def test_more_time_for_what_was_revoked_meanwhile_is_not_told(office, server, send):
    invitation_id = office.invite()
    send()
    act(office, invitation_id, extend)
    act(office, invitation_id, lambda ports, share: revoke(ports, share, notify=False))
    assert send().outcomes == {Fate.SKIPPED: 1}
    assert len(server.raw) == 1
    last = list(office.store.chains[invitation_id].rows())[-1]
    assert (last["action"], last["result"], last["reason"], last["new"]) == (
        "notice.failed",
        "skipped",
        "share_ended",
        "extended",
    )


def test_who_is_told_of_an_end_is_not_told_why(office, server, send):
    invitation_id = office.invite()
    send()
    act(office, invitation_id, revoke)
    send()
    message = server.messages[1]
    assert message["Subject"] == "No longer shared with you: Procedure 7"
    assert "secret reason" not in text_of(message)
    assert "@@external-share" not in text_of(message), "there is nothing to open"


def test_goodbye_is_not_said_to_who_got_something_meanwhile(office, server, send):
    invitation_id = office.invite(days=1)
    send()
    office.clock.pass_time(days=2)
    act(office, invitation_id, tell(MailKind.GOODBYE))
    office.invite()
    assert send().outcomes == {Fate.SENT: 1, Fate.SKIPPED: 1}
    assert "has shared something new" in server.messages[1]["Subject"]


def test_goodbye_arrives(office, server, send):
    invitation_id = office.invite(days=1)
    send()
    office.clock.pass_time(days=2)
    act(office, invitation_id, tell(MailKind.GOODBYE))
    send()
    assert server.messages[1]["Subject"] == "The time is over: Procedure 7"


def test_the_second_sending_says_welcome_back_and_the_first_does_not(office, server, send):
    office.invite()
    office.clock.pass_time(hours=1)
    office.invite()
    send()
    subjects = sorted(message["Subject"] for message in server.messages)
    assert subjects == [
        "Erika Example has shared a document with you",
        "Erika Example has shared something new with you",
    ]
    texts = [text_of(message) for message in server.messages]
    assert ["Why is this safe?" in text for text in texts].count(True) == 1


def test_what_is_sent_again_says_so_once_it_had_arrived(office, server, send):
    invitation_id = office.invite()
    resend = lambda ports, share: Invite(ports).resend(share, EDITOR)  # noqa: E731
    act(office, invitation_id, resend)
    send()
    assert server.messages[0]["Subject"] == "Erika Example has shared a document with you"
    act(office, invitation_id, resend)
    send()
    assert server.messages[1]["Subject"] == "Once more: your link from Erika Example"
    assert LINK[:20] in text_of(server.messages[1])


def test_a_row_written_long_after_is_posted_too(office, server, send):
    from collective.externalshare.services.posting import Posting

    invitation_id = office.invite()
    office.clock.pass_time(minutes=2)
    office.begin()
    Posting(ports_for(office.site))()
    office.commit()
    send()
    office.clock.pass_time(minutes=2)
    office.begin()
    Posting(ports_for(office.site))()
    chain = office.site.store.chains[invitation_id]
    assert chain.posted == chain.length


def test_news_of_a_document_that_closed_meanwhile_is_told_once_it_is_back(office, server, send):
    paper = office.paper()
    invitation_id = office.invite(papers=[paper])
    send()
    act(office, invitation_id, tell(MailKind.RENEWED))
    paper.refused = SourceRefusal.NOT_PUBLISHED
    assert send().outcomes == {Fate.SKIPPED: 1}
    assert len(server.raw) == 1
    store = office.store
    share = store.shares[store.invitations[invitation_id].share_ids[0]]
    assert share.told == ""
    assert store.renewed_documents() == [paper.uid]


def test_an_invitation_at_another_address_says_so(office, server, send):
    invitation_id = office.invite()
    send()
    office.begin()
    store = office.site.store
    store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
    old = store.recipients[store.invitations[invitation_id].recipient_id]
    typed = ("jo@new.example.org", old.address, "New domain")
    assert isinstance(Merging(ports_for(office.site))(old, *typed, EDITOR), Merged)
    office.commit()
    assert send().outcomes == {Fate.SENT: 1}
    message = server.messages[1]
    assert message["To"] == "jo@new.example.org"
    assert message["Subject"] == "At this address now: your link from Erika Example"
    text = text_of(message)
    assert "no longer works" in " ".join(text.split())
    assert READER.address not in message.as_string()
    assert "@@external-share/" in text
