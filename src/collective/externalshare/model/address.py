"""One mail address: what is accepted, and when two are the same.

The canonical form is pure ASCII: the local part with A-Z folded, the domain
in lower-case IDNA as of 2008, in which straße.example and strasse.example are
two domains. Nothing cleverer: no dots dropped, no `+tag` cut off, no Unicode
case folding, since each of those sends a code to somebody else (threat T23).
"""

from __future__ import annotations

from dataclasses import dataclass
from encodings.idna import nameprep

import re
import unicodedata


LONGEST = 254
LONGEST_NAME = 200
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.I | re.A)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.A)
# Nothing here can match the same blank in two ways, so that no line takes long to refuse.
_LINE = re.compile(
    r"(?:(?P<name>[^<>@]*)<(?P<angle>[^<>]*)>|(?P<bare>[^\s<>,;]+))"
    r"\s*(?:,(?P<organisation>[^<>]*))?"
)


@dataclass(frozen=True)
class Addressee:
    """One person as a sender names them: canonical address, name, organisation."""

    address: str
    name: str = ""
    organisation: str = ""
    language: str = ""


def canonical(text: str) -> str | None:
    """The canonical address, or None when `text` is not exactly one addr-spec.

    Quoted local parts, non-ASCII local parts, comments, lists, control
    characters and domains without a dot are refused (RFC 5321 4.1.2 limits).
    """
    if len(text) > LONGEST or not text.isprintable():
        return None
    local, at, domain = text.strip(" ").rpartition("@")
    if not at or len(local) > 64 or not _LOCAL.fullmatch(local):
        return None
    host = canonical_domain(domain)
    whole = f"{local.translate(_FOLD)}@{host}"
    return whole if host and len(whole) <= LONGEST else None


_FOLD = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


# Letters of their own since 2008; the older rules that Python knows make others of them.
_OWN_LETTERS = str.maketrans("ßς", "sσ")


def canonical_domain(domain: str) -> str | None:
    """The domain in lower-case IDNA as of 2008, or None when it is none with a dot in it."""
    if any(unicodedata.category(char)[0] not in "LMN" and char not in "-." for char in domain):
        return None
    try:
        labels = [_canonical_label(label) for label in domain.split(".")]
    except UnicodeError:
        return None
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return ".".join(labels) if not labels[-1].isdigit() else None


def _canonical_label(label: str) -> str:
    # Letter by letter: a Greek sigma at the end of a word would become another letter.
    lower = "".join(char.lower() for char in label)
    if lower.isascii():
        return lower
    plain = lower.translate(_OWN_LETTERS)
    if nameprep(plain) != plain:
        raise UnicodeError("this would silently become another domain")
    return "xn--" + lower.encode("punycode").decode("ascii")


def clean_words(text: str) -> str:
    """A name or organisation as kept: NFC, one line, single spaces, no control characters."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace()
        or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
        or char in "\u200c\u200d"
    )
    return " ".join(kept.split())


def clean_lines(text: str) -> str:
    """A message as kept: its lines and tabs, but no other control character, no surrogate."""
    lines = (
        "".join(
            char
            for char in line
            if char == "\t" or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn")
        ).rstrip()
        for line in text.splitlines()
    )
    return "\n".join(lines).strip("\n")


def organisation_key(name: str) -> str:
    """Organisations match by NFC, casefold and collapsed spaces."""
    return unicodedata.normalize("NFC", clean_words(name).casefold())


def is_unwritable(text: str) -> bool:
    """Whether words were typed of which nothing that can be seen would be kept."""
    return bool(text.strip()) and not clean_words(text).strip("\u200c\u200d ")


def parse_line(line: str) -> Addressee | None:
    """Read `Name <address>, Organisation`; name and organisation may be missing.

    None when the line is not that, the address is refused, or a name is
    longer than 200 characters or unwritable.
    """
    if any(unicodedata.category(char) == "Cc" for char in line.strip()):
        return None
    parts = _parts(line)
    if parts is None or any(map(is_unwritable, parts[1:])):
        return None
    address, (name, organisation) = canonical(parts[0]), map(clean_words, parts[1:])
    if address is None or max(len(name), len(organisation)) > LONGEST_NAME:
        return None
    return Addressee(address, name, organisation)


def names_unwritably(line: str) -> bool:
    """Whether a line has the right form, but an unwritable name or organisation."""
    parts = _parts(line)
    return parts is not None and any(map(is_unwritable, parts[1:]))


def _parts(line: str) -> tuple[str, str, str] | None:
    """Address, name and organisation as typed; what is missing is empty."""
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return None
    address = found["angle"] if found["angle"] is not None else found["bare"]
    name = (found["name"] or "").strip().strip('"')
    return address.strip(), name, found["organisation"] or ""
