"""A PDF engine that is at fault, through the port that everybody asks."""

from collective.externalshare.interfaces import IInspector
from contextlib import contextmanager
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer


@implementer(IInspector)
class BrokenInspector:
    def __init__(self, error):
        self.error = error

    def inspect(self, path, settings):
        raise self.error

    look = inspect


@contextmanager
def broken_by(error):
    manager = getGlobalSiteManager()
    real = getUtility(IInspector)
    manager.registerUtility(BrokenInspector(error), IInspector)
    try:
        yield
    finally:
        manager.registerUtility(real, IInspector)
