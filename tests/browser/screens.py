"""Every screen of each person, one after the other; what stands in the browser is named."""

from collective.externalshare.demo.places import DRAFT
from collective.externalshare.demo.places import PROCEDURE

import re
import requests


# Bounds of the demonstration's settings: addresses typed at one link in an hour.
ADDRESS_TRIES = 30
PANEL = "@@externalshare-controlpanel"


def recipient_screens(reader, demo):
    """Yield the name of each page that a recipient can meet while it is open."""
    page = reader.page
    reader.arrive()
    yield "landing"
    page.locator("form").evaluate("form => { form.noValidate = true }")
    page.get_by_label("Your e-mail address").press("Enter")
    page.get_by_role("alert").wait_for()
    yield "landing, no address"
    reader.ask_for_code()
    yield "code"
    page.get_by_label("Code of eight digits").fill("1")
    page.get_by_role("button", name="Open my documents").click()
    page.get_by_role("alert").wait_for()
    yield "code, wrong"
    reader.give_code()
    yield "portal"
    page.get_by_role("link", name="Open").first.click()
    yield "document"
    page.get_by_role("button", name="View in the browser").click()
    page.get_by_role("button", name="Larger").click()
    yield "viewer"
    page.get_by_role("link", name="What is recorded").click()
    yield "about"
    page.goto(f"{demo.site_url}/@@external-share")
    yield "portal, opened"
    page.goto(f"{demo.site_url}/@@external-share/nosuchlink")
    yield "not available"
    page.goto(f"{demo.site_url}/@@external-share/leave")
    yield "cannot be opened directly"
    page.go_back()
    page.goto(f"{demo.site_url}/@@external-share")
    page.get_by_role("button", name="Leave").click()
    page.goto(f"{demo.site_url}/@@external-share")
    yield "no session"
    spend_addresses(reader.link(), demo)
    reader.arrive()
    reader.ask_for_code()
    page.get_by_role("heading", name="Please wait a little").wait_for()
    yield "too many tries"


def spend_addresses(link, demo):
    """Type as many strangers' addresses at a link as it bears in an hour."""
    for number in range(ADDRESS_TRIES):
        requests.post(
            f"{link}/email",
            data={"email": f"stranger-{number}@example.org"},
            headers={"Origin": demo.base_url},
            allow_redirects=False,
            timeout=30,
        )


def sender_screens(sender, address):
    """Yield the name of each page of a sender while it is open."""
    page, site = sender.page, sender.demo.site_url
    page.goto(f"{site}/{DRAFT}/@@external-sharing")
    yield "blocked"
    page.goto(f"{site}/{PROCEDURE}/@@external-sharing")
    yield "form"
    page.get_by_role("textbox", name="Recipients").fill("nobody at all\nnor this")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("Line 2 is not a recipient").wait_for()
    yield "form, wrong recipients"
    page.get_by_label("Until a date").check()
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("Choose the date until when").wait_for()
    yield "form, no date"
    sender.fill_form(PROCEDURE, f"Jo Meyer <{address}>\n{address}.au, Meyer Tools", message="Hello")
    yield "preview"
    sender.send()
    yield "tab"
    person = page.get_by_role("row").filter(has_text="Jo Meyer").filter(has_text=address)
    person.get_by_role("link", name="Jo Meyer").first.click()
    details = page.url
    yield "details"
    page.get_by_role("button", name="Copy link").click()
    yield "link"
    for name in ("Change", "Revoke"):
        page.goto(details)
        page.get_by_role("link", name=re.compile(f"^{name}")).click()
        yield name.lower()


def keeper_screens(keeper):
    """Yield the name of each page of the control panel while it is open."""
    page, panel = keeper.page, f"{keeper.demo.site_url}/{PANEL}"
    page.goto(panel)
    yield "distributions"
    page.get_by_role("link", name="Revoke").first.click()
    yield "revoke"
    page.goto(f"{panel}?q=nothing-is-called-so")
    yield "distributions, none"
    page.goto(f"{panel}?status=nosuch")
    yield "distributions, refused"
    page.goto(f"{panel}-settings")
    page.get_by_label("Days offered to the sender").wait_for()
    yield "settings"
    page.get_by_label("Days offered to the sender").fill("a week")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("There were some errors").wait_for()
    yield "settings, wrong"
    page.goto(f"{panel}-health")
    yield "health"
