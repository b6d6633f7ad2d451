"""One mail address: what is accepted, and when two are the same.

The canonical form is pure ASCII: the local part with A-Z folded, the domain
in lower-case IDNA. Nothing cleverer: no dots dropped, no `+tag` cut off, no
Unicode case folding, since each of those sends a code to somebody else
(threat T23).
"""

from __future__ import annotations

from dataclasses import dataclass

import re
import unicodedata


LONGEST = 254
LONGEST_NAME = 200
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.I | re.A)
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.A)
_LINE = re.compile(
    r"\s*(?:(?P<name>[^<>@]*?)\s*<(?P<angle>[^<>]*)>|(?P<bare>[^\s<>,;]+))"
    r"\s*(?:,\s*(?P<organisation>[^<>]*?))?\s*"
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
    host = _canonical_domain(domain)
    whole = f"{local.translate(_FOLD)}@{host}"
    return whole if host and len(whole) <= LONGEST else None


_FOLD = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def _canonical_domain(domain: str) -> str | None:
    if unicodedata.normalize("NFKC", domain) != domain:
        return None
    if any(unicodedata.category(char)[0] not in "LMN" and char not in "-." for char in domain):
        return None
    try:
        host = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return host if not labels[-1].isdigit() else None


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


def parse_line(line: str) -> Addressee | None:
    """Read `Name <address>, Organisation`; name and organisation may be missing.

    None when the line is not that, the address is refused, or a name is
    longer than 200 characters.
    """
    if any(unicodedata.category(char) == "Cc" for char in line.strip()):
        return None
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    address = canonical((found["angle"] if found["angle"] is not None else found["bare"]).strip())
    name = clean_words((found["name"] or "").strip().strip('"'))
    organisation = clean_words(found["organisation"] or "")
    if address is None or max(len(name), len(organisation)) > LONGEST_NAME:
        return None
    return Addressee(address, name, organisation)
