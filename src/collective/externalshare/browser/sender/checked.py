"""What a sender looks at before anything leaves: facts, findings, rules, the mail."""

from __future__ import annotations

from ... import _
from ...content.rights import open_to_all
from ...interfaces import IInvitationPreview
from ...interfaces import IShareSource
from ...model.terms import Access
from ...notices import Notice
from ...notices import notices
from ...terms_words import say_more
from ...vocabularies import ACCESS
from ..status import speaker
from .delivery import delivery_said
from plone import api
from typing import Any
from zope.i18nmessageid import Message


class Checked:
    """Mix-in of the sender's form."""

    context: Any
    # None while fields are shown.
    draft: Any
    ports: Any
    documents: Any

    @property
    def summary(self) -> tuple[tuple[Message, Any], ...]:
        """What the preview says of the sending."""
        draft = self.draft
        revision, terms = draft.revision, draft.order.terms
        return (
            (_("fact_document", default="Document"), revision.title),
            (_("fact_revision", default="Revision"), revision.label),
            (
                _("fact_file", default="File"),
                _(
                    "fact_file_pages",
                    default="${filename}, pages: ${pages}",
                    mapping={"filename": revision.filename, "pages": revision.pages},
                ),
            ),
            (_("fact_until", default="Until"), speaker().moment(terms.expires)),
            (_("fact_access", default="Access"), ACCESS[Access(terms.access)]),
            *say_more(terms, speaker()),
            *delivery_said(draft.order),
        )

    @property
    def listed(self) -> list[str]:
        """Titles of what goes along with the document."""
        return [revision.title for revision in self.draft.revisions[1:]]

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What else the sender should know of the file: before anything is typed, the gravest."""
        if self.draft:
            found = (one for each in self.draft.revisions for one in each.findings)
            findings = tuple(dict.fromkeys(found))
        else:
            findings = IShareSource(self.context).findings() or ()
        told = notices(findings, self.ports.settings.keep_comments)
        return told if self.draft else tuple(one for one in told if one.grave)

    @property
    def open_to_all(self) -> bool:
        """Whether sharing the document keeps nothing from anybody, which the sender should know."""
        return any(open_to_all(document.obj) for document in self.documents)

    @property
    def mail(self) -> tuple[str, str]:
        """Subject and words of the mail to the first recipient."""
        preview, draft = IInvitationPreview(api.portal.get()), self.draft
        return preview.invitation(draft.order, draft.revisions, draft.order.addressees[0])
