"""The preview: an invitation's words before there is an invitation."""

from __future__ import annotations

from .. import _
from ..interfaces import IClock
from ..interfaces import IInvitationPreview
from ..interfaces import ISiteSettings
from ..model.acknowledgement import due
from ..model.address import Addressee
from ..model.address import clean_words
from ..model.revision import Revision
from ..model.times import to_micros
from .invitation import InvitationFacts
from .invitation import name_of
from .invitation import SharedDocument
from .invitation import write_invitation
from .letterhead import letterhead_of
from .plain import FLOWING
from .plain import write_plain
from .words import Words
from collections.abc import Sequence
from typing import Any
from zope.component import getUtility
from zope.interface import implementer


LINK_TO_COME = _("mail_preview_link", default="(the recipient's own link goes here)")


@implementer(IInvitationPreview)
class Preview:
    """Writes the letter to somebody new here, with a remark where the link will be.

    Whether the reader is known to the site already, and which language they chose,
    changes some of its words when it leaves; that is nothing the sender is told.
    """

    def __init__(self, site: Any) -> None:
        self.site = site

    def invitation(
        self, order: Any, revisions: Sequence[Revision], addressee: Addressee
    ) -> tuple[str, str]:
        """Subject and plain text, in the addressee's language as typed, or the site's.

        Each paragraph is one line, for the page to break as it is wide.
        """
        head = letterhead_of(self.site, ISiteSettings(self.site).read())
        words = Words.first_of((addressee.language, head.language))
        terms = order.terms
        by = due(terms, max(to_micros(getUtility(IClock).now()), terms.starts))
        documents = [SharedDocument.of(one.title, one.label, terms, by) for one in revisions]
        facts = InvitationFacts(
            addressee.name,
            addressee.address,
            name_of(order.sender),
            bool(order.sender.address),
            order.message,
            words(LINK_TO_COME),
            documents,
            label=clean_words(order.label),
            attached=[one.filename_of(terms.pages) for one in revisions] if order.attached else (),
        )
        letter = write_invitation(facts, head, words)
        return letter.subject, write_plain(letter, FLOWING)
