"""Sentences that only programs meet: about bodies, parameters and rights."""

from __future__ import annotations

from .. import _
from ..model.verdict import Refused
from ..sentences import SENTENCES
from zope.i18nmessageid import Message


REST_SENTENCES = {
    "log_in_first": _("rest_log_in_first", default="Log in first."),
    "not_permitted": _("rest_not_permitted", default="You do not have permission to do this."),
    "not_found": _("rest_not_found", default="There is nothing here, or nothing you may see."),
    "body_type": _(
        "rest_body_type",
        default="Send the body as JSON, with the header Content-Type: application/json.",
    ),
    "body_large": _(
        "rest_body_large", default="The body is larger than ${maximum} bytes. Send less at once."
    ),
    "body_json": _("rest_body_json", default="The body is not valid JSON."),
    "body_object": _("rest_body_object", default="The body must be one JSON object."),
    "body_deep": _("rest_body_deep", default="The body is nested too deeply."),
    "body_number": _("rest_body_number", default="The body has a number that is out of range."),
    "body_twice": _("rest_body_twice", default="The key “${key}” stands twice in one object."),
    "body_characters": _(
        "rest_body_characters", default="The body has characters that are not valid Unicode text."
    ),
    "key_unknown": _(
        "rest_key_unknown", default="The key “${key}” is unknown here. Known are: ${known}."
    ),
    "key_unknown_none": _(
        "rest_key_unknown_none", default="The key “${key}” is unknown here: no keys are accepted."
    ),
    "parameter_name": _(
        "rest_parameter_name", default="The name of a parameter must not contain a colon."
    ),
    "key_missing": _("rest_key_missing", default="The key “${key}” is missing."),
    "not_text": _("rest_not_text", default="The value of “${key}” must be text."),
    "not_number": _("rest_not_number", default="The value of “${key}” must be a whole number."),
    "not_boolean": _("rest_not_boolean", default="The value of “${key}” must be true or false."),
    "not_list": _("rest_not_list", default="The value of “${key}” must be a list."),
    "not_object": _("rest_not_object", default="The value of “${key}” must be a JSON object."),
    "list_long": _(
        "rest_list_long", default="The list “${key}” may have ${maximum} entries at most."
    ),
    "parameter_unknown": _(
        "rest_parameter_unknown",
        default="The parameter “${key}” is unknown here. Known are: ${known}.",
    ),
    "parameter_empty": _(
        "rest_parameter_empty",
        default="The parameter “${key}” is empty. Give it a value, or leave it out.",
    ),
    "parameter_twice": _(
        "rest_parameter_twice", default="The parameter “${key}” may be given only once."
    ),
    "document_named": _("rest_document_named", default="“${title}”: ${sentence}"),
    "organisation_unknown": _(
        "rest_organisation_unknown",
        default="Nothing was shared with people of an organisation of this name.",
    ),
    "hand_over_which": _(
        "rest_hand_over_which",
        default="Give either “from”, the user whose sendings are meant, or “shares”, ids of some.",
    ),
    "trace_one": _(
        "rest_trace_one",
        default="Give either “number” or “file”, or send the file itself as ${type}.",
    ),
    "trace_encoding": _(
        "rest_trace_encoding", default="The data of “file” must be base64, and “encoding” say so."
    ),
    "setting_choice": _(
        "rest_setting_choice",
        default="“${key}” has a value that is none here. Known are: ${known}.",
    ),
    "setting_unusable": _("rest_setting_unusable", default="“${key}”: ${sentence}"),
}


def rest_sentence(refused: Refused) -> Message:
    """The sentence of any refusal, the services' own included."""
    message = REST_SENTENCES.get(refused.code) or SENTENCES[refused.code]
    return Message(message, mapping=dict(refused.values))
