"""A recipient acknowledges a revision: at both widths, with and without JavaScript."""

from tests.browser.axe import violations
from tests.browser.keyboard import Keyboard
from tests.browser.people import Recipient
from tests.browser.screens import follow
from tests.browser.screens import heading
from tests.common.content import a_pdf

import pytest


STATEMENT = "I have read and understood revision 1"
DONE = "you acknowledged that you have read and understood revision 1."


def fits_in(page):
    """Whether nothing stands beyond the right edge."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture
def path(upload):
    """A document of this test alone, so that its revision is the first."""
    return upload("SOP-031 Acknowledged", a_pdf("Acknowledged"))


def test_from_the_portal_to_the_receipt(somebody, demo, invite, address, path):
    invite(address, path, acknowledge=True, acknowledge_days=7)
    reader = Recipient(somebody(), demo, address)
    reader.enter()
    page = reader.page
    page.get_by_text("Please acknowledge it by").wait_for()
    assert (violations(page), fits_in(page)) == ([], True)
    follow(page.get_by_role("link", name="Open").first)
    page.get_by_text("Open it first").wait_for()
    assert page.get_by_role("button", name=STATEMENT).count() == 0
    assert (violations(page), fits_in(page)) == ([], True)
    follow(page.get_by_role("button", name="View in the browser"))
    follow(page.get_by_role("link", name="Please acknowledge it by"))
    page.get_by_role("button", name=STATEMENT).wait_for()
    assert (violations(page), fits_in(page)) == ([], True)
    keyboard = Keyboard(page)
    page.reload()
    keyboard.tab_to(STATEMENT)
    keyboard.go("Enter")
    page.get_by_text(DONE).wait_for()
    assert (violations(page), fits_in(page)) == ([], True)
    follow(page.get_by_role("link", name="Shared with you"))
    heading(page, "Shared with you")
    assert page.get_by_text("Acknowledged", exact=True).is_visible()
    assert reader.mail(r"revision 1,\s+acknowledged\s+on")


def test_without_javascript(somebody, demo, invite, address, path):
    invite(address, path, acknowledge=True)
    reader = Recipient(somebody(javascript=False), demo, address)
    reader.enter()
    page = reader.page
    follow(page.get_by_role("link", name="Open").first)
    follow(page.get_by_role("button", name="View in the browser"))
    follow(page.get_by_role("link", name="About this document"))
    follow(page.get_by_role("button", name=STATEMENT))
    page.get_by_text(DONE).wait_for()
