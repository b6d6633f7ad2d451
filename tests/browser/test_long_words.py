"""Titles of one long word, as German makes them, widen no page of the sender."""

from collective.externalshare.demo.people import EDITOR
from collective.externalshare.demo.places import PUBLISHED
from tests.browser.test_viewer import slides
from tests.browser.test_walk import no_sideways_scrolling

import pytest
import requests


TITLE = "Donaudampfschifffahrtsgesellschaftskapitänsmützenqualitätssicherungsdokumentation"


@pytest.mark.parametrize("view", ["external-sharing", "external-shares", "external-sharing-many"])
def test_a_long_word_widens_no_page(sender, demo, upload, view):
    path = upload(TITLE, slides(1))
    page = f"{demo.site_url}/{path}"
    if view.endswith("many"):
        found = requests.get(
            page, auth=(EDITOR.login, EDITOR.password), headers={"Accept": "application/json"}
        )
        page = f"{demo.site_url}/{PUBLISHED}/@@{view}?uids={found.json()['UID']}"
    else:
        page = f"{page}/@@{view}"
    sender.page.goto(page)
    assert TITLE in sender.page.locator("#content").inner_text()
    assert no_sideways_scrolling(sender.page)
