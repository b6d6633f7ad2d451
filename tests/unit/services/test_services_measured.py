"""What the benchmarks measure still works with the services as they are."""

from benchmarks import reading
from benchmarks.sharing import Sharing

import pytest


SHARES = 100


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return Sharing.filled(tmp_path_factory.mktemp("measured") / "shares.fs", SHARES)


@pytest.mark.parametrize("deed", ["page", "narrowed", "unopened", "numbers", "revoke"])
def test_a_store_of_shares_can_be_measured(path, deed):
    sharing = Sharing.opened(path)
    try:
        getattr(sharing, deed)()
    finally:
        sharing.close()


def test_rows_can_be_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "SMALL", 60)
    monkeypatch.setattr(reading, "LARGE", 120)
    monkeypatch.setattr(reading, "PAGES", 1)
    names = [figure.name for figure in reading.measure(tmp_path)]
    assert names[2] == "page of many rows / of few"
    assert names[3] == "export of 120 rows"
