"""Every screen of those who keep a site, one after the other; what is open is named."""

from tests.browser.screens import follow
from tests.browser.screens import PANEL


def keeper_screens(keeper, copy="", address=""):
    """Yield the name of each page of the control panel while it is open.

    `copy`: path of a file that somebody downloaded. `address`: of a recipient,
    who is erased at the end.
    """
    page, panel = keeper.page, f"{keeper.demo.site_url}/{PANEL}"
    page.goto(panel)
    yield "distributions"
    follow(page.get_by_role("link", name="Revoke").first)
    yield "revoke"
    for deed in ("Extend", "Resend", "Export"):
        page.goto(panel)
        page.get_by_label("Select the share of").first.check()
        follow(page.get_by_role("button", name=f"{deed} selected…"))
        yield deed.lower()
    page.goto(f"{panel}?q=nothing-is-called-so")
    yield "distributions, none"
    page.goto(f"{panel}-mails")
    yield "mails"
    page.goto(f"{panel}-mail/welcome/de")
    yield "mail"
    page.get_by_label("Text", exact=True).fill("{sendr}")
    follow(page.get_by_role("button", name="Save"))
    yield "mail, wrong"
    page.goto(f"{panel}-lists")
    yield "lists"
    page.goto(f"{panel}-lists/new")
    yield "list"
    page.goto(f"{panel}?view=unopened")
    yield "distributions, a view"
    page.goto(f"{panel}?status=nosuch")
    yield "distributions, refused"
    page.goto(f"{panel}-recipients")
    yield "recipients"
    follow(page.get_by_role("table").get_by_role("link").first)
    page.get_by_role("heading", name="Revoke everything").wait_for()
    yield "recipient"
    page.goto(f"{panel}-organisations")
    yield "organisations"
    page.goto(f"{panel}-organisations?q=nothing-is-called-so")
    yield "organisations, none"
    page.goto(f"{panel}-audit")
    page.get_by_role("heading", name="In figures").wait_for()
    page.get_by_text("The same as a table").click()
    yield "audit"
    page.goto(f"{panel}-audit?since=yesterday")
    yield "audit, refused"
    page.goto(f"{panel}-audit?recipient=nobody@example.org")
    yield "audit, none"
    page.goto(f"{panel}-audit?named=nothing-is-called-so")
    page.get_by_text("No document that was shared").wait_for()
    yield "audit, no document"
    evidence = f"{keeper.demo.site_url}/@@externalshare-evidence"
    page.goto(evidence)
    yield "evidence"
    follow(page.get_by_role("button", name="Show how much it is"))
    page.get_by_role("heading", name="Rows:").wait_for()
    yield "evidence, counted"
    page.goto(f"{evidence}?scope=share")
    page.get_by_text("Say which one").wait_for()
    yield "evidence, refused"
    page.goto(f"{panel}-settings")
    page.get_by_label("Days offered to the sender").wait_for()
    yield "settings"
    page.get_by_label("Days offered to the sender").fill("a week")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("There were some errors").wait_for()
    yield "settings, wrong"
    page.goto(f"{panel}-settings")
    page.get_by_role("button", name="Preview of the stamp").click()
    page.get_by_role("heading", name="Preview of the stamp").wait_for()
    yield "settings, preview"
    page.goto(f"{panel}-health")
    yield "health"
    page.goto(f"{panel}-trace")
    yield "trace"
    page.get_by_label("Copy number").fill("K7QF")
    page.get_by_role("button", name="Search by the number").click()
    page.get_by_text("Type at least the first 8 characters").wait_for()
    yield "trace, refused"
    page.get_by_label("Copy number").fill("0000-0000-0000")
    page.get_by_role("button", name="Search by the number").click()
    page.get_by_text("No copy with the number").wait_for()
    yield "trace, unknown"
    if copy:
        page.get_by_label("PDF file").set_input_files(copy)
        page.get_by_role("button", name="Search by the file").click()
        page.get_by_text("Certain: the file is this copy").wait_for()
        yield "trace, found"
    if address:
        yield from privacy_screens(page, panel, address)


def privacy_screens(page, panel, address):
    """Yield the name of each page on the way to the erasure of a recipient."""
    page.goto(f"{panel}-privacy")
    yield "privacy"
    follow(page.get_by_role("link", name="Erase all evidence"))
    page.get_by_role("heading", name="Erase all evidence", level=2).wait_for()
    yield "erasure, not exported"
    erasure = page.url
    follow(page.get_by_role("link", name="Export evidence"))
    with page.expect_download():
        page.get_by_role("button", name="JSON Lines").click()
    page.goto(erasure)
    page.get_by_text("Everything is in the last export").wait_for()
    yield "erasure"
    follow(page.get_by_role("button", name="Erase everything for good"))
    page.get_by_text("This is not the id of the site").wait_for()
    yield "erasure, refused"
    page.goto(f"{panel}-privacy")
    page.get_by_label("E-mail address of the person").fill("nobody@example.org")
    follow(page.get_by_role("button", name="Find"))
    page.get_by_text("Nothing is held under this address.").wait_for()
    yield "privacy, unknown"
    page.get_by_label("E-mail address of the person").fill(address)
    follow(page.get_by_role("button", name="Find"))
    page.get_by_text("Erase this person").wait_for()
    yield "privacy, found"
    page.get_by_role("textbox", name="Reason").fill("Request 17")
    follow(page.get_by_role("button", name="Erase for good"))
    page.get_by_text("What was typed to confirm does not match").wait_for()
    yield "privacy, refused"
    page.get_by_label("Type the e-mail address once more").fill(address)
    follow(page.get_by_role("button", name="Erase for good"))
    page.get_by_role("heading", name="The person was erased").wait_for()
    yield "privacy, erased"
