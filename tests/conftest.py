"""Layers as fixtures; a clock that tests move."""

from collective.externalshare.interfaces import IClock
from collective.externalshare.testing import FUNCTIONAL_TESTING
from collective.externalshare.testing import INTEGRATION_TESTING
from pytest_plone import fixtures_factory
from tests.common.clock import HandClock
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import pytest


pytest_plugins = ["pytest_plone", "tests.common.chromium"]
globals().update(
    fixtures_factory(((FUNCTIONAL_TESTING, "functional"), (INTEGRATION_TESTING, "integration")))
)


@pytest.fixture
def clock():
    """The site's clock, standing still at the real now until a test moves it."""
    manager = getGlobalSiteManager()
    real = getUtility(IClock)
    hand = HandClock()
    manager.registerUtility(hand, IClock)
    yield hand
    manager.registerUtility(real, IClock)
