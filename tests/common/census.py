"""Everything of ours that a request can name, as the component registry has it."""

from collective.externalshare.interfaces import IExternalShareLayer
from zope.component import getGlobalSiteManager


PACKAGE = "/collective/externalshare/"


def registrations(manager):
    yield from manager.registeredAdapters()
    for base in manager.__bases__:
        yield from registrations(base)


def registered_views():
    """(name, factory) of each; the name of a REST service begins with an at sign."""
    for one in registrations(getGlobalSiteManager()):
        of_views = any(layer.isOrExtends(IExternalShareLayer) for layer in one.required)
        published = hasattr(one.factory, "__roles__") or not isinstance(one.factory, type)
        if PACKAGE in repr(one.info) and one.name and of_views and published:
            # Those of REST are registered by verb and kind of answer: `GET_application_json_@x`.
            yield one.name.rpartition("_")[2] if "@" in one.name else one.name, one.factory
