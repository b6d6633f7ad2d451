"""Findings: what is in a file besides its pages, and what becomes of it in copies."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Finding(StrEnum):
    """Something an editor should know of a file that can be shared; never a refusal.

    The grammar: a noun for what is in the *file as it was uploaded*, after an
    adjective where the noun alone says too little, joined by an underscore.
    They stand in the order in which they are told, the gravest first.
    """

    UNAPPLIED_REDACTIONS = "unapplied_redactions"
    """Passages are marked for redaction, and their words are still there."""

    SIGNATURE = "signature"
    """A signature field has a value, or a signature certifies the document."""

    UNSEEN_PARTS = "unseen_parts"
    """The search ended early or met what it could not read: there may be more."""

    ACTIVE_CONTENT = "active_content"
    """Scripts, media, automatic actions, or any that reach outside the document."""

    EMBEDDED_FILES = "embedded_files"
    """Whole files, attached to the document or to a place in it."""

    COMMENTS = "comments"
    """What reviewers leave: notes, highlights, drawings."""

    FORM_FIELDS = "form_fields"
    """Fields that a reader can fill in."""

    OWNER_ENCRYPTION = "owner_encryption"
    """It opens without a password, but is encrypted to restrict what can be done."""

    PDFA_CLAIM = "pdfa_claim"
    """It says that it is PDF/A of a part and level that its copies keep."""

    UNKEPT_PDFA_CLAIM = "unkept_pdfa_claim"
    """It says that it is PDF/A of a part or level that its copies cannot keep."""


GRAVE = (Finding.UNAPPLIED_REDACTIONS, Finding.SIGNATURE, Finding.UNSEEN_PARTS)
"""Those that may be a reason not to send this file at all."""


def findings_of(words: Iterable[object]) -> tuple[Finding, ...]:
    """The findings among words of any origin, in the order in which they are told."""
    said = set(words)
    return tuple(one for one in Finding if one.value in said)
