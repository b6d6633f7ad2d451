"""What a type has for files is known once, and anew as soon as the type is another."""

from collective.externalshare.content.pdf_field import find_pdf
from collective.externalshare.model.revision import SourceRefusal
from plone import api
from plone.autoform.interfaces import IFormFieldProvider
from plone.behavior.interfaces import IBehavior
from plone.behavior.interfaces import IBehaviorAssignable
from plone.behavior.registration import BehaviorRegistration
from plone.dexterity.behavior import DexterityBehaviorAssignable
from plone.dexterity.fti import DexterityFTI
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from tests.common.content import a_document
from tests.common.content import pdf_file
from zope.component import getGlobalSiteManager
from zope.interface import alsoProvides
from zope.interface import Interface
from zope.interface import provider

import pytest


FIELD = '<field name="{}" type="plone.namedfile.field.NamedBlobFile"><title>{}</title></field>'
MODEL = '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>{}</schema></model>'


def model_with(*names):
    return MODEL.format("".join(FIELD.format(name, name) for name in names))


@provider(IFormFieldProvider)
class IWithScan(model.Schema):
    """A behaviour that brings a file."""

    scan = NamedBlobFile(title="Scan", required=False)


SCAN = BehaviorRegistration("Scan", "", IWithScan, None, None, name="tests.scan")


class ISingled(Interface):
    """Marks the one object that has the behaviour."""


class Singled(DexterityBehaviorAssignable):
    """The behaviours of the type, and one more."""

    def enumerateBehaviors(self):  # noqa: N802 - Dexterity names it
        yield from super().enumerateBehaviors()
        yield SCAN


@pytest.fixture
def registry():
    """The global registry; what a test puts into it with `SCAN` or `Singled` is taken out."""
    registry = getGlobalSiteManager()
    yield registry
    registry.unregisterUtility(SCAN, IBehavior, SCAN.name)
    registry.unregisterAdapter(Singled, (ISingled,), IBehaviorAssignable)


@pytest.fixture
def leaflet(portal, ports):
    fti = DexterityFTI("leaflet", model_source=model_with(), behaviors=("plone.basic",))
    portal.portal_types._setObject("leaflet", fti)
    return api.content.create(portal, "leaflet", title="Leaflet")


def test_a_field_that_a_type_gets_later_is_found(portal, leaflet):
    assert find_pdf(leaflet) is SourceRefusal.NO_PDF
    leaflet.late = pdf_file(filename="late.pdf")
    portal.portal_types.leaflet._updateProperty("model_source", model_with("late"))
    assert find_pdf(leaflet).filename == "late.pdf"
    leaflet.early = pdf_file(filename="early.pdf")
    portal.portal_types.leaflet._updateProperty("model_source", model_with("early", "late"))
    assert find_pdf(leaflet).filename == "early.pdf"
    portal.portal_types.leaflet._updateProperty("model_source", model_with())
    assert find_pdf(leaflet) is SourceRefusal.NO_PDF


def test_a_behaviour_that_a_type_gets_later_counts(portal, leaflet, registry):
    registry.registerUtility(SCAN, IBehavior, SCAN.name)
    leaflet.scan = pdf_file(filename="scan.pdf")
    assert find_pdf(leaflet) is SourceRefusal.NO_PDF
    fti = portal.portal_types.leaflet
    fti._updateProperty("behaviors", (*fti.behaviors, SCAN.name))
    assert find_pdf(leaflet).filename == "scan.pdf"


def test_a_behaviour_of_a_single_object_is_its_own(portal, ports, registry):
    one, other = (a_document(portal, title=title) for title in ("One", "Other"))
    for file in (one, other):
        file.file = None
        file.scan = pdf_file(filename="scan.pdf")
    alsoProvides(one, ISingled)
    registry.registerAdapter(Singled, (ISingled,), IBehaviorAssignable)
    assert find_pdf(one).filename == "scan.pdf"
    assert find_pdf(other) is SourceRefusal.NO_PDF
