"""The one decision point: what the organisation's rules say of a sending or a change.

Form, bulk, REST and every later change of terms pass it. The stricter rule of
site, folders and classification holds (`model.policy.stricter`).
"""

from __future__ import annotations

from ..model.policy import NO_RULES
from ..model.policy import Rules
from ..model.policy import rules_for
from ..model.policy import site_rules
from ..model.policy import stricter
from ..model.settings import Settings
from ..model.terms import Access
from ..model.terms import Terms
from ..model.times import DAY
from ..model.times import MINUTE
from ..model.verdict import Refused
from .ports import Ports
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import fields
from dataclasses import replace
from functools import reduce
from itertools import islice
from typing import Any


# So many of the addresses that are refused are named in one sentence.
MOST_NAMED = 10
# So many shares under the word of a domain are looked at for one of its addresses.
MOST_LOOKED_AT = 100


class Policy:
    """Reads the rules of this moment; writes nothing."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def judge(
        self, documents: Iterable[Any], addresses: Sequence[str], terms: Terms
    ) -> list[Refused]:
        """Everything that the rules have against these documents, readers and terms.

        `values["title"]` names a document where its own rules are the reason.
        """
        found: dict[tuple[str, str], Refused] = {}
        settings = self.ports.settings
        titles: dict[Rules, str] = {site_rules(settings): ""}
        for document in documents:
            if document is not None:
                titles.setdefault(rules_for(settings, document), document.title)
        for rules, title in titles.items():
            for refused in self._against(rules, addresses, terms):
                values = {**refused.values, "title": title} if title else refused.values
                key = refused.code, str(refused.values)
                found.setdefault(key, Refused(refused.code, values, refused.where))
        return list(found.values())

    def stamped(self, document: Any) -> Settings:
        """The settings, with the words of the document's rules as the classification on stamps."""
        settings = self.ports.settings
        words = " · ".join(sorted(rules_for(settings, document).words))
        return replace(settings, watermark_classification=words) if words else settings

    def demands(self, documents: Iterable[Any]) -> Rules:
        """What the folders and classifications of these documents demand, all together."""
        return reduce(stricter, (one.rules() for one in documents), NO_RULES)

    def bounded(self, documents: Iterable[Any]) -> Ports:
        """The same collaborators, with the bounds of terms as narrow as these documents demand."""
        settings = self.ports.settings
        rules = reduce(stricter, (rules_for(settings, one) for one in documents), NO_RULES)
        days = min(filter(None, (settings.maximum_days, rules.maximum_days)))
        access = Access.VIEW.value if rules.view_only else settings.default_access
        narrow = replace(settings, maximum_days=days, default_access=access)
        if narrow == settings:
            return self.ports
        others = {one.name: getattr(self.ports, one.name) for one in fields(Ports)}
        return Ports(**{**others, "settings": narrow})

    def unconfirmed(self, confirmed: Iterable[str]) -> list[Refused]:
        """A refusal for each line of the checklist that a sender did not confirm."""
        said = set(confirmed)
        return [
            Refused("confirmation_missing", {"line": line}, where="confirmed")
            for line in self.ports.settings.checklist
            if line not in said
        ]

    def needs_approval(self, documents: Iterable[Any]) -> bool:
        """Whether somebody else has to agree before any of these leaves."""
        return any(rules_for(self.ports.settings, one).approval for one in documents)

    def warnings(self, documents: Iterable[Any], addresses: Iterable[str]) -> list[Refused]:
        """What a sender should know before: that it has to be approved, and domains never used."""
        found = [Refused("approval_awaited")] if self.needs_approval(documents) else []
        if not self.ports.settings.warn_of_new_domains:
            return found
        domains = dict.fromkeys(address.rpartition("@")[2] for address in addresses)
        return found + [
            Refused("domain_new", {"domain": domain}, where="recipients")
            for domain in domains
            if not self._is_known(domain)
        ]

    def _against(self, rules: Rules, addresses: Sequence[str], terms: Terms) -> list[Refused]:
        found = []
        wrong = [address for address in addresses if not rules.admits(address)]
        if wrong:
            named = ", ".join(wrong[:MOST_NAMED]) + (" …" if len(wrong) > MOST_NAMED else "")
            found.append(Refused("addresses_refused", {"addresses": named}, where="recipients"))
        if rules.view_only and terms.access != Access.VIEW:
            found.append(Refused("access_view_only", where="access"))
        if rules.password and not terms.password:
            found.append(Refused("password_demanded", where="password"))
        if rules.acknowledge and not terms.acknowledge:
            found.append(Refused("acknowledge_demanded", where="acknowledge"))
        days = rules.maximum_days
        # As for the site's own maximum, a client's clock may be a little ahead of ours.
        if days is not None and terms.expires > self.ports.now + days * DAY + MINUTE:
            found.append(Refused("expiry_far", {"maximum": days}, where="expires"))
        return found

    def _is_known(self, domain: str) -> bool:
        store = self.ports.store
        shares = map(store.share_at, islice(store.by_word.keys(domain), MOST_LOOKED_AT))
        recipients = (store.recipients[share.recipient_id] for share in shares)
        return any(one.address.endswith(f"@{domain}") for one in recipients)
