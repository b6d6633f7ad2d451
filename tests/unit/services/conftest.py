"""No layer is set up for these tests; a world of services in memory."""

from tests.common.unlayered import _keep_functional_session  # noqa: F401
from tests.common.unlayered import _keep_integration_session  # noqa: F401
from tests.common.world import World

import pytest


@pytest.fixture
def world(tmp_path):
    """Ports over a store in memory."""
    made = World(tmp_path)
    yield made
    made.close()


@pytest.fixture
def share(world):
    (made,) = world.share()
    return made
