"""Samples: every kind of mail with its words, about nothing that is shared with anybody.

No link and no code stands in one: who changes words needs none, and a test
mail must not teach anybody to open what they did not ask for.
"""

from __future__ import annotations

from ..model.letters import INVITATIONS
from ..model.letters import MOVED
from ..model.letters import RESENT
from ..model.letters import WELCOME_BACK
from ..model.letters import WELCOME_MANY
from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.outbox import REMINDERS
from ..model.times import from_micros
from ..model.wording import Wording
from .approvals import ApprovalFacts
from .approvals import WORDS as APPROVALS
from .approvals import write_approval
from .code import CodeFacts
from .code import usual_code
from .code import write_code
from .invitation import InvitationFacts
from .invitation import SharedDocument
from .invitation import write_invitation
from .letter import Letter
from .letterhead import Letterhead
from .notice import NoticeFacts
from .notice import write_notice
from .notices import FAREWELLS
from .notices import NOTICES
from .opened import OpenedFacts
from .opened import TOLD
from .opened import write_opened
from .preview import LINK_TO_COME
from .receipt import RECEIPT
from .receipt import ReceiptFacts
from .receipt import write_receipt
from .trial import TrialFacts
from .trial import write_trial
from .welcome import usual_invitation
from .words import Words
from collections.abc import Callable
from collective.externalshare import _
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from functools import partial


LASTING = timedelta(days=30)
MINUTES = 10
NO_CODE = "••••••••"
ADDRESS = "reader@example.org"
READER = _("preview_stamp_reader", default="Jo Example")
SENDER = _("mail_sample_sender", default="Erika Example")
DOCUMENT = _("mail_sample_document", default="Procedure 7")
SECOND = _("mail_sample_second", default="Inspection plan")
MESSAGE = _("mail_sample_message", default="Please read this before our meeting.")
DECIDER = _("mail_sample_decider", default="Riku Example")
REASON = _("mail_sample_reason", default="The contract is not signed yet.")
STOP = _("mail_sample_stop", default="(the reader's own address for it goes here)")
TEST_SUBJECT = _("mail_sample_subject", default="Test: ${subject}")


@dataclass(frozen=True)
class Kind:
    """One kind of mail: its usual words, and a letter of it about made-up people."""

    usual: Callable[[Words], Wording]
    sample: Callable[[Letterhead, Words, datetime], Letter]


def _papers(words: Words, now: datetime, many: bool) -> list[SharedDocument]:
    titles = (words(DOCUMENT), words(SECOND))[: 1 + many]
    return [SharedDocument(title, "3", now + LASTING, "view") for title in titles]


def _invitation(kind: str, head: Letterhead, words: Words, now: datetime) -> Letter:
    facts = InvitationFacts(
        words(READER),
        ADDRESS,
        words(SENDER),
        True,
        words(MESSAGE),
        words(LINK_TO_COME),
        _papers(words, now, kind == WELCOME_MANY),
        known=kind == WELCOME_BACK,
        resent=kind == RESENT,
        moved=kind == MOVED,
    )
    return write_invitation(facts, head, words)


def _code(head: Letterhead, words: Words, now: datetime) -> Letter:
    until = now + timedelta(minutes=MINUTES)
    facts = CodeFacts(words(READER), words(SENDER), NO_CODE, MINUTES, until)
    return write_code(facts, head, words)


def _notice(kind: str, head: Letterhead, words: Words, now: datetime) -> Letter:
    parting = kind in FAREWELLS
    reminding = kind in REMINDERS
    facts = NoticeFacts(
        words(READER),
        ADDRESS,
        words(SENDER),
        True,
        _papers(words, now, many=False),
        "" if parting else words(LINK_TO_COME),
        words(STOP) if reminding else "",
    )
    wording = head.wording(kind, NOTICES[kind].wording, words)
    return write_notice(wording, facts, head, words)


def _opened(kind: str, head: Letterhead, words: Words, now: datetime) -> Letter:
    digest = kind == MailKind.DIGEST
    reader, title = words(READER), words(DOCUMENT)
    remark = reader if digest else words.moment(now, head.zone)
    link = words(LINK_TO_COME)
    facts = OpenedFacts(words(SENDER), "" if digest else reader, ((title, remark),), link)
    return write_opened(head.wording(kind, TOLD[kind].wording, words), facts, head, words)


def _receipt(head: Letterhead, words: Words, now: datetime) -> Letter:
    items = ((words(DOCUMENT), words.moment(now, head.zone)),)
    facts = ReceiptFacts(words(READER), words(SENDER), True, items)
    wording = head.wording(MailKind.RECEIPT, RECEIPT.wording, words)
    return write_receipt(wording, facts, head, words)


def _approval(kind: str, head: Letterhead, words: Words, now: datetime) -> Letter:
    asks = kind == MailKind.APPROVAL_ASKED
    facts = ApprovalFacts(
        kind,
        "" if asks else words(SENDER),
        words(SENDER),
        2,
        _papers(words, now, many=False),
        words(LINK_TO_COME),
        words(DECIDER),
        words(REASON),
    )
    return write_approval(head.wording(kind, APPROVALS[kind].wording, words), facts, head, words)


KINDS: dict[str, Kind] = {
    **{
        kind: Kind(partial(usual_invitation, kind), partial(_invitation, kind))
        for kind in INVITATIONS
    },
    MailKind.CODE.value: Kind(usual_code, _code),
    **{
        str(kind): Kind(notice.wording, partial(_notice, str(kind)))
        for kind, notice in NOTICES.items()
    },
    MailKind.RECEIPT.value: Kind(RECEIPT.wording, _receipt),
    **{str(kind): Kind(told.wording, partial(_opened, str(kind))) for kind, told in TOLD.items()},
    **{
        str(kind): Kind(told.wording, partial(_approval, str(kind)))
        for kind, told in APPROVALS.items()
    },
}
"""Every kind whose words can be changed; the same ones as `model.letters.LETTERS`."""


def write_sample(kind: str, head: Letterhead, words: Words, now: datetime) -> Letter:
    """A mail of a kind as it would leave at `now`, with the words of the letterhead."""
    return KINDS[kind].sample(head, words, now)


def write_test(row: OutboxRow, link_base: str, head: Letterhead, words: Words) -> Letter:
    """What an administrator asked for: a sample of a kind, or proof that mails arrive."""
    asked = from_micros(row.created)
    if row.subject_id not in KINDS:
        return write_trial(TrialFacts(asked, link_base), head, words)
    letter = write_sample(row.subject_id, head, words, asked)
    return replace(letter, subject=words(TEST_SUBJECT, subject=letter.subject))
