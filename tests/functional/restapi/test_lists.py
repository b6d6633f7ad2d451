"""`list` in the body of a sharing: everybody who is in it at that moment."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Actor
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.recipient_lists import EVERYBODY
from collective.externalshare.services.recipient_lists import RecipientLists

import pytest
import transaction


JO, KIM = Addressee("jo@example.org", "Jo", "Meyer"), Addressee("kim@example.org", "Kim")


@pytest.fixture
def lists(site):
    """One of everybody's, one of the editor's, one of somebody else's."""
    made = RecipientLists(ports_for(site.portal))
    for owner, name in ((EVERYBODY, "Suppliers"), ("editor", "Mine"), ("manager", "Theirs")):
        made.make(owner, name, [JO, KIM], Actor("user", owner))
    transaction.commit()


def addresses(answer):
    return [one["recipient"]["email"] for one in answer.json()["items"]]


def test_a_list_stands_for_who_is_in_it(site, client, document, lists):
    editor = client("editor")
    for name in ("suppliers", "Mine"):
        answer = editor.post(site.of(document), json={"list": name})
        assert answer.status_code == 201, answer.text
        assert sorted(addresses(answer)) == ["jo@example.org", "kim@example.org"]
    body = {"list": "Mine", "recipients": [{"email": "Kim@example.org", "name": "Kim Vos"}]}
    answer = editor.post(site.of(document), json=body)
    assert sorted(addresses(answer)) == ["jo@example.org", "kim@example.org"]
    names = {one["recipient"].get("name") for one in answer.json()["items"]}
    assert names == {"Jo", "Kim Vos"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"list": "Theirs"}, "There is no list called “Theirs” that you may send to."),
        ({"list": "Nothing"}, "There is no list called “Nothing”"),
        ({"list": ""}, "There is no list called “”"),
        ({"list": 7}, "The value of “list” must be text."),
        ({}, "The key “recipients” is missing."),
    ],
)
def test_a_list_of_somebody_else_is_like_none(site, client, document, lists, body, words):
    answer = client("editor").post(site.of(document), json=body)
    assert (answer.status_code, words in answer.json()["message"]) == (400, True)


def test_who_is_blocked_in_a_list_stops_all_of_it(site, client, admin, document, lists):
    editor = client("editor")
    editor.post(site.of(document), json={"list": "Mine"})
    url = f"{site.url}/@external-recipients"
    (kim,) = [one for one in admin.get(url).json()["items"] if one["email"] == KIM.address]
    assert admin.patch(kim["@id"], json={"blocked": True, "reason": "Left"}).status_code == 200
    answer = editor.post(site.of(document), json={"list": "Mine"})
    assert (answer.status_code, "kim@example.org is blocked" in answer.json()["message"]) == (
        400,
        True,
    )
