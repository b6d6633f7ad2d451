"""T81: forms that try to be something else."""

from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests.functional.recipient.headers import wears_headers

import pytest
import transaction


BAD = {
    "a type in a name": "code:int=1",
    "a bad type in a name": "code:int=abc",
    "a list": "code:list=1",
    "a record": "code.x:record=1",
    "a method": "manage_main:method=1",
    "the same name twice": "code=1&code=2",
    "two thousand fields": "&".join(f"f{place}=1" for place in range(2000)),
    "twenty-one fields": "&".join(f"f{place}=1" for place in range(21)),
    "no UTF-8": "code=%ff%fe",
    "a name that is no UTF-8": "%ff=1",
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
@pytest.mark.parametrize(
    "prefix",
    ["@@external-share", "external-share", "++view++external-share", "++api++/@@external-share"],
)
def test_t81_a_form_that_chooses_types_is_400(reader, sharing, share, body, prefix):
    reader.ask()
    before = sharing.last_write()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for path in (f"{share.token}/code", f"{share.token}/email"):
        url = f"{reader.base}/{prefix}/{path}"
        answer = reader.post(url, body, headers=headers)
        assert answer.status_code == 400
        assert wears_headers(answer)
        by_query = reader.post(f"{url}?{body}" if len(body) < 2000 else url, body, headers=headers)
        assert by_query.status_code == 400
    assert sharing.last_write() == before


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_t81_an_address_that_chooses_types_is_400(reader, share, body):
    answer = reader.get(f"{share.token}?{body}")
    assert answer.status_code == 400
    assert wears_headers(answer)


def test_t81_one_value_in_the_query_and_one_in_the_form_are_two(reader, share):
    answer = reader.post(f"{share.token}/email?email=a@example.org", {"email": "b@example.org"})
    assert answer.status_code == 400
    # Not the page that asks for an address: nobody looked which of the two it might be.
    assert "could not be understood" in answer.text


def test_t81_two_megabytes_are_413(reader, sharing, share):
    before = sharing.last_write()
    answer = reader.post(f"{share.token}/email", {"email": "x" * 2_000_000})
    assert answer.status_code == 413
    assert wears_headers(answer)
    assert sharing.last_write() == before


def test_t81_a_multipart_body_without_boundary_is_400_and_with_one_415(reader, share):
    path = f"{share.token}/email"
    bare = reader.post(path, "x", headers={"Content-Type": "multipart/form-data"})
    whole = reader.post(path, None, files={"email": ("a.txt", b"x")})
    assert (bare.status_code, whole.status_code) == (400, 415)
    assert wears_headers(bare)


@pytest.mark.parametrize(
    "body", ['{"code":["1"]}', "null", "1e999", "[" * 10_000], ids=["list", "null", "big", "deep"]
)
def test_t81_json_is_415(reader, share, body):
    answer = reader.post(f"{share.token}/code", body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "charset",
    [
        "utf-7",
        "UTF-16",
        "latin-1",
        "unicode_escape",
        "idna",
        "nonsense",
        "rot13",
        "",
        "utf-8; charset=utf-7",
        '"utf-7"',
    ],
)
@pytest.mark.parametrize("body", ["email=jo%40example.org", "%2BADo-method=leave", "a=%ff"])
def test_t81_a_form_in_another_charset_is_400(reader, sharing, share, charset, body):
    """Zope takes names in it for others than the guard saw, or fails by itself."""
    before = sharing.last_write()
    headers = {"Content-Type": f"application/x-www-form-urlencoded; charset={charset}"}
    answer = reader.post(f"{share.token}/email", body, headers=headers)
    assert answer.status_code == 400
    assert wears_headers(answer)
    assert sharing.last_write() == before


@pytest.mark.parametrize("charset", ["utf-8", '"UTF-8"', "utf8", "UTF-8; x=y"])
def test_a_form_that_says_utf_8_is_read(reader, share, charset):
    headers = {"Content-Type": f"application/x-www-form-urlencoded; charset={charset}"}
    answer = reader.post(f"{share.token}/email", "email=jo%40example.org", headers=headers)
    assert answer.status_code == 303


def test_the_pages_of_senders_are_not_guarded(site, reader):
    answer = reader.get(f"{reader.base}/@@external-shares?form.widgets.x:list=1")
    assert answer.status_code != 400


def test_pages_below_one_called_external_share_are_left_alone(site, reader):
    folder = api.content.create(site, "Folder", id="external-share", title="Sharing")
    page = api.content.create(folder, "Document", id="about", title="About us, for us")
    transaction.commit()
    colleague = {"auth": (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)}
    files = {"form.widgets.title": (None, "x"), "a:list": (None, "y")}
    for url in (page.absolute_url(), f"{page.absolute_url()}/@@document_view"):
        assert reader.get(url).status_code in (302, 401)
        assert "About us, for us" in reader.get(url, **colleague).text
        assert "About us, for us" in reader.post(url, files=files, **colleague).text


def test_a_page_called_external_share_is_left_alone(site, reader, share):
    api.content.transition(
        api.content.create(site, "Document", id="external-share", title="How we share"), "publish"
    )
    transaction.commit()
    fields = {"form.widgets.title:list": "x", "one.two": "y"}
    assert "How we share" in reader.post(f"{reader.base}/external-share", fields).text
    assert "How we share" in reader.get(f"{reader.base}/external-share", params=fields).text
    # Links have the view's mark and are not led astray.
    assert reader.get(share.token).status_code == 200
