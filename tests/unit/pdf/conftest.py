from collective.externalshare.model.grant import Stamp
from collective.externalshare.pdf.bounded import Engine
from collective.externalshare.pdf.inspection import Inspector
from collective.externalshare.pdf.renderer import Renderer
from collective.externalshare.pdf.stamper import Stamper
from tests.unit.pdf import makers
from tests.unit.pdf import processes
from tests.unit.pdf.halves import cut
from tests.unit.pdf.helping import NAUGHTY

import pytest


@pytest.fixture(scope="session")
def a_stamp():
    return Stamp(
        (
            "External distribution — Confidential",
            "Žofie Müller <z.mueller@example.org> 2026-11-21",
        ),
        "Issued to Žofie Müller <z.mueller@example.org> · External distribution"
        " · Confidential · 2026-11-21",
    )


@pytest.fixture(scope="session")
def stamper():
    return Stamper()


@pytest.fixture(scope="session")
def inspector():
    return Inspector()


@pytest.fixture
def report(tmp_path):
    return makers.report(tmp_path / "report.pdf")


@pytest.fixture
def target(tmp_path):
    return str(tmp_path / "copy.pdf")


@pytest.fixture(scope="module")
def renderer():
    return Renderer()


@pytest.fixture
def copy(stamper, a_stamp, report, target):
    """A stamped copy of three pages, cut in two anywhere."""
    stamper.stamp(report, a_stamp, target)
    return cut(target)


@pytest.fixture
def engine():
    """One whose tasks are naughty; nothing is left of it."""
    made = Engine(NAUGHTY)
    yield made
    made.close()
    assert processes.helpers(NAUGHTY) == []
