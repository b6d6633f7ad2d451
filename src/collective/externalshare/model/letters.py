"""What the words of each kind of mail may hold: a closed list of placeholders, and bounds."""

from __future__ import annotations

from .address import clean_lines
from .address import clean_words
from .outbox import MailKind
from .recipient import LANGUAGES
from .verdict import Refused
from .wording import placeholders_in
from .wording import Wording
from collections.abc import Mapping
from dataclasses import dataclass

import re


LONGEST_SUBJECT = 200
LONGEST_TEXT = 5000
WELCOME = "welcome"
WELCOME_MANY = "welcome_many"
WELCOME_BACK = "welcome_back"
RESENT = "resent"
MOVED = "moved"
INVITATIONS = (WELCOME, WELCOME_MANY, WELCOME_BACK, RESENT, MOVED)
"""What an invitation says depends on whether its reader was here before."""
Stored = Mapping[str, Mapping[str, str]]
"""Words of a site's own: kind and language (see `key_of`) to subject and text."""


@dataclass(frozen=True)
class Placeholders:
    """What may stand in braces in a kind of mail.

    `values` are put into subject and text. `parts` are whole paragraphs, in the
    text alone, of which `required` may not be missing. `linkless`: the mail
    holds nothing that could be clicked, so that nobody learns to click in it.
    """

    values: tuple[str, ...]
    parts: tuple[str, ...]
    required: tuple[str, ...]
    linkless: bool = False


_READER = ("greeting", "name", "address", "sender", "site", "title", "count", "until")
# What a sender wrote in person must not get lost with the words around it.
_INVITING = Placeholders(
    _READER, ("documents", "message", "link", "asked", "contact"), ("message", "link")
)
_TELLING = Placeholders(_READER, ("documents", "link", "contact"), ("link",))
_PARTING = Placeholders(_READER, ("documents", "contact"), ("documents",))
_REPORTING = Placeholders(
    ("greeting", "name", "reader", "site", "title", "count"), ("documents", "link"), ("documents",)
)

_DECIDED = ("greeting", "sender", "decider", "site", "title", "count", "recipients")

LETTERS: dict[str, Placeholders] = {
    **dict.fromkeys(INVITATIONS, _INVITING),
    MailKind.CODE.value: Placeholders(
        ("greeting", "sender", "site", "minutes", "until"), ("code",), ("code",), linkless=True
    ),
    MailKind.EXTENDED.value: _TELLING,
    MailKind.RENEWED.value: _TELLING,
    MailKind.EXPIRING.value: _TELLING,
    MailKind.UNREAD.value: _TELLING,
    MailKind.UNACKNOWLEDGED.value: _TELLING,
    MailKind.RECEIPT.value: Placeholders(
        ("greeting", "sender", "site", "title", "count"), ("documents", "contact"), ("documents",)
    ),
    MailKind.REVOKED.value: _PARTING,
    MailKind.GOODBYE.value: _PARTING,
    MailKind.OPENED.value: _REPORTING,
    MailKind.ACKNOWLEDGED.value: _REPORTING,
    MailKind.APPROVAL_ASKED.value: Placeholders(
        ("greeting", "sender", "site", "title", "count", "recipients"),
        ("documents", "link"),
        ("documents",),
    ),
    MailKind.APPROVAL_GIVEN.value: Placeholders(_DECIDED, ("documents", "link"), ("documents",)),
    MailKind.APPROVAL_REFUSED.value: Placeholders(
        _DECIDED, ("reason", "documents", "link"), ("reason", "documents")
    ),
    MailKind.DIGEST.value: Placeholders(
        ("greeting", "name", "site", "title", "count"), ("documents", "link"), ("documents",)
    ),
}
"""Every kind of mail whose words a site may have of its own."""

_LINK = re.compile(r"https?:|www\.", re.I)


def key_of(kind: str, language: str) -> str:
    """Under which the words of a kind in a language are stored: `welcome/de`."""
    return f"{kind}/{language}"


def read_wording(kind: str, subject: str, text: str) -> Wording | Refused:
    """Words as somebody typed them, tidied; or what is wrong with them.

    Refused: `words_subject_missing`, `words_subject_lines`, `words_subject_long`,
    `words_text_missing`, `words_text_long`, `words_unknown`, `words_brace`,
    `words_required`, `words_link`.
    """
    if len(subject.strip().splitlines()) > 1:
        return Refused("words_subject_lines", where="subject")
    wording = Wording(clean_words(subject), clean_lines(text).strip())
    return _wrong_size(wording) or _wrong_holes(LETTERS[kind], wording) or wording


def own_wording(stored: Stored, kind: str, language: str) -> Wording | None:
    """The site's own words; None where it has none, or some that no mail could be made of."""
    found = stored.get(key_of(kind, language))
    if found is None:
        return None
    wording = read_wording(kind, found.get("subject", ""), found.get("text", ""))
    return wording if isinstance(wording, Wording) else None


def with_wording(
    stored: Stored, kind: str, language: str, wording: Wording | None
) -> dict[str, dict[str, str]]:
    """All words with those of one mail instead; None: the standard ones again."""
    found = {key: dict(words) for key, words in stored.items()}
    found.pop(key_of(kind, language), None)
    if wording is not None:
        found[key_of(kind, language)] = {"subject": wording.subject, "text": wording.text}
    return found


def wrong_words(stored: object) -> Refused | None:
    """What is wrong with words of whatever origin, the first of it."""
    if not isinstance(stored, Mapping):
        return Refused("words_shape")
    known = [key_of(kind, language) for kind in LETTERS for language in LANGUAGES]
    for key, words in stored.items():
        if key not in known:
            return Refused("words_kind", {"key": str(key)[:80], "known": ", ".join(known)})
        if not isinstance(words, Mapping) or set(words) != {"subject", "text"}:
            return Refused("words_shape")
        if not all(isinstance(one, str) for one in words.values()):
            return Refused("words_shape")
        read = read_wording(key.partition("/")[0], words["subject"], words["text"])
        if isinstance(read, Refused):
            return read
    return None


def braced(names: tuple[str, ...]) -> str:
    """Placeholders as somebody types them: `{sender}, {site}`."""
    return ", ".join(f"{{{name}}}" for name in names)


def _wrong_size(wording: Wording) -> Refused | None:
    if not wording.subject:
        return Refused("words_subject_missing", where="subject")
    if len(wording.subject) > LONGEST_SUBJECT:
        return Refused("words_subject_long", {"maximum": LONGEST_SUBJECT}, where="subject")
    if not wording.text:
        return Refused("words_text_missing", where="text")
    if len(wording.text) > LONGEST_TEXT:
        return Refused("words_text_long", {"maximum": LONGEST_TEXT}, where="text")
    return None


def _wrong_holes(known: Placeholders, wording: Wording) -> Refused | None:
    fields = (
        ("subject", wording.subject, known.values),
        ("text", wording.text, (*known.values, *known.parts)),
    )
    for where, text, names in fields:
        found = placeholders_in(text)
        for name in found:
            if name not in names:
                values = {"name": f"{{{name[:40]}}}", "known": braced(names)}
                return Refused("words_unknown", values, where)
        if text.count("{") != len(found) or text.count("}") != len(found):
            return Refused("words_brace", where=where)
        if known.linkless and _LINK.search(text):
            return Refused("words_link", where=where)
    for name in known.required:
        if name not in placeholders_in(wording.text):
            return Refused("words_required", {"name": f"{{{name}}}"}, "text")
    return None
