"""Rules of a folder over HTTP and in their form: set, inherited, refused."""

from collective.externalshare.model.policy import Rules
from plone import api
from tests.functional.restapi.people import PASSWORD
from tests.functional.sender.conftest import Client

import html
import pytest
import transaction


NOTHING = {
    "prohibited": False,
    "maximum_days": None,
    "view_only": False,
    "password": False,
    "allowed": None,
    "denied": [],
    "approval": False,
    "link_only": False,
    "words": [],
    "acknowledge": False,
}


@pytest.fixture
def url(document):
    return f"{document.aq_parent.absolute_url()}/@external-share-policy"


@pytest.fixture
def form(document):
    browser = Client()
    browser.session.auth = ("site-administrator", PASSWORD)
    browser.get(f"{document.aq_parent.absolute_url()}/@@external-sharing-policy")
    return browser


def test_what_is_set_comes_back_and_holds(site, admin, document, url):
    assert admin.get(url).json() == {"@id": url, "own": NOTHING, "effective": NOTHING}
    sent = {"view_only": True, "maximum_days": 7, "allowed": ["Example.org"], "words": ["Internal"]}
    assert admin.patch(url, json=sent).status_code == 204
    own = {**NOTHING, **sent, "allowed": ["example.org"]}
    assert admin.get(url).json()["own"] == own
    assert admin.get(url).json()["effective"] == own
    answer = admin.post(site.of(document), json={"recipients": [{"email": "jo@example.org"}]})
    (share,) = answer.json()["items"]
    assert share["access"] == "view"
    assert admin.patch(url, json={"maximum_days": None, "allowed": None}).status_code == 204
    assert admin.get(url).json()["own"] == {**NOTHING, "view_only": True, "words": ["Internal"]}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"maximum_days": 0}, "from 1 to 3650"),
        ({"denied": ["nowhere"]}, "“nowhere” is neither"),
        ({"words": ["x" * 81]}, "longer than 80"),
        ({"view_only": "yes"}, "must be true or false"),
        ({"viewonly": True}, "is unknown here"),
    ],
)
def test_what_is_wrong_is_a_400_that_says_so(site, admin, url, body, words):
    answer = admin.patch(url, json=body)
    assert (answer.status_code, words in answer.json()["message"]) == (400, True)
    assert not site.store.folder_rules


def test_only_who_configures_may(site, client, url):
    for login, status in ((None, 401), ("editor", 403)):
        assert client(login).get(url).status_code == status
        assert client(login).patch(url, json={"view_only": True}).status_code == status
    root = f"{site.url}/@external-share-policy"
    assert client("manager").get(root).status_code == 404


def test_the_form_keeps_rules_and_the_senders_form_says_them(site, document, form):
    form.press("save", maximum_days="5", denied="Example.com", words="Internal")
    assert "The rules are saved and hold at once." in form.text
    (rules,) = site.store.folder_rules.values()
    denied, words = frozenset({"example.com"}), frozenset({"Internal"})
    assert rules == Rules(maximum_days=5, denied=denied, words=words)
    form.get(f"{document.absolute_url()}/@@external-sharing")
    said = html.unescape(form.text)
    for sentence in ("For at most 5 days.", "Never with: example.com.", "stamp says: Internal."):
        assert sentence in said


def test_nobody_stays_nobody_when_the_form_saves_something_else(site, admin, url, form):
    assert admin.patch(url, json={"allowed": []}).status_code == 204
    form.get(form.answer.url)
    form.press("save", maximum_days="5")
    (rules,) = site.store.folder_rules.values()
    assert rules == Rules(maximum_days=5, prohibited=True)


def test_words_of_the_stamp_are_one_line_on_every_way(site, admin, url, form):
    assert admin.patch(url, json={"words": ["\x07Internal\n  use "]}).status_code == 204
    assert admin.get(url).json()["own"]["words"] == ["Internal use"]
    assert admin.patch(url, json={"words": [" \x07"]}).status_code == 204
    assert admin.get(url).json()["own"]["words"] == []
    form.press("save", words="For\u00a0 \u200b us")
    assert admin.get(url).json()["own"]["words"] == ["For us"]


def test_what_is_wrong_in_the_form_is_said_at_its_field(site, form):
    form.press("save", denied="nowhere")
    assert "“nowhere” is neither a mail address nor a domain" in html.unescape(form.text)
    assert not site.store.folder_rules


def test_what_is_inherited_is_said(document, form):
    folder = document.aq_parent
    form.press("save", maximum_days="5")
    inner = api.content.create(folder, "Folder", title="Inner")
    transaction.commit()
    form.get(f"{inner.absolute_url()}/@@external-sharing-policy")
    assert "For at most 5 days." in form.text
