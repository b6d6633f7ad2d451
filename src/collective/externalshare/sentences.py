"""Why something is refused, in sentences that say what to do."""

from __future__ import annotations

from . import _
from .evidence_sentences import EVIDENCE_SENTENCES
from .letter_sentences import LETTER_SENTENCES
from .model.verdict import Refused
from .people_sentences import PEOPLE_SENTENCES
from .policy_sentences import POLICY_SENTENCES
from .terms_sentences import TERMS_SENTENCES
from zope.i18nmessageid import Message


# Why a document cannot be shared, in a sentence an editor understands.
SOURCE_SENTENCES = {
    "not_published": _(
        "refusal_not_published",
        default="This document is not published. Publish it first; only published documents can be shared externally.",
    ),
    "not_yet_effective": _(
        "refusal_not_yet_effective",
        default="This document is published, but its publishing date has not come yet.",
    ),
    "expired_document": _(
        "refusal_expired_document",
        default="This document has expired. Change its expiration date to share it again.",
    ),
    "working_copy": _(
        "refusal_working_copy",
        default="This is a working copy. Check it in and share the published document.",
    ),
    "no_pdf": _(
        "refusal_no_pdf",
        default="This document has no PDF. Add one to it; only PDFs can be shared externally.",
    ),
    "not_pdf": _(
        "refusal_not_pdf",
        default="The file of this document is not a PDF, whatever its name says. Replace it with a PDF.",
    ),
    "locked": _(
        "refusal_locked",
        default="The PDF can only be opened with a password. Replace it with one that opens without.",
    ),
    "damaged": _(
        "refusal_damaged",
        default="The PDF is damaged and cannot be shown. Replace it with one that opens.",
    ),
    "too_big": _(
        "refusal_too_big", default="The PDF is too big to be shared. Replace it with a smaller one."
    ),
    "too_many_pages": _(
        "refusal_too_many_pages",
        default="The PDF has too many pages to be shared. Split it into several documents.",
    ),
    "not_stampable": _(
        "refusal_not_stampable",
        default="No copy of the PDF that bears its reader's name can be made, for example because of its page size or because something covers a whole page. Replace it with another one.",
    ),
    "engine_failed": _(
        "refusal_engine_failed",
        default="The PDF could not be looked at just now. Try again in a few minutes; if that does not help, the PDF engine of this site needs its administrator.",
    ),
    "classified": _(
        "refusal_classified",
        default="The classification of this document does not allow to share it externally.",
    ),
    "level_unknown": _(
        "refusal_level_unknown",
        default="This document has a classification that is not known on this site, so it cannot be shared externally. Choose another one, or ask an administrator to add it to the levels.",
    ),
    "folder_prohibited": _(
        "refusal_folder_prohibited",
        default="The rules of a folder in which this document lies do not allow to share it externally.",
    ),
    "deleted": _("refusal_deleted", default="The document has been deleted."),
    "pinned_gone": _(
        "refusal_pinned_gone",
        default="The file of the revision that this share keeps to is no longer there. Let the share follow the published revision, or share the document again.",
    ),
}

SENTENCES = {
    **SOURCE_SENTENCES,
    **EVIDENCE_SENTENCES,
    **LETTER_SENTENCES,
    **PEOPLE_SENTENCES,
    **POLICY_SENTENCES,
    **TERMS_SENTENCES,
    "mail_missing": _(
        "refusal_mail_missing",
        default="Mail is not set up on this site, so nothing can be sent and no code can reach anybody. "
        "Ask an administrator to fill in the mail control panel.",
    ),
    "link_base_missing": _(
        "refusal_link_base_missing",
        default="The address for links is not set, so no link can be made. "
        "Ask an administrator to set it in the control panel External sharing.",
    ),
    "key_unusable": _(
        "refusal_key_unusable",
        default="The secret key of external sharing cannot be read. Ask an administrator to correct "
        "EXTERNALSHARE_KEY or EXTERNALSHARE_KEY_FILE.",
    ),
    "message_long": _(
        "refusal_message_long", default="The message is longer than ${maximum} characters."
    ),
    "label_long": _(
        "refusal_label_long", default="The label is longer than ${maximum} characters."
    ),
    "documents_many": _(
        "refusal_documents_many",
        default="There are too many documents: at most ${maximum} in one sending.",
    ),
    "shares_many": _(
        "refusal_shares_many",
        default="Recipients times documents would be ${count} shares: at most ${maximum} at once.",
    ),
    "documents_missing": _("refusal_documents_missing", default="Name at least one document."),
    "document_unknown": _(
        "refusal_document_unknown", default="There is no document with the UID ${uid}."
    ),
    "nobody_to_remind": _(
        "refusal_nobody_to_remind",
        default="Nobody is to be reminded: everybody who can open this document has opened its current revision, and acknowledged it where they were asked to.",
    ),
    "reason_long": _(
        "refusal_reason_long", default="The reason is longer than ${maximum} characters."
    ),
    "share_revoked": _(
        "refusal_share_revoked",
        default="This share has been revoked. Share the document again instead.",
    ),
    "share_expired": _("refusal_share_expired", default="This share has expired. Extend it first."),
    "share_suspended": _(
        "refusal_share_suspended",
        default="The document cannot be shared at present, so nothing is sent. The reason stands with the "
        "status “External sharing issue”.",
    ),
    "view_unknown": _(
        "refusal_no_such_view",
        default="View must be one of: expiring, unopened, suspended, undelivered, superseded, "
        "unacknowledged, sender_gone.",
    ),
    "status_unknown": _(
        "refusal_status_unknown",
        default="Status must be one of: pending, active, suspended, exhausted, expired, revoked.",
    ),
    "action_unknown": _(
        "refusal_action_unknown", default="There is no such kind of entry in the audit trail."
    ),
    "cursor_unknown": _(
        "refusal_cursor_unknown",
        default="This cursor did not come from a list. Begin with the first page.",
    ),
    "limit_unusable": _(
        "refusal_limit_unusable", default="The limit must be a number from 1 to ${maximum}."
    ),
    "person_missing": _("refusal_person_missing", default="Type the e-mail address of the person."),
    "person_unknown": _("refusal_person_unknown", default="Nothing is held under this address."),
    "confirmation_wrong": _(
        "refusal_confirmation_wrong",
        default="What was typed to confirm does not match. Nothing was deleted.",
    ),
    "reason_missing": _(
        "refusal_reason_missing", default="Give a reason; it stays in the records."
    ),
    "reason_names_person": _(
        "refusal_reason_names_person",
        default="The reason must not name the person: it stays in the records. Nothing was deleted.",
    ),
    "address_missing": _("refusal_address_missing", default="Type your e-mail address."),
    "too_many_requests": _(
        "refusal_too_many_requests",
        default="That was tried too often. Wait for a while, then try again.",
    ),
    "code_missing": _("refusal_code_missing", default="Type the code of eight digits."),
    "code_wrong": _(
        "refusal_code_wrong",
        default="That code is not right, or it is too old. Tries left: ${left}.",
    ),
    "code_old": _(
        "refusal_code_old", default="That code is not right, or it is too old. Ask for a new code."
    ),
    "code_tries_spent": _(
        "refusal_code_tries_spent", default="There were too many tries. Ask for a new code."
    ),
    "pages_spent": _(
        "refusal_pages_spent",
        default="Those were many pages in a short time. Seconds until you can go on: ${seconds}.",
    ),
    "render_busy": _(
        "refusal_render_busy",
        default="Many pages are being drawn just now. Try again in a few seconds.",
    ),
    "render_failed": _(
        "refusal_render_failed",
        default="This page could not be drawn. Tell the person who shared it with you.",
    ),
    "trace_nothing": _("refusal_trace_nothing", default="Choose a file, or type a copy number."),
    "trace_number": _(
        "refusal_trace_number",
        default="This is no copy number. It has twelve letters and digits, for example K7QF-2M9X-41TB.",
    ),
    "trace_number_short": _(
        "refusal_trace_number_short",
        default="Type at least the first ${minimum} characters of the copy number.",
    ),
    "trace_not_pdf": _(
        "refusal_trace_not_pdf",
        default="This file is not a PDF, so no copy can be recognised in it. Of a picture or a print, "
        "type the copy number that stands on each page.",
    ),
    "trace_too_big": _(
        "refusal_trace_too_big",
        default="This file is larger than ${maximum} MB, the bound for PDFs on this site. Type the copy "
        "number that stands on each page.",
    ),
    "trace_failed": _(
        "refusal_trace_failed",
        default="The file could not be read just now. Try again in a few minutes.",
    ),
    "copy_failed": _(
        "refusal_copy_failed",
        default="Your copy could not be made just now. Try again in a few minutes.",
    ),
}


def sentence(refused: Refused) -> Message:
    """The sentence of a refusal, its placeholders filled, ready to be translated."""
    message = SENTENCES[refused.code]
    return Message(message, mapping=dict(refused.values))
