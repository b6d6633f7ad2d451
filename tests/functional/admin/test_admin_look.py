"""How the control panel looks, in a real browser where there is one."""

from base64 import b64encode
from playwright.sync_api import expect
from tests.common.chromium import WIDTHS
from tests.functional.admin.conftest import PANEL
from tests.functional.admin.conftest import PASSWORD

import pytest


# How many lines an element's own text takes.
LINES = """
element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
}
"""
STYLE = "element => { const s = getComputedStyle(element); return [s.color, s.backgroundColor] }"


@pytest.fixture
def opened(chromium, site):
    """Opens a view of the site as somebody who manages, in a window as wide as named."""
    contexts, login = [], b64encode(f"manager:{PASSWORD}".encode())

    def open_(view, width):
        context = chromium.new_context(
            viewport=WIDTHS[width],
            locale="en",
            extra_http_headers={"Authorization": f"Basic {login.decode()}"},
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.absolute_url()}/{view}")
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    "person", ["rosa.lindt@example.org", "Rosa Lindt <rosa.lindt@lab.example.org>, Supplier"]
)
def test_on_a_phone_a_usual_address_stands_on_one_line(opened, share_with, person):
    share_with(person)
    page = opened(PANEL, "phone")
    address = page.get_by_text("rosa.lindt@", exact=False).first
    assert address.evaluate(LINES) == 1
    labels = page.locator("td[data-label]:not(:empty)")
    assert labels.count() >= 8
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0


def test_a_status_looks_the_same_on_the_table_and_on_the_tab(opened, share_with, document):
    share_with("jo@example.org")
    tab = document.absolute_url_path().partition("/plone/")[2] + "/@@external-shares"
    looks = [
        opened(view, "desktop").locator(".externalshare-tag-active").first.evaluate(STYLE)
        for view in (PANEL, tab)
    ]
    assert looks[0] == looks[1]
    assert looks[0][1] != "rgba(0, 0, 0, 0)"


def test_every_colour_of_health_has_its_tag(opened, site):
    page = opened(f"{PANEL}-health", "desktop")
    tags = page.locator(".externalshare-check .externalshare-tag")
    assert tags.count() > 3
    plain = page.evaluate(
        "(() => { const one = document.createElement('b'); one.className = 'externalshare-tag';"
        " document.querySelector('.externalshare-admin').append(one);"
        " return getComputedStyle(one).backgroundColor })()"
    )
    for place in range(tags.count()):
        assert tags.nth(place).evaluate(STYLE)[1] not in (plain, "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_preview_of_the_stamp_is_in_sight_and_fits(opened, share_with, width):
    share_with("jo@example.org")
    page = opened(f"{PANEL}-settings", width)
    page.get_by_role("button", name="Preview of the stamp").click()
    heading = page.get_by_role("heading", name="Preview of the stamp")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    # Plone's own script would move on to the first field a moment later.
    page.wait_for_load_state("networkidle")
    expect(heading).to_be_in_viewport()
    picture = page.get_by_role("img", name="A page with the stamp")
    assert picture.evaluate("image => image.naturalWidth") == 910
    assert picture.bounding_box()["width"] > 200
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0
