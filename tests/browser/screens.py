"""Every screen of readers and senders, one after the other; what stands in the browser is named."""

from collective.externalshare.demo.places import DRAFT
from collective.externalshare.demo.places import PROCEDURE
from collective.externalshare.demo.places import PUBLISHED

import re
import requests


# Bounds of the demonstration's settings: addresses typed at one link in an hour.
ADDRESS_TRIES = 30
PANEL = "@@externalshare-controlpanel"


def follow(link):
    """Click, and wait until the page that it leads to is there."""
    with link.page.expect_navigation():
        link.click()


def heading(page, name):
    page.get_by_role("heading", name=name, level=1).wait_for()
    page.wait_for_load_state()


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
    heading(page, "Enter your code")
    yield "code"
    page.get_by_label("Code of eight digits").fill("1")
    follow(page.get_by_role("button", name="Open my documents"))
    page.get_by_role("alert").wait_for()
    yield "code, wrong"
    reader.give_code()
    heading(page, "Shared with you")
    yield "portal"
    follow(page.get_by_role("link", name="Open").first)
    yield "document"
    follow(page.get_by_role("button", name="View in the browser"))
    page.get_by_role("button", name="Larger").click()
    yield "viewer"
    follow(page.get_by_role("link", name="What is recorded"))
    yield "about"
    page.goto(f"{demo.site_url}/@@external-share")
    yield "portal, opened"
    page.goto(f"{demo.site_url}/@@external-share/nosuchlink")
    yield "not available"
    page.goto(f"{demo.site_url}/@@external-share/leave")
    yield "cannot be opened directly"
    page.go_back()
    page.goto(f"{demo.site_url}/@@external-share")
    follow(page.get_by_role("button", name="Leave"))
    page.goto(f"{demo.site_url}/@@external-share")
    yield "no session"
    spend_addresses(reader.link(), demo)
    reader.arrive()
    reader.ask_for_code()
    heading(page, "Please wait a little")
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
    page.get_by_text("Add recipients from a file, a list or from earlier").click()
    page.get_by_label("Somebody from earlier").fill("nobody-is-called-so")
    follow(page.get_by_role("button", name="Add to the recipients"))
    page.get_by_text("Nobody whom you shared with before").wait_for()
    yield "form, nobody from earlier"
    page.get_by_role("textbox", name="Recipients").fill("nobody at all\nnor this")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("Line 2 is not a recipient").wait_for()
    yield "form, wrong recipients"
    page.get_by_label("Until a date").check()
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("Choose the date until when").wait_for()
    yield "form, no date"
    sender.fill_form(PROCEDURE, f"Jo Meyer <{address}>\n{address}.au, Meyer Tools", message="Hello")
    heading(page, "Check before sending")
    yield "preview"
    sender.send()
    yield "tab"
    follow(page.get_by_role("link", name="History of this document"))
    yield "history"
    page.go_back()
    person = page.get_by_role("row").filter(has_text="Jo Meyer").filter(has_text=address)
    follow(person.get_by_role("link", name="Jo Meyer").first)
    details = page.url
    yield "details"
    follow(page.get_by_role("button", name="Copy link"))
    yield "link"
    for name in ("Change", "Revoke"):
        page.goto(details)
        follow(page.get_by_role("link", name=re.compile(f"^{name}")))
        yield name.lower()
    page.goto(f"{site}/@@my-external-shares")
    heading(page, "My external shares")
    yield "my shares"
    follow(page.get_by_role("link", name="My lists of recipients"))
    yield "my lists, none"
    follow(page.get_by_role("link", name="New list"))
    page.get_by_label("Name of the list").fill("Suppliers")
    page.get_by_label("Recipients").fill("nobody at all")
    follow(page.get_by_role("button", name="Save"))
    yield "my list, wrong"
    page.get_by_label("Recipients").fill(f"Jo Meyer <{address}>")
    follow(page.get_by_role("button", name="Save"))
    yield "my lists"
    page.goto(f"{site}/{PUBLISHED}/folder_contents")
    for title in ("Control of nonconforming parts", "Spare parts"):
        page.get_by_role("row", name=re.compile(title)).get_by_role("checkbox").check()
    page.locator("#btn-external-sharing").click()
    follow(page.get_by_role("link", name="To the form"))
    yield "form, many"
    page.get_by_role("textbox", name="Recipients").fill(address)
    follow(page.get_by_role("button", name="Preview"))
    yield "preview, many"
    follow(page.get_by_role("button", name="Send", exact=True))
    yield "sent, many"
    page.goto(f"{site}/@@my-external-shares?q=nothing-is-called-so")
    page.get_by_text("No share matches.").wait_for()
    yield "my shares, none"
