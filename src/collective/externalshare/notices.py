"""What the sender of a file is told about it, in sentences that say what recipients get."""

from __future__ import annotations

from . import _
from .model.finding import Finding
from .model.finding import GRAVE
from collections.abc import Iterable
from dataclasses import dataclass
from zope.i18nmessageid import Message


NOTICES = {
    Finding.UNAPPLIED_REDACTIONS: _(
        "finding_unapplied_redactions",
        default="Passages are marked for redaction, but were never redacted: the words are still in the file, and recipients can read them. Apply the redactions and replace the file before you share it.",
    ),
    Finding.SIGNATURE: _(
        "finding_signature",
        default="The file is signed. Copies are changed by the stamp, so the signature will not be in them.",
    ),
    Finding.UNSEEN_PARTS: _(
        "finding_unseen_parts",
        default="Not everything in the file could be looked through, so it may hold more than is said here.",
    ),
    Finding.ACTIVE_CONTENT: _(
        "finding_active_content",
        default="The file has scripts, media, or actions that start by themselves, open other files or send data. They are removed from copies.",
    ),
    Finding.EMBEDDED_FILES: _(
        "finding_embedded_files",
        default="Other files are embedded in the file. They are removed from copies.",
    ),
    Finding.COMMENTS: _(
        "finding_comments", default="The file has comments. They are removed from copies."
    ),
    Finding.FORM_FIELDS: _(
        "finding_form_fields",
        default="The file has fields to fill in. They stay in copies, with what is written in them now.",
    ),
    Finding.OWNER_ENCRYPTION: _(
        "finding_owner_encryption",
        default="The file is encrypted, which may restrict printing or copying text. Copies are not encrypted and restrict nothing.",
    ),
    Finding.PDFA_CLAIM: _(
        "finding_pdfa_claim",
        default="The file is marked as PDF/A, for archiving. Copies are marked so too.",
    ),
    Finding.UNKEPT_PDFA_CLAIM: _(
        "finding_unkept_pdfa_claim",
        default="The file is marked as PDF/A, for archiving, of a kind that copies cannot be. They are ordinary PDFs.",
    ),
}

COMMENTS_KEPT = _(
    "finding_comments_kept", default="The file has comments. Recipients can read them."
)


OPEN_TO_ALL = _(
    "notice_open_to_all",
    default="Everybody can open this document on the site itself, without logging in, and fetch its file there without a stamp. If only recipients are to have it, restrict who may see it on the site.",
)


@dataclass(frozen=True)
class Notice:
    """One finding in a sentence; `grave` where it may be a reason not to share the file."""

    finding: Finding
    sentence: Message

    @property
    def grave(self) -> bool:
        """Whether it must be seen, and not only be there to be read."""
        return self.finding in GRAVE


def notices(findings: Iterable[Finding], keep_comments: bool) -> tuple[Notice, ...]:
    """The findings in sentences; what becomes of comments is a setting."""
    said = {**NOTICES, Finding.COMMENTS: COMMENTS_KEPT} if keep_comments else NOTICES
    return tuple(Notice(one, said[one]) for one in findings)
