"""A real Chromium against a real server; skipped by name where none can be had."""

from collective.externalshare.demo.companion import running_demo
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.settings import free_port
from playwright.sync_api import sync_playwright

import os
import pytest
import shutil


FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 720}}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("browser")


@pytest.fixture(scope="session")
def chromium():
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        reason = f"no Chromium on this machine (looked for {', '.join(names)})"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}; in CI these tests must run")
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


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
