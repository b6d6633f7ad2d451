"""Why the words of a mail are refused."""

from __future__ import annotations

from . import _


LETTER_SENTENCES = {
    "words_subject_missing": _(
        "refusal_words_subject_missing",
        default="The subject is empty. Write one, or reset the mail to the standard words.",
    ),
    "words_subject_lines": _(
        "refusal_words_subject_lines", default="The subject must be a single line."
    ),
    "words_subject_long": _(
        "refusal_words_subject_long",
        default="The subject is longer than ${maximum} characters.",
    ),
    "words_text_missing": _(
        "refusal_words_text_missing",
        default="The text is empty. Write one, or reset the mail to the standard words.",
    ),
    "words_text_long": _(
        "refusal_words_text_long", default="The text is longer than ${maximum} characters."
    ),
    "words_unknown": _(
        "refusal_words_unknown",
        default="${name} is no placeholder that can stand here. Known are: ${known}.",
    ),
    "words_brace": _(
        "refusal_words_brace",
        default="A brace stands where no placeholder is. Write placeholders without blanks, like "
        "the ones listed, and no other braces.",
    ),
    "words_required": _(
        "refusal_words_required",
        default="Put ${name} into the text: without it the mail lacks what it is sent for.",
    ),
    "words_link": _(
        "refusal_words_link",
        default="A mail with a code must hold no link, so that nobody learns to click in one. Take "
        "the address out.",
    ),
    "words_kind": _(
        "refusal_words_kind",
        default="There is no mail with words of its own called “${key}”. Known are: ${known}.",
    ),
    "words_shape": _(
        "refusal_words_shape",
        default="Give the words of each mail as an object with subject and text.",
    ),
    "words_unsaved": _(
        "refusal_words_unsaved",
        default="What is typed is not stored yet, and a test is sent with the words that are. "
        "Save first.",
    ),
}
