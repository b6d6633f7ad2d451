"""No rule of axe-core at WCAG 2.2 AA is broken by our own markup, on any screen."""

from collective.externalshare.demo.people import EDITOR
from collective.externalshare.demo.places import PROCEDURE
from tests.browser.axe import violations
from tests.browser.people import Recipient
from tests.browser.people import Sender
from tests.browser.screens import follow
from tests.browser.screens import heading
from tests.browser.screens import PANEL
from tests.browser.screens import recipient_screens
from tests.browser.screens import sender_screens
from tests.browser.screens_keeper import keeper_screens
from tests.common import cargo

import pytest


# Where our markup stands in Plone's page; what lies around it is not ours to mend.
CONTENT = "#content"
PANEL_CONTENT = ".externalshare-admin"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_recipients_pages(reader, demo, scheme):
    reader = reader(color_scheme=scheme)
    screens = recipient_screens(reader, demo)
    found = {name: violations(reader.page) for name in screens}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(found) == 13


def test_the_senders_pages(somebody, demo, address):
    sender = Sender(somebody(), demo, EDITOR.login, EDITOR.password)
    screens = sender_screens(sender, address)
    found = {name: violations(sender.page, CONTENT) for name in screens}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(found) == 20


def test_what_the_sender_is_told_of_a_file(somebody, demo, upload):
    loads = (cargo.marked_for_redaction, cargo.signed, cargo.commented)
    path = upload("SOP-020 Packaging", cargo.carrying(*loads))
    sender = Sender(somebody(), demo, EDITOR.login, EDITOR.password)
    sender.page.goto(f"{demo.site_url}/{path}/@@external-sharing")
    sender.page.get_by_text("The file is signed.").wait_for()
    assert violations(sender.page, CONTENT) == []
    sender.fill_form(path, "jo@example.org")
    heading(sender.page, "Check before sending")
    sender.page.get_by_text("The file has comments.").wait_for()
    assert violations(sender.page, CONTENT) == []


def test_a_password_and_a_limit(somebody, demo, invite, address):
    invite(address, access="download", download_limit=1, password="correct horse battery")
    reader = Recipient(somebody(), demo, address)
    reader.enter()
    follow(reader.page.get_by_role("link", name="Open").first)
    assert violations(reader.page) == []
    for typed in ("wrong horse", "correct horse battery"):
        reader.page.get_by_label("Password of this document").fill(typed)
        follow(reader.page.get_by_role("button", name="Open the document"))
        assert violations(reader.page) == []
    reader.page.get_by_text("1 of 1 left").wait_for()


def test_the_more_terms_of_the_form(sender, demo):
    sender.page.goto(f"{demo.site_url}/{PROCEDURE}/@@external-sharing")
    sender.page.get_by_text("More terms").click()
    sender.page.get_by_label("Downloads at most").wait_for()
    assert violations(sender.page, CONTENT) == []


def test_the_control_panel(somebody, demo, invite, reader):
    reader = reader()
    reader.enter()
    keeper = Sender(somebody(), demo, demo.admin_name, demo.admin_password)
    screens = keeper_screens(keeper, reader.download(), reader.address)
    found = {name: violations(keeper.page, PANEL_CONTENT) for name in screens}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(found) == 40


def test_axe_sees_what_is_wrong(somebody, demo):
    page = somebody()
    page.goto(f"{demo.site_url}/@@external-share")
    assert violations(page) == []
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input>')")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    found = {line.partition(":")[0] for line in violations(page)}
    assert found == {"html-has-lang", "color-contrast", "label"}


def test_axe_is_kept_to_our_part_of_plones_page(somebody, demo):
    page = somebody()
    Sender(page, demo, demo.admin_name, demo.admin_password)
    page.goto(f"{demo.site_url}/{PANEL}")
    page.evaluate("document.querySelector('.externalshare-admin').innerHTML += '<img src=\"x\">'")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<input>')")
    found = {line.partition(":")[0] for line in violations(page, PANEL_CONTENT)}
    assert found == {"image-alt"}
