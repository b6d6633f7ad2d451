"""What Zope and plone.restapi would fail on before a service is asked (T81)."""

from pathlib import Path

import collective.externalshare.restapi
import pytest
import re


QUERIES = ("limit:int=abc", "x:json={", "status:list=active", "q.x:record=1", "limit%3Aint=abc")


@pytest.mark.parametrize("query", QUERIES)
def test_names_that_choose_types_are_refused(site, admin, shared, query):
    for address in (site.shares, shared["@id"]):
        answer = admin.get(f"{address}?{query}")
        assert answer.status_code == 400
        assert "must not contain a colon" in answer.json()["message"]


def test_a_multipart_body_without_boundary_is_refused(site, admin, document):
    headers = {"Content-Type": "multipart/form-data"}
    answer = admin.post(site.of(document), data=b"--x", headers=headers)
    assert answer.status_code == 400
    assert len(site.store.shares) == 0


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 50_000, b'{"link_base": "'])
def test_settings_that_are_nested_deeply_are_refused(site, admin, body):
    address = f"{site.portal.absolute_url()}/@controlpanels/external-sharing"
    answer = admin.patch(address, data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


@pytest.mark.parametrize("value", ["%FF", "%ED%A0%80", "[" * 20_000, '{"reason": "planted"}'])
@pytest.mark.parametrize("declared", ["application/json", "text/plain"])
def test_a_parameter_is_no_body_whatever_its_name(site, admin, shared, value, declared):
    headers = {"Content-Type": declared}
    listed = admin.get(f"{site.shares}?BODY={value}", headers=headers)
    assert (listed.status_code, "“BODY” is unknown" in listed.json()["message"]) == (400, True)
    assert admin.get(f"{shared['@id']}?BODY={value}", headers=headers).status_code == 200
    assert admin.delete(f"{shared['@id']}?BODY={value}", headers=headers).status_code == 204
    assert site.stored(shared).revocation.reason == ""


@pytest.mark.parametrize("given", ["Basic =", "Basic AAAA", "Basic %", "Basic 77-9", "Basic", "x"])
def test_a_log_in_that_is_none_is_nobodys(site, client, shared, given):
    nobody = client(None)
    nobody.headers["Authorization"] = given
    for address in (site.shares, shared["@id"], f"{site.url}/@controlpanels/external-sharing"):
        assert nobody.get(address).status_code == 401


def test_housekeeping_is_guarded_as_all_the_rest(site, admin, client):
    address = f"{site.url}/@external-share-housekeeping"
    assert admin.post(f"{address}?limit:int=abc", json={}).status_code == 400
    deep = {"Content-Type": "application/json"}
    assert admin.post(address, data=b"[" * 100_000, headers=deep).status_code == 400
    multipart = {"Content-Type": "multipart/form-data"}
    assert admin.post(address, data=b"--x", headers=multipart).status_code == 400
    nobody = client(None)
    nobody.headers["Authorization"] = "Basic AAAA"
    assert nobody.post(address, json={}).status_code == 401


def test_no_service_is_left_out(site, admin):
    declared = Path(collective.externalshare.restapi.__file__).parent.rglob("configure.zcml")
    text = "".join(path.read_text() for path in declared)
    names = set(re.findall(r'name="(@external-[^"]+)"', text))
    assert len(names) == 8
    for name in sorted(names):
        answer = admin.get(f"{site.url}/{name}?limit:int=abc")
        assert answer.status_code != 500, name
        answer = admin.post(f"{site.url}/{name}?limit:int=abc", json={})
        assert answer.status_code in (400, 404, 405), name
