"""Whether a document may go as an attachment, which nobody can take back."""

from __future__ import annotations

from .. import logger
from ..interfaces import CopyFailed
from ..model.policy import Rules
from ..model.policy import rules_for
from ..model.revision import Revision
from ..model.settings import Settings
from ..model.template import Template
from ..model.terms import Access
from ..model.terms import Terms
from ..model.verdict import Refused
from .ports import Ports
from .templates import Templates
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
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


def against_size(ports: Ports, terms: Terms, revisions: Sequence[Revision]) -> list[Refused]:
    """A refusal of revisions whose copies are too large for one mail; a stamp adds some kB.

    Where the files are, what is the same in every copy of them decides. It is prepared here,
    since a file can hold much that goes into no copy; after the first too many no more is.
    """
    if not too_large(ports.settings, [_known(ports, terms, one) for one in revisions]):
        return []
    size = 0
    for revision in revisions:
        size += _prepared(ports, terms, revision)
        if refused := too_large(ports.settings, [size]):
            return refused
    return []


def _known(ports: Ports, terms: Terms, revision: Revision) -> int:
    """Bytes of what was prepared, or of the file where nothing was."""
    key = ports.copies.key(revision.sha256, ports.settings, terms.pages)
    return _length(ports.store.template(key), revision)


def _prepared(ports: Ports, terms: Terms, revision: Revision) -> int:
    try:
        return _length(Templates(ports).of(revision, terms.pages), revision)
    except CopyFailed as error:
        logger.error("The size of a copy cannot be known: %s", error)
        return revision.size


def _length(template: Template | None, revision: Revision) -> int:
    """Bytes of a body; one that can only be stamped whole counts like its file."""
    layout = template.layout if template is not None else None
    return revision.size if layout is None else layout.length


def may_be_attached(settings: Settings, documents: Iterable[Any]) -> bool:
    """Whether the site, and the rules of all these documents, allow it at all."""
    rules = (rules_for(settings, document) for document in documents)
    return settings.attachments and not any(code for one in rules for code in _of_rules(one))


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
