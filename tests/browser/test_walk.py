"""The main job, as people do it in a browser."""

from collective.externalshare.demo.people import EDITOR
from collective.externalshare.demo.places import MANUAL
from collective.externalshare.demo.places import PROCEDURE
from collective.externalshare.demo.places import PUBLISHED
from pathlib import Path
from playwright.sync_api import expect
from tests.browser.people import Recipient
from tests.browser.people import Sender

import base64
import Products.PortalTransforms
import pypdf
import pytest
import requests
import Testing.ZopeTestCase


REAL_WORLD = {
    "diagram": Path(Testing.ZopeTestCase.__file__).with_name("doc") / "ClassDiagram.pdf",
    "office": Path(Products.PortalTransforms.__file__).parent / "tests" / "input" / "demo1.pdf",
}
# Stamping and a loaded machine may take their time; nothing here measures speed.
expect.set_options(timeout=30_000)


def upload(demo, path):
    """A visitor's own file in the published folder; returns its path in the site."""
    answer = requests.post(
        f"{demo.site_url}/{PUBLISHED}",
        auth=(EDITOR.login, EDITOR.password),
        headers={"Accept": "application/json"},
        json={
            "@type": "File",
            "title": path.stem,
            "file": {
                "data": base64.b64encode(path.read_bytes()).decode(),
                "encoding": "base64",
                "filename": path.name,
                "content-type": "application/pdf",
            },
        },
        timeout=60,
    )
    return answer.json()["@id"].removeprefix(f"{demo.site_url}/")


def no_sideways_scrolling(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("document", ["made", *REAL_WORLD])
def test_a_document_is_shared_read_seen_and_revoked(sender, somebody, demo, address, document):
    path = PROCEDURE if document == "made" else upload(demo, REAL_WORLD[document])
    sender.fill_form(path, f"Jo Meyer <{address}>, Meyer Tools", message="Please check section 3.")
    expect(sender.page.get_by_role("heading", name="Check before sending")).to_be_visible()
    expect(sender.page.get_by_text(address).first).to_be_visible()
    assert no_sideways_scrolling(sender.page)
    sender.send()
    expect(sender.page.get_by_text(address).first).to_be_visible()
    assert no_sideways_scrolling(sender.page)

    reader = Recipient(somebody(), demo, address)
    assert reader.arrive().status == 200
    reader.ask_for_code()
    expect(reader.page.get_by_role("heading", name="Enter your code")).to_be_visible()
    reader.give_code()
    expect(reader.page.get_by_role("heading", name="Shared with you")).to_be_visible()
    reader.page.get_by_role("link", name="Open").first.click()
    expect(reader.page.get_by_text("Please check section 3.")).to_be_visible()
    assert no_sideways_scrolling(reader.page)
    with reader.page.expect_download() as fetched:
        reader.page.get_by_role("button", name="Download").click()
    copy = pypdf.PdfReader(fetched.value.path(), strict=True)
    assert all("/XObject" in page["/Resources"] for page in copy.pages)

    keeper = Sender(somebody(), demo, demo.admin_name, demo.admin_password)
    keeper.page.goto(f"{demo.site_url}/@@externalshare-controlpanel")
    row = keeper.page.get_by_role("row").filter(has_text=address)
    expect(row.get_by_text("Active")).to_be_visible()
    assert no_sideways_scrolling(keeper.page)
    row.get_by_role("link", name="Revoke").click()
    keeper.page.get_by_role("textbox", name="Reason").fill("The order was cancelled")
    keeper.page.get_by_role("button", name="Revoke").click()

    expect(keeper.page.get_by_text("revoked").first).to_be_visible()
    answer = reader.page.reload()
    assert answer.status == 404
    assert reader.arrive().status == 404
    expect(reader.page.get_by_role("heading", name="This is not available")).to_be_visible()


def test_a_recipient_needs_no_javascript(sender, somebody, demo, address):
    sender.fill_form(MANUAL, address, access="View in the browser")
    sender.send()

    reader = Recipient(somebody(javascript=False), demo, address)
    reader.enter()
    reader.page.get_by_role("link", name="Open").first.click()

    expect(reader.page.get_by_role("button", name="View in the browser")).to_be_visible()
    expect(reader.page.get_by_role("button", name="Download")).to_have_count(0)
    reader.page.get_by_role("button", name="Leave").click()
    reader.page.wait_for_load_state()
    answer = reader.page.goto(f"{demo.site_url}/@@external-share")
    assert answer.status == 200
    expect(reader.page.get_by_role("link", name="Open")).to_have_count(0)


def test_a_scanner_with_a_browser_earns_and_burns_nothing(sender, somebody, demo, address):
    sender.fill_form(PROCEDURE, address)
    sender.send()
    reader = Recipient(somebody(), demo, address)
    link, mails = reader.link(), len(reader.box.names())

    scanner = somebody()
    foreign = []
    scanner.on("request", lambda request: foreign.append(request.url))
    for _ in range(20):
        scanner.goto(link)
        expect(scanner.get_by_label("Your e-mail address")).to_have_value("")

    assert len(reader.box.names()) == mails
    assert {url for url in foreign if not url.startswith(demo.base_url)} == set()
    reader.enter()
    expect(reader.page.get_by_role("heading", name="Shared with you")).to_be_visible()


def test_wrong_recipients_are_named_and_nothing_typed_is_lost(sender, address):
    sender.fill_form(PROCEDURE, f"Jo Meyer <{address}>\nnobody at all", message="Kept words")

    expect(sender.page.get_by_text("Line 2 is not a recipient: “nobody at all”")).to_be_visible()
    expect(sender.page.get_by_label("Message")).to_have_value("Kept words")
