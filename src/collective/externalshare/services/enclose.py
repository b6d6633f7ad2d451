"""Copies that go with a mail: decided, made and recorded in the moment in which it is written.

What was mailed nobody can take back, so the row of evidence is there before the
mail leaves; that it left is told by the row of the mail.
"""

from __future__ import annotations

from .. import logger
from ..interfaces import CopyFailed
from ..model.audit import Action
from ..model.audit import Event
from ..model.audit import SYSTEM
from ..model.enclosure import Enclosed
from ..model.enclosure import Enclosure
from ..model.enclosure import NOTHING_ENCLOSED
from ..model.filenames import clean_filename
from ..model.invitation import Invitation
from ..model.outbox import OutboxRow
from ..model.policy import Rules
from ..model.policy import rules_for
from ..model.recipient import Recipient
from ..model.revision import Revision
from ..model.secrets import copy_number
from ..model.secrets import new_id
from ..model.share import Share
from ..model.share import Status
from .attach import too_large
from .attach import why_not_attached
from .authorize import given_out
from .authorize import Standing
from .authorize import standings
from .copying import make_copy
from .lifecycle import give_out
from .ports import Ports
from .record import record
from typing import Any


PATIENCE = 3
"""Tries of a mail that wait for copies which cannot be made; then it goes with the link alone."""


class Enclose:
    """Gives the copies of a row; the row keeps what was decided, for the next try."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def __call__(self, row: OutboxRow, invitation: Invitation) -> Enclosed:
        """The copies that go with an invitation's mail at this moment.

        :raises CopyFailed: when one may be made at a later try.
        """
        if not self.ports.store.distributions[invitation.distribution_id].attached:
            return NOTHING_ENCLOSED
        shares = [self.ports.store.shares[share_id] for share_id in invitation.share_ids]
        files: dict[str, bytes] = {}
        for found in standings(self.ports, shares):
            one = self._patiently(row, found, sum(map(len, files.values())))
            if isinstance(one, str):
                self._withhold(row, found.share, one)
                continue
            filename, data = one
            row.withheld = tuple(other for other in row.withheld if other[0] != found.share.id)
            files[_free(clean_filename(filename), files)] = data
        return Enclosed(tuple(files.items()))

    def _patiently(self, row: OutboxRow, found: Standing, before: int) -> tuple[str, bytes] | str:
        """Name and bytes of one share's copy, or why none goes; `before`: bytes of the others."""
        try:
            one = self._enclosure(row, found, before)
            if isinstance(one, str):
                return one
            # Bytes that are not those of the evidence go nowhere.
            with self.ports.copies.open(one, self.ports.settings).open() as copy:
                return one.filename, copy.read()
        except CopyFailed as error:
            logger.error("No copy of share %s for a mail: %s", found.share.id, error)
            if row.attempts < PATIENCE:
                raise
            return "copy_failed"

    def _enclosure(self, row: OutboxRow, found: Standing, before: int) -> Enclosure | str:
        """One share's copy, that of an earlier try where it is the same; or why there is none."""
        share = found.share
        if found.status is not Status.ACTIVE:
            return found.reason or str(found.status)
        rules = rules_for(self.ports.settings, found.document)
        reason = why_not_attached(self.ports.settings, rules, share.terms, self.ports.now)
        if reason:
            return reason
        self.ports.store.rely_on(share, share.gate, self._recipient(share))
        found.document.rely_on()
        revision = given_out(found)
        if not isinstance(revision, Revision):
            return str(revision)
        earlier = [one for one in row.enclosures if one.share_id == share.id]
        kept = bool(earlier) and _is_of(earlier[0], revision, share, rules)
        one = earlier[0] if kept else self._make(found, revision, rules)
        if too_large(self.ports.settings, [before, one.copy.size]):
            return "attachment_large"
        if not kept:
            self._give(row, found.share, revision, one, again=bool(earlier))
        return one

    def _make(self, found: Standing, revision: Revision, rules: Rules) -> Enclosure:
        share, copy_id = found.share, new_id()
        made = make_copy(self.ports, share, found.document, revision, copy_id)
        enclosure = Enclosure(
            copy_id,
            share.id,
            revision.filename_of(share.terms.pages),
            revision.sha256,
            revision.blob,
            made.template,
            made.stamp,
            made.copy,
        )
        enclosure.pages, enclosure.words = share.terms.pages, rules.words
        return enclosure

    def _give(
        self, row: OutboxRow, share: Share, revision: Revision, enclosure: Enclosure, again: bool
    ) -> None:
        """Let it go with the row; evidence never speaks of one that was made and stays back."""
        others = tuple(one for one in row.enclosures if one.share_id != share.id)
        row.enclosures = (*others, enclosure)
        if share.pin is None:
            give_out(self.ports, share.gate, revision)
        told = self._record(
            share,
            reason="attachment_again" if again else "",
            revision=revision.label,
            sha256=revision.sha256,
            copy=enclosure.copy.sha256,
            size=enclosure.copy.size,
            new=copy_number(enclosure.id),
            old=share.terms.pages,
        )
        self.ports.store.note_copy(told)

    def _withhold(self, row: OutboxRow, share: Share, reason: str) -> None:
        """Say once why a copy does not go; what was kept of it from an earlier try goes."""
        given = any(one.share_id == share.id for one in row.enclosures)
        row.enclosures = tuple(one for one in row.enclosures if one.share_id != share.id)
        if (share.id, reason) in row.withheld and not given:
            return
        others = tuple(one for one in row.withheld if one[0] != share.id)
        row.withheld = (*others, (share.id, reason))
        self._record(share, result="refused", reason=reason)

    def _recipient(self, share: Share) -> Recipient:
        recipient: Recipient = self.ports.store.recipients[share.recipient_id]
        return recipient

    def _record(self, share: Share, **facts: Any) -> dict[str, Any]:
        recipient = self._recipient(share)
        event = Event(
            Action.SHARE_ATTACHED,
            SYSTEM,
            share=share.id,
            document=share.document_uid,
            recipient_id=recipient.id,
            person={"address": recipient.address},
            **facts,
        )
        return record(self.ports, share.invitation_id, event)


def _is_of(one: Enclosure, revision: Revision, share: Share, rules: Rules) -> bool:
    """Whether a copy of an earlier try is what a copy would be of at this moment."""
    now = revision.sha256, share.terms.pages, rules.words
    return (one.source_sha256, one.pages, one.words) == now


def _free(filename: str, taken: dict[str, bytes]) -> str:
    """A name that no other attachment of the mail has."""
    stem, dot, ending = filename.rpartition(".")
    number, name = 1, filename
    while name in taken:
        number += 1
        name = f"{stem or ending} ({number}){dot if stem else ''}{ending if stem else ''}"
    return name
