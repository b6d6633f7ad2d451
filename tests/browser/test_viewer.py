"""The viewer in a browser: pages come as they come near, with and without a script."""

from io import BytesIO
from playwright.sync_api import expect
from reportlab.pdfgen.canvas import Canvas
from tests.browser.people import Recipient
from tests.browser.test_walk import MANUAL
from tests.browser.test_walk import no_sideways_scrolling

import math
import time


def opened(sender, somebody, demo, address, path=MANUAL, **browser):
    sender.fill_form(path, address, access="View in the browser")
    sender.send()
    reader = Recipient(somebody(**browser), demo, address)
    reader.enter()
    reader.page.get_by_role("link", name="Open").first.click()
    reader.page.get_by_role("button", name="View in the browser").click()
    return reader.page


def slides(count):
    """A PDF of pages that are half as high as wide."""
    written = BytesIO()
    paper = Canvas(written, pagesize=(960, 480))
    for number in range(1, count + 1):
        paper.drawString(40, 400, f"Slide {number}")
        paper.showPage()
    paper.save()
    return written.getvalue()


def drawn(page, number):
    """Whether the picture of a page is there."""
    return page.evaluate(
        "n => { const i = document.querySelector(`#page-${n} img`);"
        " return !!i && i.complete && i.naturalWidth > 0 }",
        number,
    )


def fits(page):
    """Whether nothing of the pages has to be scrolled to sideways."""
    return page.evaluate(
        "() => { const c = document.getElementById('pages');"
        " return c.scrollWidth <= c.clientWidth }"
    )


def test_pages_are_drawn_as_they_come_near(sender, somebody, demo, address):
    page = opened(sender, somebody, demo, address)
    expect(page.locator("#pages .page")).to_have_count(200)
    expect(page.locator("#page-1:not(.waiting)")).to_be_visible()
    assert not drawn(page, 150)
    assert no_sideways_scrolling(page)

    page.get_by_label("Page", exact=True).fill("150")
    page.keyboard.press("Enter")
    expect(page.locator("#page-150:not(.waiting)")).to_be_visible()
    assert not drawn(page, 80), "what was passed over is not drawn"
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Page", exact=True)).to_have_value("151")

    width = page.locator("#page-151 img").bounding_box()["width"]
    assert fits(page), "a page is as wide as the column at most"
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("button", name="Larger").click()
    assert page.locator("#page-151 img").bounding_box()["width"] > width
    page.get_by_role("button", name="Smaller").press("0")
    assert page.locator("#page-151 img").bounding_box()["width"] == width


def test_the_words_are_those_of_the_page_before_the_eye(sender, somebody, demo, address):
    page = opened(sender, somebody, demo, address)
    expect(page.locator("#page-1").get_by_role("img")).to_have_attribute("alt", "Page 1 of 200")
    page.get_by_text("Text of this page").click()
    words = page.get_by_role("region", name="Text of this page")
    expect(words).not_to_be_empty()
    said = words.inner_text()
    page.get_by_label("Page", exact=True).fill("150")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Text of this page (150)")).not_to_have_text(said)
    expect(words).not_to_be_empty()


def test_the_page_that_was_asked_for_is_the_one_however_short(
    sender, somebody, demo, address, upload
):
    path = upload("Slides", slides(6))
    page = opened(sender, somebody, demo, address, path)
    field = page.get_by_label("Page", exact=True)
    expect(page.locator("#pages .page")).to_have_count(6)
    for number in range(1, 7):
        field.fill(str(number))
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
        expect(field).to_have_value(str(number))
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(100)
    expect(field).to_have_value("5")
    page.mouse.move(100, 400)
    page.mouse.wheel(0, -9000)
    expect(field).to_have_value("1")
    page.mouse.wheel(0, 9000)
    expect(field).to_have_value("6")


def test_opening_the_words_moves_no_page(sender, somebody, demo, address):
    page = opened(sender, somebody, demo, address)
    expect(page.locator("#pages .page")).to_have_count(200)
    page.get_by_label("Page", exact=True).fill("150")
    page.keyboard.press("Enter")
    expect(page.locator("#page-150:not(.waiting)")).to_be_visible()
    before = page.locator("#page-150").bounding_box()["y"]
    page.get_by_text("Text of this page").click()
    expect(page.get_by_role("region", name="Text of this page (150)")).not_to_be_empty()
    assert abs(page.locator("#page-150").bounding_box()["y"] - before) < 1
    assert no_sideways_scrolling(page)


def test_pages_wait_while_too_many_were_asked_for(sender, somebody, demo, address):
    """They are not called broken, and come by themselves when the time is over."""
    page = opened(sender, somebody, demo, address)
    expect(page.locator("#page-1:not(.waiting)")).to_be_visible()
    # What the first page brings along is not counted.
    page.wait_for_load_state("networkidle")
    asked, until = [], []

    def refuse(route):
        asked.append(time.monotonic())
        until.append(asked[0] + 6)
        if asked[-1] < until[0]:
            left = math.ceil(until[0] - asked[-1])
            route.fulfill(status=429, headers={"Retry-After": str(left)}, body="")
        else:
            route.continue_()

    page.route("**/image*", refuse)
    page.get_by_label("Page", exact=True).fill("100")
    page.keyboard.press("Enter")
    expect(page.locator("#page-100:not(.waiting):not(.failed)")).to_be_visible(timeout=20_000)
    refused = [moment for moment in asked if moment < until[0]]
    # Two at once, and each asked once more for how long.
    assert 2 <= len(refused) <= 4
    assert refused[-1] - refused[0] < 3, "then the server is left alone"


def test_without_a_script_there_is_one_page_and_links_to_the_others(
    sender, somebody, demo, address
):
    page = opened(sender, somebody, demo, address, javascript=False)
    expect(page.locator("#pages img")).to_have_count(1)
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_role("img", name="Page 2 of 200")).to_be_visible()
    page.get_by_label("Page", exact=True).fill("7")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("img", name="Page 7 of 200")).to_be_visible()
    page.get_by_role("link", name="Text of this page").click()
    assert page.locator("body").inner_text().strip()
