"""`@external-share-lists`: made, read, changed and deleted by those whose they are."""

from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.recipient_lists import RecipientLists

import pytest
import transaction


JO = {"email": "Jo@example.org", "name": "Jo Meyer", "organisation": "Meyer", "language": "de"}
KIM = {"email": "kim@example.org"}


@pytest.fixture
def url(site):
    return f"{site.url}/@external-share-lists"


def kept(site):
    transaction.begin()
    return [one.name for one in RecipientLists(ports_for(site.portal)).all()]


def test_a_list_lives_from_post_to_delete(site, client, url):
    editor = client("editor")
    answer = editor.post(url, json={"name": "Suppliers", "recipients": [JO, KIM, KIM]})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert answer.headers["Location"] == made["@id"]
    assert made["recipients"] == [{**JO, "email": "jo@example.org"}, KIM]
    assert (made["owner"], made["everybody"]) == ("editor", False)
    assert editor.get(made["@id"]).json() == made
    (listed,) = editor.get(url).json()["items"]
    assert listed == {key: value for key, value in made.items() if key != "recipients"}
    changed = editor.patch(made["@id"], json={"name": "Makers"}).json()
    assert (changed["name"], changed["recipients_total"]) == ("Makers", 2)
    changed = editor.patch(made["@id"], json={"recipients": [KIM]}).json()
    assert changed["recipients"] == [KIM]
    assert editor.delete(made["@id"]).status_code == 204
    assert editor.get(made["@id"]).status_code == 404
    assert kept(site) == []


def test_lists_of_others_are_not_there(site, client, url):
    made = client("editor").post(url, json={"name": "Mine", "recipients": [KIM]}).json()
    member = client("member")
    assert member.get(url).json()["items"] == []
    assert member.get(made["@id"]).status_code == 404
    assert member.patch(made["@id"], json={"name": "Theirs"}).status_code == 404
    assert member.delete(made["@id"]).status_code == 404
    assert client(None).get(url).status_code == 401
    body = {"name": "All", "recipients": [KIM], "everybody": True}
    assert client("editor").post(url, json=body).status_code == 403
    admin = client("site-administrator")
    assert admin.post(url, json=body).json()["everybody"] is True
    assert [one["name"] for one in admin.get(url).json()["items"]] == ["All", "Mine"]
    assert [one["name"] for one in client("editor").get(url).json()["items"]] == ["Mine"]


WRONG = [
    ({}, "The key “name” is missing."),
    ({"name": "New"}, "The key “recipients” is missing."),
    ({"name": "New", "recipients": []}, "Name at least one recipient."),
    ({"name": "", "recipients": [KIM]}, "Give the list a name."),
    ({"name": "New", "recipients": [{"email": "x"}]}, "no usable mail address"),
    ({"name": "a@example.org", "recipients": [KIM]}, "must hold no mail address"),
    ({"name": "New", "recipients": [KIM], "owner": "editor"}, "The key “owner” is unknown"),
    ({"name": "New", "recipients": [KIM], "everybody": 1}, "must be true or false"),
    ({"name": "New", "recipients": [{**KIM, "language": "xx"}]}, "language"),
]


@pytest.mark.parametrize(("body", "words"), WRONG)
def test_what_is_no_list_is_refused(site, client, url, body, words):
    answer = client("editor").post(url, json=body)
    assert (answer.status_code, words in answer.json()["message"]) == (400, True), answer.text
    assert kept(site) == []


def test_without_a_readable_key_nothing_is_kept(site, client, url, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key at all")
    answer = client("editor").post(url, json={"name": "New", "recipients": [KIM]})
    assert answer.status_code == 503
    assert kept(site) == []
