"""T11: what protects a share and the share are one act: where the one fails there is no other."""

from plone import api
from tests.functional.sender.conftest import PASSWORD
from tests.functional.sender.conftest import TWO_PEOPLE

import pytest
import requests


BAD = ["short", "sunshine", "x" * 129]


def by_form(document, emma, password):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    emma.press("preview", recipients=TWO_PEOPLE, password=password)
    assert 'name="form.buttons.send"' not in emma.text
    assert "assword" in emma.text
    # Whoever sends the last step at once is told the same.
    values = emma.form("form.buttons.preview").values
    action = emma.form("form.buttons.preview").action
    values = {k: v for k, v in values.items() if not k.startswith("form.buttons.")}
    typed = {
        "form.widgets.recipients": TWO_PEOPLE,
        "form.widgets.password": password,
        "form.buttons.send": "Send",
    }
    emma.answer = emma.session.post(action, {**values, **typed})
    assert not emma.answer.url.endswith("/@@external-shares")


def by_folder(document, emma, password):
    folder = document.__parent__
    uid = api.content.get_uuid(document)
    emma.get(f"{folder.absolute_url()}/@@external-sharing-many?uids={uid}")
    emma.press("preview", recipients=TWO_PEOPLE, password=password)
    assert 'name="form.buttons.send"' not in emma.text


def by_rest(document, emma, password):
    body = {"recipients": [{"email": "jo@example.org"}], "password": password}
    refused(f"{document.absolute_url()}/@external-shares", body)


def by_rest_on_the_site(document, emma, password):
    uids = [api.content.get_uuid(document)]
    body = {"recipients": [{"email": "jo@example.org"}], "documents": uids, "password": password}
    refused(f"{api.portal.get().absolute_url()}/@external-shares", body)


def refused(url, body):
    headers = {"Accept": "application/json"}
    answer = requests.post(url, json=body, auth=("emma", PASSWORD), headers=headers, timeout=60)
    assert answer.status_code == 400
    assert answer.json()["type"] == "BadRequest"
    assert "assword" in answer.json()["message"]


@pytest.mark.parametrize("password", BAD)
@pytest.mark.parametrize("way", [by_form, by_folder, by_rest, by_rest_on_the_site])
def test_t11_with_an_unusable_password_no_way_makes_a_share(document, emma, stored, way, password):
    before = {chain.id: chain.length for chain in stored().chains.values()}
    way(document, emma, password)
    store = stored()
    for name in ("shares", "invitations", "distributions", "recipients", "outbox", "tokens"):
        assert not len(getattr(store, name)), name
    assert {chain.id: chain.length for chain in store.chains.values()} == before
