"""An editor and an administrator without a mouse: share, see, revoke."""

from collective.externalshare.demo.places import PROCEDURE
from tests.browser.keyboard import open_page
from tests.browser.keyboard import says
from tests.browser.screens import PANEL

import pytest


FORM_STOPS = [
    "View in the browser",
    "30 days",
    "Date",
    "Message",
    "More terms",
    "Add recipients from a file",
    "Preview",
    "Cancel",
]
LONGEST_CHOICE = 8
MOST_STOPS = 20


def test_an_editor_shares_a_document(editor, demo, address):
    open_page(editor, f"{demo.site_url}/{PROCEDURE}")
    editor.tab_to("External sharing")
    editor.go("Enter")
    editor.led_to("Recipients")
    editor.type(f"Jo Meyer <{address}>, Meyer Tools")
    passed = []
    # A date is several stops of one name.
    while "Cancel" not in passed and len(passed) < MOST_STOPS:
        passed.append(editor.tab().name)
    stops = [name for number, name in enumerate(passed) if name not in passed[:number]]
    assert [name.partition(",")[0] for name in stops] == FORM_STOPS

    editor.tab_to("View in the browser", back=True)
    editor.press("ArrowDown")
    assert editor.at().name == "View and download"
    editor.tab_to("Message")
    editor.type("Please check section 3.")
    editor.tab_to("Preview")
    editor.go("Space")
    editor.led_to("Check before sending")
    assert editor.tab().name == "Send"
    editor.go("Enter")
    assert "Shared with Jo Meyer" in says(editor)

    editor.tab_to("Copy link: Jo Meyer")
    editor.go("Enter")
    link = editor.led_to("The link for Jo Meyer")
    assert "/@@external-share/" in link.value
    assert "Pass it on to this person only" in link.description
    assert editor.tab().name == "Copy"
    editor.press("Enter")
    editor.page.get_by_role("status").get_by_text("Copied").wait_for(state="attached")


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ("", "Recipients", "Required input is missing"),
        ("nobody at all", "Recipients", "Line 1 is not a recipient"),
    ],
)
def test_an_editor_stands_at_the_wrong_field_and_hears_why(editor, demo, typed, field, said):
    open_page(editor, f"{demo.site_url}/{PROCEDURE}/@@external-sharing")
    editor.led_to("Recipients")
    editor.type(typed)
    editor.tab_to("Preview")
    editor.go("Enter")
    assert "There were some errors" in says(editor)
    stop = editor.led_to(field)
    assert stop.invalid
    assert stop.description.startswith(said)


def test_an_editor_is_led_to_the_date_that_is_missing(editor, demo, address):
    open_page(editor, f"{demo.site_url}/{PROCEDURE}/@@external-sharing")
    editor.led_to("Recipients")
    editor.type(address)
    assert editor.tab().name == "View in the browser"
    editor.tab()
    for _ in range(LONGEST_CHOICE):
        if editor.at().name == "Until a date":
            break
        editor.press("ArrowDown")
    editor.tab_to("Preview")
    editor.go("Enter")
    stop = editor.led_to("Date")
    assert stop.invalid
    assert stop.description.startswith("Choose the date until when the share lasts")


def test_an_administrator_filters_selects_and_revokes(keeper, demo, invite, address):
    invite(address)
    open_page(keeper, f"{demo.site_url}/{PANEL}")
    keeper.tab_to("Status")
    keeper.type("Active")
    assert keeper.at().value == "Active"
    assert keeper.tab().name.startswith("Words in title")
    keeper.type(address)
    keeper.go("Enter")
    title = "QP-07 Control of nonconforming parts"
    keeper.tab_to(f"Select the share of {title} with {address}")
    row = [keeper.tab().name for _ in range(4)]
    about = f"{title}, {address}"
    assert row == [title, f"Details: {about}", f"Revoke: {about}", "Extend selected…"]

    keeper.tab_to("Revoke selected…")
    keeper.go("Enter")
    assert "Select at least one share first" in says(keeper)
    keeper.tab_to(f"Select the share of {title} with {address}")
    keeper.press("Space")
    keeper.tab_to("Revoke selected…")
    keeper.go("Enter")
    assert keeper.page.title().startswith("Revoke")
    reason = keeper.tab_to("Reason")
    assert "never to the recipient" in reason.description
    keeper.type("The order was cancelled")
    assert keeper.tab().name == "Tell the recipients by mail; not the reason"
    assert keeper.tab().name == "Revoke (1)"
    keeper.go("Enter")
    assert "Shares revoked: 1" in says(keeper)

    open_page(keeper, f"{demo.site_url}/{PANEL}?q={address}")
    keeper.tab_to(f"Details: {about}")
    keeper.go("Enter")
    assert keeper.page.get_by_text("The order was cancelled").first.is_visible()


def test_an_administrator_asks_the_audit_trail_by_keyboard(keeper, demo, invite, address):
    invite(address)
    open_page(keeper, f"{demo.site_url}/{PANEL}-audit")
    keeper.tab_to("What")
    keeper.type("Shared")
    keeper.tab_to("Address of the recipient")
    keeper.type(address)
    assert keeper.tab().name == "Shared by"
    keeper.tab_to("Filter")
    keeper.go("Enter")
    (row,) = keeper.page.locator(".externalshare-cards tbody tr").all_inner_texts()
    assert "Shared" in row
    keeper.tab_to("Show all")
    keeper.go("Enter")
    assert keeper.page.locator(".externalshare-cards tbody tr").count() > 1


def test_an_administrator_finds_and_erases_a_person(keeper, demo, invite, address):
    invite(address)
    open_page(keeper, f"{demo.site_url}/{PANEL}-privacy")
    keeper.tab_to("E-mail address of the person")
    keeper.type(address)
    assert keeper.tab().name == "Find"
    keeper.go("Enter")
    keeper.tab_to("Export")
    reason = keeper.tab_to("Reason")
    assert "must not name the person" in reason.description
    keeper.type("Request 18")
    assert keeper.tab().name == "Type the e-mail address once more to confirm"
    assert keeper.tab().name == "Erase for good"
    keeper.go("Enter")
    assert "What was typed to confirm does not match" in says(keeper)
    keeper.tab_to("Type the e-mail address once more to confirm")
    keeper.type(address)
    keeper.go("Enter")
    assert keeper.led_to("The person was erased").role == "heading"


def test_an_administrator_comes_to_the_erasure_of_everything(keeper, demo):
    open_page(keeper, f"{demo.site_url}/{PANEL}-privacy")
    keeper.tab_to("Erase all evidence…")
    keeper.go("Enter")
    keeper.tab_to("Export evidence")
    keeper.go("Enter")
    keeper.led_to("Rows:")
    keeper.press("Tab")
    assert keeper.at().name == "ZIP with everything an auditor needs"


def test_an_administrator_ends_the_session_of_one_reader(keeper, demo, reader, address):
    reader = reader()
    reader.enter()
    open_page(keeper, f"{demo.site_url}/{PANEL}-health")
    keeper.tab_to(f"End {address}")
    keeper.go("Enter")
    assert says(keeper)
    reader.page.reload()
    assert reader.page.title().startswith("Open the link in your mail again")


def test_an_administrator_is_led_to_a_wrong_setting_whatever_tab_it_is_on(keeper, demo):
    open_page(keeper, f"{demo.site_url}/{PANEL}-settings")
    keeper.led_to("Address in links")
    keeper.tab_to("Access •", back=True)
    keeper.press("Enter")
    keeper.tab_to("Tries for one code •")
    keeper.press("Control+a")
    keeper.type("none")
    keeper.go("Enter")
    stop = keeper.led_to("Tries for one code")
    assert stop.invalid
    assert stop.description.startswith("The entered value is not a valid integer literal")


def test_no_page_of_ours_is_a_trap(editor, keeper, demo, invite, address):
    share = invite(address)
    details = f"@@external-share-details/{share['id']}"
    pages = {
        editor: (f"{PROCEDURE}/@@external-sharing", f"{details}/change", f"{details}/revoke"),
        keeper: (
            f"{PANEL}?q={address}",
            f"{PANEL}-audit",
            f"{PANEL}-settings",
            f"{PANEL}-health",
            f"{PANEL}-privacy",
            f"{PANEL}-erase",
            details,
        ),
    }
    for keyboard, paths in pages.items():
        for path in paths:
            open_page(keyboard, f"{demo.site_url}/{path}")
            there = {stop.element for stop in keyboard.round()}
            back = {stop.element for stop in keyboard.round(back=True)}
            assert there == back, path
