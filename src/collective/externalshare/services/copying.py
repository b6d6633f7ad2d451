"""One reader's copy: its stamp, its template, its bytes."""

from __future__ import annotations

from ..interfaces import CopyFailed
from ..model.grant import CopyFacts
from ..model.grant import Identity
from ..model.grant import Stamp
from ..model.grant import Tail
from ..model.grant import Whole
from ..model.pages import last_page
from ..model.revision import Revision
from ..model.secrets import copy_number
from ..model.settings import Settings
from ..model.share import Share
from ..model.template import Template
from .policy import Policy
from .ports import Ports
from .stamping import readable
from .stamping import stamp_for
from .stamping import Subject
from .templates import Templates
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Made:
    """A copy that was made, whoever it goes to and on whatever way."""

    template: Template
    stamp: Stamp
    copy: tuple[CopyFacts, Tail | Whole]


def make_copy(ports: Ports, share: Share, document: Any, revision: Revision, copy_id: str) -> Made:
    """The copy of a share's reader, of this moment; `copy_id` is random for each.

    :raises CopyFailed: on any doubt.
    """
    settings = ports.settings
    invitation, _, recipient = ports.store.records_of(share)
    number = copy_number(copy_id)
    subject = Subject(
        invitation,
        recipient.address,
        revision.title,
        revision.label,
        number,
        ports.now,
        (share.terms.pages, revision.pages) if share.terms.pages else None,
    )
    stamp = _stamp(ports, subject, Policy(ports).stamped(document))
    named = recipient.address if settings.address_in_properties else ""
    identity = Identity(copy_id, number, revision.title, named)
    if last_page(share.terms.pages) > revision.pages:
        raise CopyFailed("the document has fewer pages than were shared")
    template = Templates(ports).of(revision, share.terms.pages)
    made = ports.copies.make(template, revision.blob, stamp, identity, settings)
    return Made(template, stamp, made)


def _stamp(ports: Ports, subject: Subject, settings: Settings) -> Stamp:
    stamp = stamp_for(settings, subject)
    return readable(stamp, subject.address, lambda line: ports.copies.draws(line, settings))
