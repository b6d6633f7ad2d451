"""Choosing evidence: which chains hold it, and which of their rows."""

from __future__ import annotations

from ..model.address import canonical
from ..model.address import organisation_key
from ..model.audit import Action
from ..model.audit import ADMINISTRATION
from ..model.audit import Chain
from ..model.selection import Keep
from ..model.selection import Part
from ..model.selection import Period
from ..model.selection import Scope
from ..model.selection import Selection
from ..model.side import SideRecord
from ..model.times import from_micros
from ..model.verdict import Refused
from .ports import Ports
from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any

import json


BREATH = 4096
"""Rows after which the memory of those before is given back."""
Entry = tuple[bool, str, str, SideRecord | None, dict[str, Any]]
"""Whether a row is wanted, its text, MAC and side record, and the row that was read."""


class Selections:
    """Reads chains for people who may see the access log; the faces decide who may."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self._read = 0

    def choose(self, scope: str, subject: str, period: Period) -> Selection | Refused:
        """Check what was asked for. Refused: an unknown scope or thing, a reversed period."""
        if scope not in tuple(Scope):
            return Refused("scope_unknown", {"known": ", ".join(Scope)}, where="scope")
        both = period.since is not None and period.until is not None
        if both and period.since >= period.until:  # type: ignore[operator]
            return Refused("period_reversed", where="from")
        wanted = Scope(scope)
        if wanted is Scope.EVERYTHING:
            # An id that is left over means that something else was meant.
            return Refused("subject_unwanted", where="id") if subject else _all(period)
        if not subject:
            return Refused("subject_missing", where="id")
        key = self._key(wanted, subject)
        if key is None:
            return Refused("subject_unknown", where="id")
        return Selection(wanted, subject, key, period)

    def count(self, selection: Selection) -> int:
        """How many rows are wanted; most chains are counted without reading them."""
        rows = 0
        for part in self.parts(selection):
            chain = self.ports.store.chains[part.chain]
            if part.keep is None and self._whole(chain, selection.period):
                rows += chain.length
            else:
                rows += sum(entry[0] for entry in self.rows(part, selection.period))
        return rows

    def entries(self, selection: Selection) -> Iterator[Entry]:
        """Every row, wanted or not, of the chains with a row that is."""
        for part in self.parts(selection):
            whole = part.keep is None and not selection.period
            if whole or any(entry[0] for entry in self.rows(part, selection.period)):
                yield from self.rows(part, selection.period)

    def rows(self, part: Part, period: Period) -> Iterator[Entry]:
        """The rows of one chain; none where the whole chain is outside the period."""
        chain: Chain = self.ports.store.chains[part.chain]
        if period.since is not None and chain.last_time < period.since:
            return
        for text, mac, side in chain.entries():
            row = _read(text)
            # A row that was broken belongs to whatever it may have belonged to.
            wanted = not row or (
                row["time"] in period and (part.keep is None or part.keep(row, side))
            )
            yield wanted, text, mac, side, row
            self._read += 1
            if self._read % BREATH == 0:
                self.ports.store.let_go()

    def parts(self, selection: Selection) -> Iterator[Part]:
        """The chains that can hold a wanted row: the administration's first."""
        store = self.ports.store
        scope = selection.scope
        if scope is Scope.EVERYTHING:
            yield from map(Part, store.chains)
            return
        keep = _of_administration(scope, selection.key)
        if keep is not None and ADMINISTRATION in store.chains:
            yield Part(ADMINISTRATION, keep)
        for invitation_id, share_ids in self._shares(selection).items():
            every = share_ids.issuperset(store.invitations[invitation_id].share_ids)
            yield Part(invitation_id, None if every else _of_shares(share_ids))

    def _key(self, scope: Scope, subject: str) -> str | None:
        """What the indexes know a subject by; None when they do not."""
        store = self.ports.store
        match scope:
            case Scope.SHARE:
                return subject if subject in store.shares else None
            case Scope.DISTRIBUTION:
                return subject if subject in store.distributions else None
            case Scope.RECIPIENT:
                address = canonical(subject) or subject.strip().lower()
                recipient = store.recipient_at(address)
                return None if recipient is None else str(recipient.id)
            case Scope.DOCUMENT:
                known = any(True for _ in store.by_document.keys(subject))
                return subject if known else None
            case Scope.SENDER:
                return subject if any(True for _ in store.ever_sent(subject)) else None
        known = any(True for _ in store.by_organisation.keys(organisation_key(subject)))
        # Who somebody works for is personal: it stands beside the row, not in it.
        return "" if known else None

    def _shares(self, selection: Selection) -> dict[str, set[str]]:
        """Ids of the wanted shares by invitation, the oldest first."""
        found: dict[str, set[str]] = {}
        for share in reversed(list(self._wanted(selection))):
            found.setdefault(share.invitation_id, set()).add(share.id)
        return found

    def _wanted(self, selection: Selection) -> Iterable[Any]:
        store, key = self.ports.store, selection.key
        match selection.scope:
            case Scope.SHARE:
                return [store.shares[key]]
            case Scope.DOCUMENT:
                keys = store.by_document.keys(key)
            case Scope.RECIPIENT:
                keys = store.by_recipient.keys(key)
            case Scope.SENDER:
                keys = store.ever_sent(key)
            case Scope.DISTRIBUTION:
                keys = store.by_distribution.keys(key)
            case _:
                keys = store.by_organisation.keys(organisation_key(selection.subject))
        return map(store.share_at, keys)

    def _whole(self, chain: Chain, period: Period) -> bool:
        """Whether all rows of a chain lie in a period, by its first and its last."""
        if not period:
            return True
        first = next(chain.entries(), None)
        row = _read(first[0]) if first else {}
        return bool(row) and row["time"] in period and chain.last_time in period


WHEREABOUTS = (Action.SENDER_LEFT.value, Action.SENDER_RETURNED.value)
"""Of these, `new` is the user that it is about."""


def _all(period: Period) -> Selection:
    return Selection(Scope.EVERYTHING, period=period)


def _read(text: str) -> dict[str, Any]:
    """A row as far as it is one; a broken one is exported as it is, and found by who verifies."""
    try:
        row: dict[str, Any] = json.loads(text)
        _ = row["v"], row["chain"], row["sequence"], row["share"]
        _, _ = row["actor"]
        from_micros(row["time"])
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError):
        return {}
    return row


def _of_shares(share_ids: set[str]) -> Keep:
    ids = {"", *share_ids}
    return lambda row, side: str(row["share"]) in ids


def _of_administration(scope: Scope, key: str) -> Keep | None:
    """Which rows of the administration concern a subject; None: no row can."""
    match scope:
        case Scope.SHARE | Scope.DOCUMENT:
            return lambda row, side: row.get(str(scope)) == key
        case Scope.RECIPIENT:
            return lambda row, side: side is not None and side.recipient_id == key
        case Scope.SENDER:
            return lambda row, side: (
                row.get("actor") == ["user", key]
                or (row.get("action") in WHEREABOUTS and row.get("new") == key)
            )
    return None
