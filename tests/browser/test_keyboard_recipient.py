"""A recipient without a mouse: from the link to the document and out again."""

from itertools import pairwise
from tests.browser.keyboard import Keyboard

import pytest


CODE = r"\b\d{4} \d{4}\b"
TITLE = "QP-07 Control of nonconforming parts"
ABOUT = "What is recorded about this visit"


@pytest.fixture
def hands(reader):
    """The recipient, and what they type on."""
    recipient = reader(reduced_motion="reduce")
    return recipient, Keyboard(recipient.page)


def follow(link):
    """Click, and wait for the page that follows: one that is left cannot be loaded anew."""
    with link.page.expect_navigation():
        link.click()


def names_of_round(keyboard):
    """Names of all stops of the page in their order, which is that of reading."""
    keyboard.page.reload()
    there = keyboard.round()
    for before, after in pairwise(there):
        assert after.bottom > before.top, f"{after.name!r} comes before {before.name!r}"
    keyboard.page.reload()
    back = keyboard.round(back=True)
    assert [stop.name for stop in back] == [stop.name for stop in reversed(there)]
    return [stop.name for stop in there]


def test_the_whole_way(hands):
    reader, keyboard = hands
    reader.arrive()
    keyboard.tab_to("Your e-mail address")
    keyboard.type(reader.address)
    keyboard.go("Enter")
    keyboard.tab_to("Code of eight digits")
    keyboard.type(reader.mail(CODE))
    keyboard.tab_to("Open my documents")
    keyboard.go("Space")
    keyboard.tab_to(f"Open {TITLE}")
    keyboard.go("Enter")

    keyboard.tab_to("View in the browser")
    with reader.page.expect_response(lambda answer: answer.url.endswith("/image")) as opened:
        keyboard.press("Enter")
    assert opened.value.status == 200
    assert opened.value.headers["content-type"] == "image/jpeg"
    reader.page.go_back()
    keyboard.tab_to("Download")
    with reader.page.expect_download() as fetched:
        keyboard.press("Space")
    assert fetched.value.path().read_bytes().startswith(b"%PDF-")

    keyboard.tab_to("← Shared with you", back=True)
    keyboard.go("Enter")
    assert reader.page.get_by_text("Opened").is_visible()
    keyboard.tab_to("Leave")
    keyboard.go("Enter")
    assert reader.page.title().startswith("Open the link in your mail again")


def test_every_stop_comes_in_the_order_of_reading_and_none_is_a_trap(hands):
    reader, keyboard = hands
    reader.arrive()
    assert names_of_round(keyboard) == ["Your e-mail address", "Send me a code", ABOUT]
    reader.ask_for_code()
    wanted = ["Code of eight digits", "Open my documents", "Ask for a new code", ABOUT]
    assert names_of_round(keyboard) == wanted
    reader.give_code()
    wanted = ["Leave", TITLE, f"Open {TITLE}", ABOUT]
    assert names_of_round(keyboard) == wanted
    follow(reader.page.get_by_role("link", name="Open").first)
    wanted = ["Leave", "← Shared with you", "View in the browser", "Download", ABOUT]
    assert names_of_round(keyboard) == wanted
    follow(reader.page.get_by_role("link", name=ABOUT))
    assert names_of_round(keyboard) == ["Leave", "← Shared with you", ABOUT]


def test_the_viewer(hands):
    reader, keyboard = hands
    reader.enter()
    reader.page.get_by_role("link", name="Open").first.click()
    keyboard.tab_to("View in the browser")
    keyboard.go("Enter")
    pages = reader.page.locator("#pages .page").count()
    bar = ["Leave", "← About this document", "Page", "Go", "Smaller", "Larger", "Pages"]
    # One stop for the words of all pages: a manual has hundreds.
    bar.insert(-1, "Text of this page")
    assert names_of_round(keyboard) == [*bar, ABOUT]
    keyboard.tab_to("Page")
    keyboard.type(str(pages))
    keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == f"page-{pages}"

    keyboard.tab_to("Larger", back=True)
    keyboard.press("Space")
    keyboard.tab_to("Pages")
    keyboard.press("ArrowRight", "ArrowRight")
    reader.page.wait_for_function("() => document.querySelector('#pages').scrollLeft > 0")
    keyboard.press("0")
    assert reader.page.evaluate("document.querySelector('#pages').scrollLeft") == 0
    keyboard.tab_to("← About this document", back=True)
    keyboard.press("+")
    assert reader.page.evaluate("document.querySelector('#pages').className") == "pages zoom-fit"


def test_what_is_wrong_with_an_address_is_said_where_it_is_typed(hands):
    reader, keyboard = hands
    reader.arrive()
    title = reader.page.title()
    keyboard.tab_to("Your e-mail address")
    # What the browser itself would refuse: it must not be the only one to say so.
    reader.page.evaluate("document.forms[0].noValidate = true")
    keyboard.go("Enter")
    stop = keyboard.at()
    assert (stop.name, stop.invalid) == ("Your e-mail address", True)
    assert stop.description.startswith("Type your e-mail address")
    assert reader.page.get_by_role("alert").inner_text() in stop.description
    assert reader.page.title() == f"Error: {title}"


def test_what_is_wrong_with_a_code_is_said_where_it_is_typed(hands):
    reader, keyboard = hands
    reader.arrive()
    reader.ask_for_code()
    keyboard.tab_to("Code of eight digits")
    for typed, said in (("1", "Type the code of eight digits"), ("00000000", "not right")):
        keyboard.type(typed)
        keyboard.go("Enter")
        stop = keyboard.at()
        assert (stop.name, stop.invalid, stop.value) == ("Code of eight digits", True, "")
        assert said in stop.description.partition(". ")[0]
        assert reader.page.get_by_role("alert").inner_text() in stop.description
        assert reader.page.title().startswith("Error: Enter your code")
    keyboard.type(reader.mail(CODE))
    keyboard.go("Enter")
    assert reader.page.title().startswith("Shared with you")
