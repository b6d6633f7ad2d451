"""Unit tests start without Plone: the session's layers are not pinned for them.

from tests.common.unlayered import _keep_functional_session  # noqa: F401
"""

import pytest


@pytest.fixture(autouse=True, scope="session")
def _keep_functional_session():
    """Instead of the fixture that sets the layer up."""


@pytest.fixture(autouse=True, scope="session")
def _keep_integration_session():
    """Instead of the fixture that sets the layer up."""
