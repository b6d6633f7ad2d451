"""POST <site>/@external-shares/hand-over: by whom, of what, to whom."""

from plone import api

import pytest
import transaction


@pytest.fixture
def url(site):
    return f"{site.shares}/hand-over"


@pytest.fixture
def colleague(document):
    """The reader of the site may share the document from now on."""
    api.user.grant_roles(username="reader", roles=["Editor"], obj=document)
    transaction.commit()


def owner(site, shared):
    return site.store.shares[shared["id"]].sender_id


def test_who_manages_hands_over_shares_or_everything_of_somebody(
    site, admin, shared, url, colleague
):
    before = owner(site, shared)
    answer = admin.post(url, json={"to": "reader", "shares": [shared["id"]]})
    assert (answer.status_code, answer.json()) == (200, {"handed_over": 1, "left": 0})
    assert owner(site, shared) == "reader"
    found = admin.get(shared["@id"]).json()
    assert found["sender"]["id"] == "reader"
    assert found["shared_by"]["id"] == before
    answer = admin.post(url, json={"from": "reader", "to": before})
    assert answer.json() == {"handed_over": 1, "left": 0}
    assert owner(site, shared) == before


def test_a_sender_hands_over_their_own_and_no_more(site, client, document, shared, url, colleague):
    editor = client("editor")
    body = {"recipients": [{"email": "kim@other.example.org"}]}
    api.user.grant_roles(username="editor", roles=["Editor"], obj=document)
    transaction.commit()
    made = editor.post(site.of(document), json=body).json()["items"][0]
    assert editor.post(url, json={"to": "reader", "shares": [shared["id"]]}).status_code == 404
    assert editor.post(url, json={"to": "reader", "from": owner(site, shared)}).status_code == 403
    answer = editor.post(url, json={"to": "reader", "from": "editor"})
    assert answer.json()["handed_over"] == 1
    assert owner(site, made) == "reader"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"shares": []}, "The key “to” is missing."),
        ({"to": "reader"}, "Give either “from”"),
        ({"to": "reader", "from": "x", "shares": []}, "Give either “from”"),
        ({"to": "reader", "shares": []}, "Select at least one share"),
        ({"to": "reader", "from": "nobody"}, "Select at least one share"),
        ({"to": 5, "shares": []}, "must be text"),
        ({"to": "reader", "shares": "all"}, "must be a list"),
        ({"to": "reader", "share": []}, "is unknown here"),
    ],
)
def test_what_is_asked_wrongly_is_a_400_with_a_sentence(admin, shared, url, body, words):
    answer = admin.post(url, json=body)
    assert answer.status_code == 400
    assert words in answer.json()["message"]


@pytest.mark.parametrize(
    ("to", "words"),
    [("nobody", "There is no account of this name."), ("reader", "may not share externally")],
)
def test_to_whom_it_cannot_go_is_said(site, admin, shared, url, to, words):
    before = owner(site, shared)
    answer = admin.post(url, json={"to": to, "shares": [shared["id"]]})
    assert answer.status_code == 400
    assert words in answer.json()["message"]
    assert owner(site, shared) == before


def test_who_is_not_logged_in_is_asked_to(client, shared, url):
    assert client(None).post(url, json={"to": "reader", "shares": []}).status_code == 401
