"""Read recipients as people write them: one a line, the wrong ones named."""

from __future__ import annotations

from ..model.address import Addressee
from ..model.address import canonical
from ..model.address import clean_words
from ..model.address import is_unwritable
from ..model.address import LONGEST_NAME
from ..model.address import names_unwritably
from ..model.address import parse_line
from ..model.verdict import Refused


def read_lines(text: str) -> tuple[list[Addressee], list[Refused]]:
    """`Name <address>, Organisation`, one a line; empty lines are skipped.

    The same address twice is one recipient, named as the first time. Each
    refusal has the number and the text of its line: `recipient_line`, or
    `line_unwritable` where no character of a name can be shown.
    """
    found: dict[str, Addressee] = {}
    refusals = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        person = parse_line(line)
        if person is None:
            values = {"number": number, "line": line.strip()[:80]}
            code = "line_unwritable" if names_unwritably(line) else "recipient_line"
            refusals.append(Refused(code, values, where="recipients"))
        else:
            found.setdefault(person.address, person)
    return list(found.values()), refusals


def read_person(email: str, name: str, organisation: str, place: int) -> Addressee | Refused:
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
    return Addressee(address, name, organisation)
