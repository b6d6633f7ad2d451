"""Personal data beside a row, of which the row keeps a commitment."""

from __future__ import annotations

from .verification import committed
from .verification import field_digest
from collections.abc import Iterable
from persistent import Persistent
from typing import Any

import secrets


class SideRecord(Persistent):
    """Personal data of one row: pairs of name and value.

    Each field has its own salt, so that one can go (an IP after its time) while
    the others still fit the row: of what is gone the digest stays in `gone`,
    which tells nothing without the salt. Records made before that have one
    `salt` for all fields, and go as a whole (ADR 0017).
    """

    salt = ""
    salts: tuple[tuple[str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()

    def __init__(self, recipient_id: str, person: dict[str, str]) -> None:
        self.recipient_id = recipient_id
        # Half a surrogate pair, which JSON bodies can bring, could not be exported.
        texts = {name: text.encode("utf-8", "replace").decode() for name, text in person.items()}
        self.person = tuple(sorted(texts.items()))
        self.salts = tuple((name, secrets.token_hex(16)) for name, _ in self.person)

    @property
    def commitment(self) -> str:
        """What the row keeps of it; the same after any field has gone."""
        return committed({**dict(self.gone), **self._digests()})

    def exported(self) -> dict[str, Any]:
        """As in an export, and as `verification.side_fits` takes it."""
        if self.salt:
            return {"salt": self.salt, "person": dict(self.person)}
        return {
            "salts": dict(self.salts),
            "person": dict(self.person),
            "gone": dict(self.gone),
        }

    def forget(self, names: Iterable[str]) -> bool:
        """Let these fields go; whether anything is left that is worth keeping."""
        going = {name for name, _ in self.person}.intersection(names)
        if not going:
            return bool(self.person)
        if self.salt:
            return False
        digests = self._digests()
        self.gone = (*self.gone, *((name, digests[name]) for name in sorted(going)))
        self.person = tuple(pair for pair in self.person if pair[0] not in going)
        self.salts = tuple(pair for pair in self.salts if pair[0] not in going)
        return bool(self.person)

    def _digests(self) -> dict[str, str]:
        salts = dict(self.salts)
        return {name: field_digest(salts[name], text) for name, text in self.person}
