"""No layer is set up for these tests; a world on a real FileStorage, for those who race."""

from tests.common.unlayered import _keep_functional_session  # noqa: F401
from tests.common.unlayered import _keep_integration_session  # noqa: F401
from tests.common.world import World
from ZODB.FileStorage import FileStorage

import pytest


@pytest.fixture
def world(tmp_path):
    """Has a file for a database, and many connections; other tests make a lighter one."""
    (tmp_path / "copies").mkdir()
    made = World(tmp_path / "copies", FileStorage(str(tmp_path / "Data.fs")))
    made.db.setPoolSize(150)
    # Trees with a life behind them: many buckets, no empty ones.
    for _ in range(3):
        made.share()
    yield made
    made.close()
