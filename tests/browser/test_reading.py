"""What axe-core does not ask: where one is, targets, narrow windows, large text, chosen colours."""

from collective.externalshare.demo.people import EDITOR
from collective.externalshare.demo.places import PROCEDURE
from tests.browser.people import Sender
from tests.browser.screens import recipient_screens
from tests.browser.screens import sender_screens
from tests.browser.screens_keeper import keeper_screens

import pytest


SMALLEST_TARGET = 24
NARROW = {"width": 320, "height": 640}
# Links within a sentence may be as high as its line (WCAG 2.5.8); none of ours stands in one.
TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary"
SMALL = """
(elements, least) => elements
  .filter(element => element.checkVisibility())
  .map(element => [element.getBoundingClientRect(), element])
  .filter(([box]) => box.width < least || box.height < least)
  .map(([box, element]) => `${box.width} × ${box.height}: ${element.outerHTML.slice(0, 120)}`)
"""
# What sticks out of the window, apart from what scrolls by itself and what only readers hear.
TOO_WIDE = """
() => document.documentElement.scrollWidth > window.innerWidth
  ? [...document.querySelectorAll('main *')]
    .filter(element => element.getBoundingClientRect().right > window.innerWidth + 1)
    .map(element => element.outerHTML.slice(0, 120))
    .concat('the page')
  : []
"""
CUT = """
() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter(element => element.checkVisibility() && element.childElementCount === 0)
  .filter(element => getComputedStyle(element).overflowX !== 'visible')
  .filter(element => element.scrollWidth > element.clientWidth + 1)
  .filter(element => !element.matches('input, img'))
  .map(element => element.outerHTML.slice(0, 120))
"""
# The spacing that WCAG 1.4.12 names; an adopted sheet is none that the pages' policy refuses.
SPACED = """
() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`* {
    line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important;
  } p { margin-bottom: 2em !important }`)
  document.adoptedStyleSheets = [sheet]
}
"""
TWICE = "() => { document.documentElement.style.fontSize = '200%' }"
LANDMARKS = ("header", "main", "footer")


def gathered(screens, page, question, *more):
    """Answers that are not empty, by name of the screen."""
    answers = {name: page.evaluate(question, *more) for name in screens}
    assert len(answers) > 5
    return {name: answer for name, answer in answers.items() if answer}


def test_each_recipient_page_says_where_one_is(reader, demo):
    reader = reader()
    titles = {}
    for name in recipient_screens(reader, demo):
        page = reader.page
        titles[name] = page.title()
        assert page.locator("h1").count() == 1, name
        assert [page.locator(tag).count() for tag in LANDMARKS] == [1, 1, 1], name
        assert page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0, name
        levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(one => one.tagName[1])")
        assert levels == sorted(levels), name
    assert all(title.endswith(" · Example Works") for title in titles.values()), titles
    alike = {"portal, opened": "portal", "viewer": "document"}
    assert all(titles[name] == titles[other] for name, other in alike.items())
    assert len(set(titles.values())) == len(titles) - len(alike), titles


def test_a_page_names_its_own_language(somebody, demo):
    for language in ("en", "de"):
        page = somebody(locale=language)
        page.goto(f"{demo.site_url}/@@external-share")
        assert page.locator("html").get_attribute("lang") == language


def test_targets_of_recipients_are_large_enough(reader, demo):
    reader = reader()
    small = {}
    for name in recipient_screens(reader, demo):
        found = reader.page.locator(TARGETS).evaluate_all(SMALL, SMALLEST_TARGET)
        small.update({name: found} if found else {})
    assert small == {}


def test_recipient_pages_fit_a_window_of_320_pixels(reader, demo):
    reader = reader(viewport=NARROW)
    assert gathered(recipient_screens(reader, demo), reader.page, TOO_WIDE) == {}


@pytest.mark.parametrize("change", [TWICE, SPACED], ids=["twice as large", "spaced"])
def test_large_or_spaced_text_is_neither_cut_nor_wider_than_the_window(reader, demo, change):
    reader = reader()
    found = {}
    for name in recipient_screens(reader, demo):
        reader.page.evaluate(change)
        lines = reader.page.evaluate(TOO_WIDE) + reader.page.evaluate(CUT)
        found.update({name: lines} if lines else {})
    assert found == {}


def test_pages_inside_plone_fit_a_window_of_320_pixels(somebody, demo, invite, address):
    invite(address)
    sender = Sender(somebody(viewport=NARROW), demo, EDITOR.login, EDITOR.password)
    assert gathered(sender_screens(sender, address), sender.page, TOO_WIDE) == {}
    keeper = Sender(somebody(viewport=NARROW), demo, demo.admin_name, demo.admin_password)
    assert gathered(keeper_screens(keeper), keeper.page, TOO_WIDE) == {}


def test_pages_inside_plone_say_where_one_is(somebody, demo, invite, address):
    invite(address)
    sender = Sender(somebody(), demo, EDITOR.login, EDITOR.password)
    keeper = Sender(somebody(), demo, demo.admin_name, demo.admin_password)
    for person, screens in (
        (sender, sender_screens(sender, address)),
        (keeper, keeper_screens(keeper)),
    ):
        for name in screens:
            heading = person.page.locator("h1")
            assert heading.count() == 1, name
            names = person.page.title().split(" — ")
            assert heading.inner_text() in names, name
            assert names[-1] == "Example Works", name
            assert len(names) > 1, name


def test_where_the_system_chooses_colours_buttons_have_edges_and_the_focus_a_ring(
    reader, somebody, demo
):
    reader = reader(forced_colors="active")
    page = reader.page
    reader.arrive()
    for name in ("Your e-mail address", "Send me a code"):
        page.keyboard.press("Tab")
        drawn = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, s.borderTopStyle, s.outlineWidth] }"
        )
        assert drawn == ["solid", "solid", "3px"], name
    inside = Sender(somebody(forced_colors="active"), demo, EDITOR.login, EDITOR.password).page
    inside.goto(f"{demo.site_url}/{PROCEDURE}/@@external-sharing")
    recipients = inside.get_by_role("textbox", name="Recipients")
    recipients.focus()
    assert recipients.evaluate("field => getComputedStyle(field).outlineStyle") == "solid"
