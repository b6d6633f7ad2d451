"""A limit of downloads as its reader meets it."""

from datetime import timedelta
from tests.functional.recipient.reader import Reader

import pytest


DAY = timedelta(days=1)


@pytest.fixture
def limited(site, sharing):
    return sharing.share(limit=2)


@pytest.fixture
def taker(site, sharing, limited):
    reader = Reader(site.absolute_url(), limited.token)
    reader.enter(sharing)
    return reader


def test_the_page_says_how_many_are_left_and_takes_the_button_away_at_none(taker, limited, clock):
    page = f"d/{limited.id}"
    assert "2 of 2 left" in taker.get(page).text
    form = taker.form(page, "/download")
    for left in ("1 of 2 left", "None of 2 left; you can still view the document."):
        assert taker.get(taker.fetch(limited)).status_code == 200
        assert left in taker.get(page).text
        clock.pass_time(minutes=11)
    assert "/download" not in taker.get(page).text
    assert taker.get(taker.fetch(limited, "open")).status_code == 200
    spent = taker.post(f"{page}/download", form)
    assert (spent.status_code, spent.text) == (404, taker.get("d/" + "0" * 32).text)


def test_a_link_leads_nowhere_before_the_share_begins(site, sharing, clock):
    share = sharing.share(starts=clock.now() + DAY)
    reader = Reader(site.absolute_url(), share.token)
    assert reader.get(share.token).status_code == 404
    clock.pass_time(days=1)
    assert reader.get(share.token).status_code == 200
