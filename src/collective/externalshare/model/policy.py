"""Rules: what may go to whom, on which terms, and the stricter of any two."""

from __future__ import annotations

from .address import canonical
from .address import canonical_domain
from .settings import Settings
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Rules:
    """What one place demands: the site, a folder, or a level of confidentiality.

    The defaults demand nothing. `allowed` and `denied` hold canonical
    addresses and domains, see `covers`; `allowed` None is everybody, an empty
    one nobody. `words` replace the classification on the stamp. `link_only`:
    nothing goes as an attachment.
    """

    prohibited: bool = False
    maximum_days: int | None = None
    view_only: bool = False
    password: bool = False
    allowed: frozenset[str] | None = None
    denied: frozenset[str] = frozenset()
    approval: bool = False
    words: frozenset[str] = frozenset()
    acknowledge: bool = False
    link_only: bool = False

    def admits(self, address: str) -> bool:
        """Whether a canonical address may receive something."""
        if any(covers(one, address) for one in self.denied):
            return False
        return self.allowed is None or any(covers(one, address) for one in self.allowed)


NO_RULES = Rules()


class Objection(StrEnum):
    """Why one share is suspended, or pending, whatever holds for its document."""

    ADDRESS_REFUSED = "address_refused"
    APPROVAL_AWAITED = "approval_awaited"
    SENDER_GONE = "sender_gone"
    PAGES_MISSING = "pages_missing"


class SenderGone(StrEnum):
    """What becomes of shares whose sender has no account, or may share their document no longer."""

    KEEP = "keep"
    SUSPEND = "suspend"


def objection(rules: Rules, address: str, stays: bool = True) -> Objection | None:
    """What there is, now, against somebody's using what was shared with them before.

    :param stays: see `sender_stays`.
    """
    if not rules.admits(address):
        return Objection.ADDRESS_REFUSED
    return None if stays else Objection.SENDER_GONE


def sender_stays(settings: Settings, document: Any, user_id: str) -> bool:
    """Whether a sender may share an `IDocument` yet; not asked where shares are kept anyway."""
    if settings.sender_gone != SenderGone.SUSPEND or document is None:
        return True
    return bool(document.stays_with(user_id))


def objection_to(settings: Settings, document: Any, address: str, user_id: str) -> Objection | None:
    """The same, of an `IDocument` that a user shared with an address."""
    stays = sender_stays(settings, document, user_id)
    return objection(rules_for(settings, document), address, stays)


def site_rules(settings: Settings) -> Rules:
    """What the settings demand for every document."""
    allowed = settings.allowed_addresses
    return Rules(
        # Whoever allows only what cannot be read allows nobody.
        allowed=patterns_of(allowed) if allowed else None,
        denied=patterns_of(settings.denied_addresses),
        approval=settings.approval_required,
    )


def rules_for(settings: Settings, document: Any) -> Rules:
    """The rules for an `IDocument`; for one that is gone (None) those of the site."""
    site = site_rules(settings)
    return site if document is None else stricter(site, document.rules())


def stricter(one: Rules, other: Rules) -> Rules:
    """What satisfies both; in whatever order, and as often as one likes."""
    days = [rules.maximum_days for rules in (one, other) if rules.maximum_days is not None]
    return Rules(
        prohibited=one.prohibited or other.prohibited,
        maximum_days=min(days, default=None),
        view_only=one.view_only or other.view_only,
        password=one.password or other.password,
        allowed=_both(one.allowed, other.allowed),
        denied=one.denied | other.denied,
        approval=one.approval or other.approval,
        words=one.words | other.words,
        acknowledge=one.acknowledge or other.acknowledge,
        link_only=one.link_only or other.link_only,
    )


def covers(pattern: str, address: str) -> bool:
    """Whether an address or a domain, both canonical, lies within a pattern.

    An address covers itself, a domain its addresses and its subdomains with theirs.
    """
    if pattern == address:
        return True
    if "@" in pattern:
        return False
    return address.rpartition("@")[2] == pattern or address.endswith(f".{pattern}")


def pattern_of(text: str) -> str | None:
    """The canonical address or domain of what somebody typed, `@` before a domain included."""
    text = text.strip()
    found = canonical(text)
    return found if found is not None else canonical_domain(text.removeprefix("@"))


def patterns_of(texts: Iterable[str]) -> frozenset[str]:
    """The canonical ones among what somebody typed."""
    return frozenset(filter(None, map(pattern_of, texts)))


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The narrower of each pair of which one lies within the other."""
    if one is None or other is None:
        return other if one is None else one
    within = {a for a in one if any(covers(b, a) for b in other)}
    return frozenset(within | {b for b in other if any(covers(a, b) for a in one)})
