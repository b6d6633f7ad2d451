"""One person, another address: what the old one holds is shared anew with the kept one.

Nothing says that both mailboxes are one person's but whoever manages, who is on record
with it. No share changes its reader: those of the old address are revoked, and a copy
only ever names the address that it was given to (ADR 0030).
"""

from __future__ import annotations

from ..model.address import canonical
from ..model.address import clean_words
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.policy import site_rules
from ..model.recipient import Recipient
from ..model.secrets import new_id
from ..model.share import ENDED
from ..model.share import Share
from ..model.verdict import Refused
from .anew import Anew
from .bounds import blocked
from .distribute import readiness
from .policy import Policy
from .ports import Ports
from .record import must_be_recordable
from .record import record_administration
from .revoke import LONGEST_REASON
from .revoke import Revoke
from .sessions import end_session
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace


@dataclass(frozen=True)
class Merged:
    """The recipient that is kept, their new shares, and how many invitations have no mail."""

    kept: Recipient
    shares: tuple[Share, ...]
    without_mail: int


class Merging:
    """Merges in one transaction: wholly, or not at all."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.store = ports.store

    def __call__(
        self,
        old: Recipient,
        kept_address: str,
        confirmation: str,
        reason: str,
        actor: Actor,
        contact: Contact = NOBODY,
    ) -> Merged | list[Refused]:
        """Give everything that an address holds to another one, and close its record.

        `confirmation`: the old address, typed once more. Refused as a whole:
        `merge_address`, `merge_same`, `recipient_merged`, `merge_blocked`,
        `merge_confirmation`, `reason_missing`, `reason_long`, `merge_waiting`,
        `merge_refused` and `merge_refused_document`; what keeps the site from sending;
        what else the rules have against a document. Whatever the old address holds, and
        be it nothing: what is sent to it later goes to the kept one.
        """
        address, reason = canonical(kept_address), clean_words(reason)
        wrong = _wrong(old, address, confirmation, reason)
        if wrong is not None or address is None:
            return [wrong or Refused("merge_address", where="into")]
        shares = self._living(old)
        refusals = self._against(old, address, shares)
        if refusals:
            return refusals
        must_be_recordable(self.ports)
        self.store.rely_on_holdings(old)
        kept = self._kept(old, address)
        Revoke(self.ports)(shares, actor, reason, contact)
        made, silent = Anew(self.ports, kept, actor, contact)(shares)
        self._close(old, kept, actor, contact)
        self._record(Action.RECIPIENT_MERGED, old, actor, contact, kept.id, reason)
        return Merged(kept, tuple(made), silent)

    def reopen(self, old: Recipient, actor: Actor, contact: Contact = NOBODY) -> None:
        """Let an address be shared with again; what was given to the kept one stays with it."""
        must_be_recordable(self.ports)
        if old.reopen():
            self._record(Action.RECIPIENT_REOPENED, old, actor, contact)

    def _living(self, old: Recipient) -> list[Share]:
        """Oldest first, so that what is made anew stands in the order of before."""
        keys = reversed(list(self.store.by_recipient.keys(old.id)))
        found = map(self.store.share_at, keys)
        return [share for share in found if share.status(self.ports.now, None) not in ENDED]

    def _against(self, old: Recipient, address: str, shares: Sequence[Share]) -> list[Refused]:
        refusals = [_of_merge(one, address) for one in blocked(self.ports, [old.address, address])]
        if unready := readiness(self.ports):
            refusals.append(unready)
        if any(share.held for share in shares):
            refusals.append(Refused("merge_waiting"))
        if not site_rules(self.ports.settings).admits(address):
            return [*refusals, Refused("merge_refused", {"address": address}, where="into")]
        policy = Policy(self.ports)
        found: dict[tuple[str, str], Refused] = {}
        for share in shares:
            document = self.ports.documents.get(share.document_uid, share.gate.path)
            for one in policy.judge([document], [address], share.terms):
                values = {"title": share.gate.title, **one.values}
                refused = _of_merge(replace(one, values=values), address)
                found.setdefault((refused.code, str(refused.values)), refused)
        return [*refusals, *found.values()]

    def _kept(self, old: Recipient, address: str) -> Recipient:
        found = self.store.recipient_at(address)
        if found is None:
            names = (old.name, old.organisation, old.language)
            found = Recipient(new_id(), address, *names, self.ports.now)
            # Whoever wants no reminders wants none at another mailbox.
            found.stopped = old.stopped
            self.store.add_recipient(found)
        else:
            # Whoever is being erased or blocked at this moment must be given nothing.
            self.store.rely_on(found)
        return found

    def _close(self, old: Recipient, kept: Recipient, actor: Actor, contact: Contact) -> None:
        """No session of the old address goes on, and lists name the kept one."""
        for one in self.store.session_lists[old.id].digests:
            if one in self.store.sessions:
                end_session(self.ports, self.store.sessions[one], actor, contact)
        for found in self.store.recipient_lists():
            found.rename(old.address, kept.address)
        old.merge(self.ports.now, kept.id)

    def _record(
        self,
        action: Action,
        old: Recipient,
        actor: Actor,
        contact: Contact,
        kept_id: str = "",
        reason: str = "",
    ) -> None:
        person = {"address": old.address, "name": old.name, "organisation": old.organisation}
        event = Event(
            action,
            actor,
            reason=reason,
            old=old.id,
            new=kept_id,
            recipient_id=old.id,
            person=person,
        )
        record_administration(self.ports, event, contact)


OF_MERGE = {
    "recipient_blocked": "merge_blocked",
    "addresses_refused": "merge_refused_document",
}
"""What a sender is told, and whoever merges, who can do something about it."""


def _of_merge(refused: Refused, address: str) -> Refused:
    code = OF_MERGE.get(refused.code)
    if code is None:
        return refused
    return Refused(code, {"address": address, **refused.values}, where="into")


def _wrong(old: Recipient, address: str | None, confirmation: str, reason: str) -> Refused | None:
    if address is None:
        return Refused("merge_address", where="into")
    if address == old.address:
        return Refused("merge_same", where="into")
    if canonical(confirmation) != old.address:
        return Refused("merge_confirmation", where="confirmation")
    if not reason:
        return Refused("reason_missing", where="reason")
    if len(reason) > LONGEST_REASON:
        return Refused("reason_long", {"maximum": LONGEST_REASON}, where="reason")
    return None
