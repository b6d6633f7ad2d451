"""Read recipients as people and programs write them, the wrong ones named."""

from __future__ import annotations

from ..model.address import Addressee
from ..model.address import canonical
from ..model.address import clean_words
from ..model.address import is_unwritable
from ..model.address import LONGEST_NAME
from ..model.recipient import LANGUAGES
from ..model.verdict import Refused
from .recipient_table import read_recipients


def read_lines(text: str) -> tuple[list[Addressee], list[Refused]]:
    """Whom lines or a table name, and everything that is wrong with them; see `read_recipients`.

    The same address twice is one recipient, named as the first time.
    """
    report = read_recipients(text)
    return report.addressees, report.refusals


def read_person(
    email: str, name: str, organisation: str, place: int, language: str = ""
) -> Addressee | Refused:
    """One recipient from separate values; `place` counts from 1 for the refusal's sentence."""
    address = canonical(email)
    if address is None:
        return Refused("recipient_address", {"number": place, "line": email[:80]}, "recipients")
    if is_unwritable(name) or is_unwritable(organisation):
        return Refused("recipient_unwritable", {"number": place}, "recipients")
    name, organisation = clean_words(name), clean_words(organisation)
    if max(len(name), len(organisation)) > LONGEST_NAME:
        values = {"number": place, "maximum": LONGEST_NAME}
        return Refused("recipient_name", values, "recipients")
    if language not in ("", *LANGUAGES):
        known = ", ".join(LANGUAGES)
        return Refused("recipient_language", {"number": place, "known": known}, "recipients")
    return Addressee(address, name, organisation, language)
