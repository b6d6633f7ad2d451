"""Whether a document may go as an attachment, which nobody can take back."""

from __future__ import annotations

from ..model.policy import Rules
from ..model.policy import rules_for
from ..model.settings import Settings
from ..model.terms import Access
from ..model.terms import Terms
from ..model.verdict import Refused
from .ports import Ports
from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any


MEGABYTE = 1 << 20


def against_attaching(
    ports: Ports, documents: Iterable[Any], terms: Terms, by_mail: bool
) -> list[Refused]:
    """Refusals of an order that asks for attachments; each reason once.

    `values["title"]` names a document where its own rules are the reason.
    """
    settings = ports.settings
    if not settings.attachments:
        return [Refused("attachment_off", where="attached")]
    if not by_mail:
        return [Refused("attachment_without_mail", where="attached")]
    found = dict.fromkeys(_of_terms(terms, ports.now), "")
    for document in documents:
        for code in _of_rules(rules_for(settings, document)):
            found.setdefault(code, document.title)
    return [
        Refused(code, {"title": title} if title else {}, "attached")
        for code, title in found.items()
    ]


def too_large(settings: Settings, sizes: Iterable[int]) -> list[Refused]:
    """A refusal of files (bytes) that together are too large for one mail."""
    maximum = settings.attachment_megabytes
    if sum(sizes) <= maximum * MEGABYTE:
        return []
    return [Refused("attachment_large", {"maximum": maximum}, "attached")]


def why_not_attached(settings: Settings, rules: Rules, terms: Terms, now: int) -> str:
    """The first reason against attaching one document at this moment; empty: none."""
    if not settings.attachments:
        return "attachment_off"
    return next(iter((*_of_terms(terms, now), *_of_rules(rules), "")))


def _of_terms(terms: Terms, now: int) -> Iterator[str]:
    if terms.access != Access.DOWNLOAD:
        yield "attachment_view_only"
    if terms.password:
        yield "attachment_password"
    if terms.limit:
        yield "attachment_limit"
    if terms.starts > now:
        yield "attachment_starts"


def _of_rules(rules: Rules) -> Iterator[str]:
    if rules.link_only:
        yield "attachment_forbidden"
    if rules.view_only:
        yield "attachment_view_only"
    if rules.password:
        yield "attachment_password"
    if rules.approval:
        yield "attachment_approval"
