"""Whose copy is this? From a file or a number to the evidence of its making."""

from __future__ import annotations

from .. import logger
from ..interfaces import CopyFailed
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.secrets import fold_copy_number
from ..model.secrets import grouped
from ..model.share import Share
from ..model.traces import Certainty
from ..model.traces import Mark
from ..model.traces import Marks
from ..model.traces import Place
from ..model.verdict import Refused
from .ports import Ports
from .record import record_administration
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any


SHORTEST = 8
"""Characters of a number, forty bits: fewer would let people leaf through the evidence."""

MOST = 20
"""Copies in one answer."""


@dataclass(frozen=True)
class Origin:
    """One copy and the reader it was made for.

    `row` is the evidence, with `person`: address, ip and agent, as far as they
    are kept. `address`, `name` and `organisation` are empty where the person was
    erased. `holds`: whether the evidence of this invitation verifies.
    """

    certainty: Certainty
    places: tuple[Place, ...]
    row: dict[str, Any]
    share: Share | None
    address: str
    name: str
    organisation: str
    holds: bool

    @property
    def number(self) -> str:
        """The copy number as it stands on the pages; empty in evidence of older releases."""
        return str(self.row["new"])

    @property
    def erased(self) -> bool:
        """Whether the person may no longer be named."""
        return not self.address

    @property
    def title(self) -> str:
        """The document, as far as it is still known."""
        return self.share.gate.title if self.share else ""


@dataclass(frozen=True)
class Answer:
    """What was found. `strange`: numbers that a file names and no evidence knows."""

    origins: tuple[Origin, ...]
    sha256: str = ""
    strange: tuple[str, ...] = ()
    trouble: str = ""
    more: bool = False


class Trace:
    """Searches the evidence; every search that was one leaves a row of its own."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def number(self, typed: str, actor: Actor, contact: Contact) -> Answer | Refused:
        """By a number that somebody read, or its first eight characters or more."""
        if not typed.strip():
            return Refused("trace_nothing")
        number = fold_copy_number(typed)
        if number is None:
            return Refused("trace_number")
        if len(number) < SHORTEST:
            return Refused("trace_number_short", {"minimum": SHORTEST})
        places = self.ports.store.copies_numbered(number)
        found = [self._origin(place, Certainty.TYPED) for place in islice(places, MOST + 1)]
        answer = Answer(tuple(filter(None, found))[:MOST], more=len(found) > MOST)
        self._note(answer, grouped(number), actor, contact)
        return answer

    def file(self, stream: Any, actor: Actor, contact: Contact) -> Answer | Refused:
        """By a file, whatever it is called; it is read once and not kept."""
        settings = self.ports.settings
        try:
            marks = self.ports.copies.marks(stream, settings)
        except CopyFailed as error:
            logger.error("A file cannot be searched for its copy number: %s", error)
            return Refused("trace_failed")
        if marks.refusal == "not_pdf":
            return Refused("trace_not_pdf")
        if marks.refusal:
            return Refused("trace_too_big", {"maximum": settings.pdf_megabytes})
        answer = self._answer(marks)
        named = [one.number for one in answer.origins if one.number] or answer.strange
        self._note(answer, ", ".join(named), actor, contact)
        return answer

    def _answer(self, marks: Marks) -> Answer:
        store = self.ports.store
        found: dict[tuple[str, int], Origin | None] = {}
        for place in islice(store.copies_with_digest(marks.sha256), MOST):
            found[place] = self._origin(place, Certainty.CERTAIN)
        strange = []
        for mark in marks.marks:
            places = list(store.copies_numbered(mark.number))
            for place in places:
                found.setdefault(place, self._origin(place, Certainty.SURE, mark.places))
            if not places and _ours(mark):
                strange.append(grouped(mark.number))
        origins = tuple(filter(None, found.values()))
        return Answer(
            origins[:MOST], marks.sha256, tuple(strange[:MOST]), marks.trouble, len(origins) > MOST
        )

    def _origin(
        self, place: tuple[str, int], certainty: Certainty, places: Iterable[Place] = ()
    ) -> Origin | None:
        """What the row at a place tells; None where it is no longer kept."""
        chain_id, sequence = place
        store = self.ports.store
        chain = store.chains.get(chain_id)
        try:
            row = chain.row(sequence)
        except (AttributeError, LookupError):
            return None
        share = store.shares.get(row["share"])
        invitation = store.invitations.get(chain_id)
        # A row's own address goes with its age; a person who was erased has none anywhere.
        # What was mailed nobody asked for: the actor is the system.
        reader = row["actor"][1] or (invitation.recipient_id if invitation else "")
        recipient = store.recipients.get(reader)
        known = recipient is not None
        return Origin(
            certainty,
            tuple(places),
            row,
            share,
            row["person"].get("address") or recipient.address if known else "",
            invitation.name if known and invitation else "",
            share.organisation if known and share else "",
            chain.broken_at(self.ports.ring) is None,
        )

    def _note(self, answer: Answer, number: str, actor: Actor, contact: Contact) -> None:
        """One row of the administration; the side record says where the asker was."""
        one = answer.origins[0].row if len(answer.origins) == 1 else {}
        event = Event(
            Action.COPY_TRACED,
            actor,
            result="found" if answer.origins else "unknown",
            share=one.get("share", ""),
            document=one.get("document", ""),
            sha256=answer.sha256,
            new=number,
        )
        record_administration(self.ports, event, contact)


def _ours(mark: Mark) -> bool:
    """Whether a file that names this number was a copy of ours, or of another site's."""
    return any(place is not Place.IDENTIFIER for place in mark.places)
