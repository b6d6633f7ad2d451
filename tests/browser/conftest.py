"""People at browsers, and the demonstration they visit."""

from collective.externalshare.demo.companion import running_demo
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.settings import free_port
from tests.common.chromium import WIDTHS

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("browser")


@pytest.fixture(params=WIDTHS)
def width(request):
    """Name of the width: desktop or phone."""
    return request.param


@pytest.fixture
def somebody(chromium, width):
    """Makes a fresh browser, as of one person: `somebody(javascript=True)` gives a page."""
    contexts = []

    def make(javascript=True):
        context = chromium.new_context(
            viewport=WIDTHS[width],
            java_script_enabled=javascript,
            accept_downloads=True,
            locale="en",
        )
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration site with its mail server, started once."""
    folder = tmp_path_factory.mktemp("demo") / "dir"
    wanted = DemoSettings(free_port(), folder, "keeper", "keeper-secret")
    with running_demo(wanted) as (settings, _):
        yield settings
