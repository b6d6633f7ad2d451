"""Which revision recipients get, and whether they acknowledge it: fields of the terms."""

from __future__ import annotations

from ... import _
from ...model.terms import MOST_ACKNOWLEDGE_DAYS
from ...model.terms import RevisionMode
from ...vocabularies import REVISION_MODES
from typing import Any
from zope import schema
from zope.interface import Interface
from zope.interface import provider
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IContextSourceBinder)
def revision_mode_choices(context: Any) -> SimpleVocabulary:
    """Which revision recipients are given."""
    named = REVISION_MODES.items()
    return SimpleVocabulary([SimpleTerm(str(key), str(key), word) for key, word in named])


class IRevisionTerms(Interface):
    """What holds when the document gets another revision."""

    revision_mode = schema.Choice(
        title=_("field_revision_mode", default="Which revision"),
        description=_(
            "field_revision_mode_help",
            default="What recipients get when a new revision is published. Whatever is chosen, "
            "they get nothing while the document is not published.",
        ),
        source=revision_mode_choices,
        default=RevisionMode.LATEST.value,
    )

    acknowledge = schema.Bool(
        title=_("field_acknowledge", default="Ask for an acknowledgement"),
        description=_(
            "field_acknowledge_help",
            default="Once they have opened the document, recipients are asked to say: “I have read "
            "and understood revision …”. They and you get a mail about it; it is no signature.",
        ),
        required=False,
    )

    acknowledge_days = schema.Int(
        title=_("field_acknowledge_days", default="Days to acknowledge"),
        description=_(
            "field_acknowledge_days_help",
            default="Only with an acknowledgement; recipients are told the day and reminded of it. "
            "Empty: at any time until the share ends.",
        ),
        required=False,
        min=1,
        max=MOST_ACKNOWLEDGE_DAYS,
    )
