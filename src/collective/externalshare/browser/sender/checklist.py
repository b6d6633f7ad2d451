"""The site's checklist, which a sender confirms line by line."""

from __future__ import annotations

from ... import _
from ...model.secrets import digest
from ...services.ports import ports_for
from plone import api
from typing import Any
from zope import schema
from zope.interface import Interface
from zope.interface import provider
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IContextSourceBinder)
def checklist_choices(context: Any) -> SimpleVocabulary:
    """The lines; a token is of its words, so that no other line is taken for confirmed."""
    lines = dict.fromkeys(ports_for(api.portal.get()).settings.checklist)
    return SimpleVocabulary([SimpleTerm(line, digest(line)[:16], line) for line in lines])


class IChecklist(Interface):
    """What is confirmed before anything is sent."""

    confirmed = schema.Tuple(
        title=_("field_confirmed", default="Confirm before sending"),
        value_type=schema.Choice(source=checklist_choices),
        required=False,
        missing_value=(),
    )
