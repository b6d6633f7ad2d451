"""The preview: an invitation's words before there is an invitation."""

from __future__ import annotations

from .. import _
from ..interfaces import IInvitationPreview
from ..interfaces import ISiteSettings
from ..model.address import Addressee
from ..model.address import clean_words
from ..model.revision import Revision
from ..model.times import from_micros
from .invitation import InvitationFacts
from .invitation import SharedDocument
from .invitation import write_invitation
from .letterhead import ILetterhead
from .plain import write_plain
from .words import Words
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from zope.interface import implementer


LINK_TO_COME = _("mail_preview_link", default="(the recipient's own link goes here)")


@implementer(IInvitationPreview)
class Preview:
    """Writes the letter that the outbox will write, with a remark where the link will be."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def invitation(
        self, order: Any, revisions: Sequence[Revision], addressee: Addressee
    ) -> tuple[str, str]:
        """Subject and plain text, in the language the addressee would get."""
        settings = ISiteSettings(self.site).read()
        head = replace(
            ILetterhead(self.site).read(),
            contact=settings.contact,
            privacy_notice=settings.privacy_notice,
            signature=settings.mail_signature,
        )
        words = Words.first_of((addressee.language, head.language))
        until = from_micros(order.terms.expires)
        documents = [
            SharedDocument(
                clean_words(revision.title), clean_words(revision.label), until, order.terms.access
            )
            for revision in revisions
        ]
        facts = InvitationFacts(
            addressee.name,
            addressee.address,
            clean_words(order.sender.name) or clean_words(order.sender.id),
            bool(order.sender.address),
            order.message,
            words(LINK_TO_COME),
            documents,
        )
        letter = write_invitation(facts, head, words)
        return letter.subject, write_plain(letter)
