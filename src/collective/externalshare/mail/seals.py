"""The mail with seals: for an auditor, who keeps it where nobody of the site can change it."""

from __future__ import annotations

from ..model.outbox import OutboxRow
from ..model.seal import Seal
from ..model.times import from_micros
from .letter import Attachment
from .letter import Facts
from .letter import Letter
from .letter import Paragraph
from .letterhead import Letterhead
from .words import Words
from collections.abc import Sequence
from collective.externalshare import _
from itertools import islice
from typing import Any


VERIFY = "python3 verify.py rows.jsonl seals.jsonl"


def write_seals(seals: Sequence[Seal], head: Letterhead, words: Words) -> Letter:
    """The letter; its attachment has one seal a line, as the verifier reads it."""
    first, last = seals[0].fields, seals[-1].fields
    numbers = _range(f"{first['number']}", f"{last['number']}")
    moments = [words.moment(from_micros(one["time"]), head.zone) for one in (first, last)]
    intro = words(
        _(
            "mail_seals_intro",
            default="Attached are seals of what ${site} has recorded of its external shares, "
            "made since the last mail.",
        ),
        site=head.site,
    )
    facts = (
        (words(_("mail_seals_numbers", default="Seals")), numbers),
        (words(_("mail_seals_made", default="Made")), _range(*moments)),
        (words(_("mail_seals_print", default="SHA-256 of the last")), seals[-1].link),
    )
    subject = _("mail_seals_subject", default="Seals ${numbers} of the records: ${site}")
    data = "".join(f"{seal.line}\n" for seal in seals).encode()
    name = f"seals-{first['number']:06}-{last['number']:06}.jsonl"
    return Letter(
        words.tag,
        head.site,
        words(subject, numbers=numbers, site=head.site),
        intro,
        (Paragraph(intro), *_erased(seals, words), Facts(facts), *_advice(words)),
        attachments=(Attachment(name, "jsonl", data),),
    )


def seals_letter(row: OutboxRow, store: Any, head: Letterhead, words: Words) -> Letter | None:
    """The letter of those that a row is about; None where the first of them is kept no more."""
    first, last = row.seals
    seals = list(islice(store.seals(first), last - first + 1))
    if not seals or seals[0].fields["number"] != first:
        return None
    return write_seals(seals, head, words)


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _erased(seals: Sequence[Seal], words: Words) -> list[Paragraph]:
    said = _(
        "mail_seals_erased",
        default="Seal ${number} says that everything recorded until then was erased on the site. "
        "If you did not know that, ask why.",
    )
    return [
        Paragraph(words(said, number=seal.fields["number"]))
        for seal in seals
        if seal.fields.get("erased")
    ]


def _advice(words: Words) -> list[Paragraph]:
    keep = _(
        "mail_seals_keep",
        default="A seal fixes what all records were at its moment. Keep this mail where nobody who "
        "runs the site can change it: then nobody can alter, leave out or cut off records of "
        "before without your seeing it.",
    )
    verify = _(
        "mail_seals_verify",
        default="To verify, unpack an export of the records (a ZIP file), put the attachments of "
        "these mails one after the other into seals.jsonl, and run:\n${command}",
    )
    return [Paragraph(words(keep)), Paragraph(words(verify, command=VERIFY))]
