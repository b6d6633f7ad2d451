"""T73: what people type runs in no browser, neither their readers' nor that of who manages."""

from collective.externalshare.demo.people import EDITOR
from tests.browser.people import Recipient
from tests.browser.people import Sender
from tests.browser.screens import PANEL
from tests.common.content import a_pdf
from tests.functional.recipient.payloads import PAYLOADS

import pytest
import requests


@pytest.fixture
def width():
    """What runs, runs at any width."""
    return "desktop"


@pytest.fixture
def ears():
    """Listens on pages: what called `boo`, opened a dialog, or broke a content policy."""
    heard = []

    def listen(page):
        page.expose_function("boo", lambda: heard.append(f"boo on {page.url}"))
        page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
        page.on("console", lambda one: "Content Security Policy" in one.text and heard.append(one))
        return page

    listen.heard = heard
    return listen


@pytest.mark.campaign
def test_t73_what_was_typed_runs_nowhere(somebody, demo, upload, address, ears):
    path = upload(" ".join(PAYLOADS), a_pdf())
    auth, url = (EDITOR.login, EDITOR.password), f"{demo.site_url}/{path}/@external-shares"
    made = []
    for number, payload in enumerate(PAYLOADS):
        person = {"email": f"p{number}-{address}", "name": payload, "organisation": payload}
        body = {"recipients": [person], "message": payload, "access": "download"}
        answer = requests.post(
            url, json=body, auth=auth, headers={"Accept": "application/json"}, timeout=60
        )
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["items"][0])
    sender = Sender(ears(somebody()), demo, EDITOR.login, EDITOR.password)
    keeper = Sender(ears(somebody()), demo, "keeper", "keeper-secret")
    sender.page.goto(f"{demo.site_url}/{path}/@@external-shares")
    sender.page.goto(f"{demo.site_url}/@@my-external-shares")
    for share in made:
        sender.page.goto(f"{demo.site_url}/@@external-share-details/{share['id']}")
    for view in ("", "-recipients", "-organisations", "-audit", "-health", "?q=boo"):
        keeper.page.goto(f"{demo.site_url}/{PANEL}{view}")
    for number in (0, 6, 20):
        reader = Recipient(ears(somebody()), demo, f"p{number}-{address}")
        reader.enter()
        reader.page.get_by_role("link", name="Open").first.click()
        assert "boo" in reader.page.content()
    assert ears.heard == []


def test_t73_the_ears_hear(somebody, ears):
    page = ears(somebody())
    page.set_content("<img src=x onerror=boo()>")
    page.wait_for_timeout(500)
    assert len(ears.heard) == 1
