"""People at browsers, and the demonstration they visit."""

from base64 import b64encode
from collective.externalshare.demo.companion import running_demo
from collective.externalshare.demo.people import EDITOR
from collective.externalshare.demo.places import PROCEDURE
from collective.externalshare.demo.places import PUBLISHED
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.settings import free_port
from tests.browser.keyboard import Keyboard
from tests.browser.people import Recipient
from tests.browser.people import Sender
from tests.common.chromium import WIDTHS

import itertools
import pytest
import requests


NUMBERS = itertools.count(1)


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
    """Makes a fresh browser, as of one person: `somebody(javascript=True)` gives a page.

    More options are those of a Playwright context, `color_scheme="dark"` for example.
    """
    contexts = []

    def make(javascript=True, **options):
        options = {"viewport": WIDTHS[width], "locale": "en", **options}
        context = chromium.new_context(
            java_script_enabled=javascript, accept_downloads=True, **options
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


@pytest.fixture
def address():
    return f"reader-{next(NUMBERS)}@example.org"


@pytest.fixture
def upload(demo):
    """Adds a published file as the editor does; gives its path."""

    def add(title, data):
        answer = requests.post(
            f"{demo.site_url}/{PUBLISHED}",
            auth=(EDITOR.login, EDITOR.password),
            headers={"Accept": "application/json"},
            json={
                "@type": "File",
                "title": title,
                "file": {
                    "data": b64encode(data).decode(),
                    "encoding": "base64",
                    "filename": "file.pdf",
                    "content-type": "application/pdf",
                },
            },
            timeout=60,
        )
        assert answer.status_code == 201, answer.text
        return f"{PUBLISHED}/{answer.json()['id']}"

    return add


@pytest.fixture
def invite(demo):
    """Shares a document as the editor does, without their browser; gives the share."""

    def share(address, path=PROCEDURE, **terms):
        answer = requests.post(
            f"{demo.site_url}/{path}/@external-shares",
            auth=(EDITOR.login, EDITOR.password),
            headers={"Accept": "application/json"},
            json={"recipients": [{"email": address, "name": "Jo Meyer"}], **terms},
            timeout=60,
        )
        assert answer.status_code == 201, answer.text
        return answer.json()["items"][0]

    return share


@pytest.fixture
def reader(somebody, demo, invite, address):
    """Makes a recipient of the procedure at a browser with options as `somebody` has."""

    def make(**options):
        invite(address, access="download", message="Please check section 3.")
        return Recipient(somebody(**options), demo, address)

    return make


@pytest.fixture
def sender(somebody, demo):
    return Sender(somebody(), demo, EDITOR.login, EDITOR.password)


@pytest.fixture
def log_in(somebody, demo):
    """Gives the keyboard of somebody who has typed name and password, and pressed Enter."""

    def log_in(name, password):
        page = somebody(reduced_motion="reduce")
        keyboard = Keyboard(page)
        page.goto(f"{demo.site_url}/login")
        page.wait_for_load_state("networkidle")
        keyboard.led_to("Login Name")
        keyboard.type(name)
        keyboard.press("Tab")
        keyboard.type(password)
        keyboard.go("Enter")
        return keyboard

    return log_in


@pytest.fixture
def editor(log_in):
    return log_in(EDITOR.login, EDITOR.password)


@pytest.fixture
def keeper(log_in, demo):
    return log_in(demo.admin_name, demo.admin_password)
