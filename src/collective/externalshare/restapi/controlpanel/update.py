"""PATCH <site>/@controlpanels/external-sharing: all of it or nothing, with evidence."""

from __future__ import annotations

from ...interfaces import ISiteSettings
from ...model.verdict import Refused
from ...services.ports import ports_for
from ..body import short
from ..call import Call
from ..sentences import rest_sentence
from .panel import demand_right
from .panel import ExternalSharingControlpanel
from plone.registry.interfaces import IRegistry
from plone.restapi.deserializer.controlpanels import FakeDXContext
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import IFieldDeserializer
from types import SimpleNamespace
from typing import Any
from zExceptions import BadRequest
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Invalid
from zope.schema import getFields
from zope.schema.interfaces import ConstraintNotSatisfied
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ValidationError


class ServiceUnavailable(Exception):
    """Its name is what plone.rest answers with: status 503, and the type in the body."""


@implementer(IDeserializeFromJson)
class DeserializeSettings:
    """Stores what was sent, once every value and the whole of them hold.

    Refusals are raised: plone.restapi sets the status after us, and nothing
    that must survive was written before.
    """

    def __init__(self, panel: ExternalSharingControlpanel) -> None:
        self.panel = panel
        self.request = panel.request

    def __call__(self) -> None:
        """Check, then store."""
        demand_right(self.panel)
        site = self.panel.context
        call = Call(site, self.request, site, ports_for(site))
        known = getFields(self.panel.schema)
        sent = self._or_raise(call.fields(dict.fromkeys(known, lambda key, value: value)))
        values = {name: self._value(known[name], value) for name, value in sent.items()}
        self._check_whole(known, values)
        self._or_raise(call.begin_write())
        records = getUtility(IRegistry).forInterface(
            self.panel.schema, prefix=self.panel.schema_prefix, check=False
        )
        for name, value in values.items():
            # A row for each that changes is left by `content.settings`.
            setattr(records, name, value)

    def _value(self, field: Any, sent: Any) -> Any:
        if IBool.providedBy(field) and not isinstance(sent, bool):
            # Any text but a few is taken for false: a rule would be off unasked.
            values = {"key": field.__name__}
            raise BadRequest(self._say(rest_sentence(Refused("not_boolean", values))))
        read = getMultiAdapter((field, FakeDXContext(), self.request), IFieldDeserializer)
        try:
            value = read(sent)
            field.validate(value)
        except (ValidationError, ValueError, TypeError, AttributeError, Invalid) as error:
            # Converters of plone.restapi trip over types they do not expect.
            raise self._unusable(field, error) from error
        return value

    def _check_whole(self, known: dict[str, Any], values: dict[str, Any]) -> None:
        now = ISiteSettings(self.panel.context).read()
        whole = {name: values.get(name, getattr(now, name)) for name in known}
        try:
            self.panel.schema.validateInvariants(SimpleNamespace(**whole))
        except Invalid as error:
            raise BadRequest(self._say(error.args[0])) from error

    def _or_raise(self, found: Any) -> Any:
        if not isinstance(found, Refused):
            return found
        message = self._say(rest_sentence(found))
        raise (ServiceUnavailable if found.code == "key_unusable" else BadRequest)(message)

    def _unusable(self, field: Any, error: Exception) -> BadRequest:
        choice = getattr(field, "value_type", field)
        values: dict[str, object] = {"key": field.__name__}
        if IChoice.providedBy(choice) and isinstance(error, ConstraintNotSatisfied | TypeError):
            vocabulary = choice.bind(self.panel.context).vocabulary
            values["known"] = ", ".join(term.token for term in vocabulary)
            return BadRequest(self._say(rest_sentence(Refused("setting_choice", values))))
        ours = isinstance(error, ValidationError)
        values["sentence"] = self._say(error.doc()) if ours else short(str(error))
        return BadRequest(self._say(rest_sentence(Refused("setting_unusable", values))))

    def _say(self, message: Any) -> str:
        return str(translate(message, context=self.request))
