"""The control panel, as plone.restapi lists it."""

from __future__ import annotations

from ... import _
from ...content.rights import allowed
from ...content.rights import CONFIGURE
from ...model.verdict import Refused
from ...settings import IExternalShareSettings
from ...settings import PREFIX
from ..sentences import rest_sentence
from plone.restapi.controlpanels import IControlpanel
from plone.restapi.controlpanels import RegistryConfigletPanel
from typing import Any
from zExceptions import Forbidden
from zope.i18n import translate
from zope.interface import implementer


class IExternalSharingControlpanel(IControlpanel):
    """The settings of external sharing, under one schema."""


@implementer(IExternalSharingControlpanel)
class ExternalSharingControlpanel(RegistryConfigletPanel):
    """Everything an administrator may set."""

    schema = IExternalShareSettings
    schema_prefix = PREFIX
    configlet_id = "external-sharing"
    configlet_category_id = "plone-security"
    # Stay when the configlet is hidden from this user, who may configure all the same.
    title: Any = _("admin_title", default="External sharing")
    group: Any = ""


def demand_right(panel: ExternalSharingControlpanel) -> None:
    """Refuse whoever may not configure; raised, since plone.restapi sets the status itself."""
    if not allowed(CONFIGURE, panel.context):
        message = rest_sentence(Refused("not_permitted"))
        raise Forbidden(translate(message, context=panel.request))
