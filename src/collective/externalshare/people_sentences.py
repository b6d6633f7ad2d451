"""Why recipients are refused, whether typed, read from a table, or changed."""

from __future__ import annotations

from . import _


PEOPLE_SENTENCES = {
    "recipients_missing": _("refusal_recipients_missing", default="Name at least one recipient."),
    "recipients_many": _(
        "refusal_recipients_many",
        default="There are too many recipients: at most ${maximum} in one sending.",
    ),
    "recipient_line": _(
        "refusal_recipient_line",
        default="Line ${number} is not a recipient: “${line}”. Write Name <address>, Organisation.",
    ),
    "line_unwritable": _(
        "refusal_line_unwritable",
        default="Line ${number}: the name or the organisation has no character that can be shown.",
    ),
    "recipient_unwritable": _(
        "refusal_recipient_unwritable",
        default="Recipient ${number}: the name or the organisation has no character that can be "
        "shown.",
    ),
    "recipient_address": _(
        "refusal_recipient_address",
        default="Recipient ${number} has no usable mail address: “${line}”.",
    ),
    "recipient_name": _(
        "refusal_recipient_name",
        default="Name or organisation of recipient ${number} is longer than ${maximum} characters.",
    ),
    "recipient_language": _(
        "refusal_recipient_language",
        default="The language of recipient ${number} must be one of: ${known}.",
    ),
    "line_address": _(
        "refusal_line_address",
        default="Line ${number}: “${line}” is no usable mail address.",
    ),
    "line_name": _(
        "refusal_line_name",
        default="Line ${number}: name or organisation is longer than ${maximum} characters.",
    ),
    "line_language": _(
        "refusal_line_language",
        default="Line ${number}: the language must be one of: ${known}.",
    ),
    "line_cells": _(
        "refusal_line_cells",
        default="Line ${number} has more cells than the first line has names. Put what has a "
        "separator in it between quotation marks.",
    ),
    "line_quotes": _(
        "refusal_line_quotes",
        default="Line ${number}: a quotation mark stands where none may, or is not closed.",
    ),
    "table_long": _(
        "refusal_table_long",
        default="There are too many lines: at most ${maximum} at once. Nothing was read.",
    ),
    "table_large": _(
        "refusal_table_large", default="The file is larger than ${maximum} MB. Nothing was read."
    ),
    "table_binary": _(
        "refusal_table_binary",
        default="This is no text file. Save the table as CSV (UTF-8), and choose that file.",
    ),
    "add_nothing": _(
        "refusal_add_nothing",
        default="Choose a file or a list, or type the beginning of somebody’s name, to add "
        "recipients.",
    ),
    "earlier_none": _(
        "refusal_earlier_none",
        default="Nobody whom you shared with before has such a name, address or organisation.",
    ),
    "earlier_many": _(
        "refusal_earlier_many",
        default="People who match: ${count} (${some}). Type more, so that one is left.",
    ),
    "recipient_blocked": _(
        "refusal_recipient_blocked",
        default="${address} is blocked on this site, so nothing can be shared with this person.",
    ),
    "list_unknown": _(
        "refusal_list_unknown",
        default="There is no list called “${name}” that you may send to.",
    ),
    "list_file_missing": _(
        "refusal_list_file_missing", default="Choose a file first, then read it."
    ),
    "list_gone": _(
        "refusal_list_gone",
        default="The list that was chosen is there no more. Choose another one.",
    ),
    "list_name_missing": _("refusal_list_name_missing", default="Give the list a name."),
    "list_name_long": _(
        "refusal_list_name_long", default="The name is longer than ${maximum} characters."
    ),
    "list_name_address": _(
        "refusal_list_name_address",
        default="The name of a list must hold no mail address: it stays in the records.",
    ),
    "list_name_taken": _(
        "refusal_list_name_taken",
        default="There is a list called “${name}” already. Choose another name.",
    ),
    "list_members_many": _(
        "refusal_list_members_many",
        default="A list may have ${maximum} recipients at most. Make two of it.",
    ),
    "lists_many": _(
        "refusal_lists_many",
        default="There are ${maximum} lists already, which is the most. Delete one first.",
    ),
    "recipient_merged": _(
        "refusal_recipient_merged",
        default="${address} is not in use any more. Name ${kept} instead.",
    ),
    "merge_address": _(
        "refusal_merge_address",
        default="Type the one mail address that is to be used from now on.",
    ),
    "merge_same": _(
        "refusal_merge_same", default="This is the same address. Type the one that is to be kept."
    ),
    "merge_confirmation": _(
        "refusal_merge_confirmation",
        default="What was typed to confirm is not the address that is given up. Nothing was "
        "changed.",
    ),
    "merge_blocked": _(
        "refusal_merge_blocked",
        default="${address} is blocked on this site. Let this person in again first, or choose "
        "another address.",
    ),
    "merge_refused": _(
        "refusal_merge_refused",
        default="The rules of this site do not allow to share with ${address}. Choose another "
        "address, or change the rules first.",
    ),
    "merge_refused_document": _(
        "refusal_merge_refused_document",
        default="The rules do not allow to share “${title}” with ${address}. Choose another "
        "address, or revoke that share first.",
    ),
    "merge_waiting": _(
        "refusal_merge_waiting",
        default="Something for this person waits for approval. Decide on it first.",
    ),
    "name_long": _(
        "refusal_name_long",
        default="Name or organisation is longer than ${maximum} characters.",
    ),
    "name_unwritable": _(
        "refusal_name_unwritable",
        default="The name or the organisation has no character that can be shown.",
    ),
    "language_unknown": _(
        "refusal_language_unknown", default="The language must be one of: ${known}."
    ),
    "nothing_changed": _("refusal_nothing_changed", default="Nothing would change."),
}
