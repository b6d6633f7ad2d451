"""T02, T03: names that mean something to Zope, below each spelling of the view."""

from tests.functional.recipient.headers import wears_headers
from tests.functional.recipient.test_methods import ROUTES

import pytest
import requests


SPELLINGS = ("@@external-share", "++view++external-share", "external-share")
TRICKS = (
    "@@x",
    "@@plone",
    "@@absolute_url",
    "@@external-share",
    "@@plone_portal_state/portal_url",
    "++resource++collective.externalshare",
    "++theme++barceloneta",
    "++api++",
    "++view++external-share",
    "manage_main",
    "index_html",
    "publishTraverse",
    "__call__",
    "request",
    "{token}/@@download",
    "{token}/@@images/x",
    "{token}/++api++",
    "{token}/code/@@view",
)
# Zope itself answers these below a name that may be somebody's page.
ZOPES = ("REQUEST", "aq_self", "..", "{token}/..", "{token}/REQUEST")


def as_written(reader, path, method="GET"):
    """An answer to exactly this path: the client mends dots and slashes otherwise."""
    headers = {**reader.http.headers, "Sec-Fetch-Site": "same-origin"}
    asked = requests.Request(method, reader.base, headers=headers).prepare()
    asked.url = f"{reader.base}/{path}"
    with requests.Session() as client:
        return client.send(asked, allow_redirects=False, timeout=60)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_name_below_us_is_looked_up(reader, sharing, spelling):
    before, expected = sharing.last_write(), reader.get("none").content
    for name in TRICKS:
        answer = as_written(reader, f"{spelling}/{name.format(token=reader.token)}")
        assert (name, answer.status_code, answer.content) == (name, 404, expected)
        assert wears_headers(answer)
    assert sharing.last_write() == before


@pytest.mark.parametrize("spelling", SPELLINGS[:2])
def test_names_that_zope_answers_itself_end_with_our_page(reader, spelling):
    expected = reader.get("none").content
    for name in ZOPES:
        path = f"{spelling}/{name.format(token=reader.token)}"
        get, post = as_written(reader, path), as_written(reader, path, "POST")
        assert (name, get.status_code, post.status_code) == (name, 404, 405)
        assert get.content == expected
        assert wears_headers(get)
        assert wears_headers(post)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_slashes_and_dots_that_say_nothing_change_nothing(reader, share, spelling):
    expected = reader.get(share.token).content
    for path in ("{token}", "/{token}", "./{token}", "{token}/", "{token}//"):
        answer = as_written(reader, f"{spelling}/{path.format(token=share.token)}")
        assert (path, answer.status_code, answer.content) == (path, 200, expected)


@pytest.mark.parametrize("route", [route for route in ROUTES if route])
def test_t81_no_spelling_of_a_route_lets_a_form_choose_types(reader, share, route):
    path = route.format(token=share.token, share=share.id)
    method = ROUTES[route].partition(",")[0]
    # Under the bare name, plain words may be somebody's pages: nothing is refused there.
    for spelling in SPELLINGS if "{" in route else SPELLINGS[:2]:
        for idle in ("", "/", ".//./"):
            written = f"{spelling}/{idle}{path}"
            answer = as_written(reader, f"{written}?code:int=abc", method)
            assert (written, answer.status_code) == (written, 400)
            assert wears_headers(answer)
