"""The tab Lists, for those who manage."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Actor
from collective.externalshare.services.recipient_lists import RecipientLists
from tests.functional.admin.conftest import PANEL

import pytest
import transaction


LISTS = f"{PANEL}-lists"
LINES = "Jo Meyer <jo@example.org>, Meyer Tools\nkim@example.org"


@pytest.fixture
def of_sender(ports):
    """The id of a list that a sender keeps."""
    actor = Actor("user", "editor")
    made = RecipientLists(ports()).make("editor", "Mine", [Addressee("li@example.org")], actor)
    transaction.commit()
    return made.id


def test_a_list_for_everybody_is_made_and_shown(steward, ports):
    assert "There is no list yet." in steward.get(LISTS).text
    assert steward.get(f"{LISTS}/new").status_code == 200
    answer = steward.submit(f"{LISTS}/new", name="Suppliers", recipients=LINES, save="1")
    assert answer.status_code == 303
    (made,) = RecipientLists(ports()).all()
    assert (made.owner, made.name) == ("", "Suppliers")
    assert made.members[0] == Addressee("jo@example.org", "Jo Meyer", "Meyer Tools")
    page = steward.get(LISTS).text
    assert "For everybody who shares" in page
    page = steward.get(f"{LISTS}/{made.id}").text
    assert "Jo Meyer &lt;jo@example.org&gt;, Meyer Tools\nkim@example.org</textarea>" in (
        page.replace("\r\n", "\n").replace("&#13;", "")
    )
    assert "Jo Meyer" in page


def test_lists_of_senders_are_kept_here_too(steward, ports, of_sender):
    assert ">editor<" in steward.get(LISTS).text
    answer = steward.submit(f"{LISTS}/{of_sender}", name="Theirs", recipients=LINES, save="1")
    assert answer.status_code == 303
    made = ports().store.recipient_list(of_sender)
    assert (made.owner, made.name, len(made.members)) == ("editor", "Theirs", 2)
    assert steward.submit(f"{LISTS}/{of_sender}", delete="1").status_code == 303
    assert RecipientLists(ports()).all() == []


def test_what_was_typed_stays_where_it_was_refused(steward, ports):
    answer = steward.submit(f"{LISTS}/new", name="", recipients="nobody\n", save="1")
    assert answer.status_code == 400
    assert "Line 1 is not a recipient: “nobody”." in answer.text
    assert "nobody</textarea>" in answer.text
    answer = steward.submit(f"{LISTS}/new", name="jo@example.org", recipients=LINES, save="1")
    assert "must hold no mail address" in answer.text
    assert RecipientLists(ports()).all() == []


def test_a_file_is_read_into_the_field_and_nothing_is_kept(steward, ports):
    table = b"address;name;language\njo@example.org;Jo;de\n"
    token = {"_authenticator": steward.token(), "name": "New", "recipients": "li@example.org"}
    url = f"{steward.base}/{LISTS}/new"
    file = {"table": ("people.csv", table, "text/csv")}
    page = steward.http.post(url, data={**token, "read": "1"}, files=file)
    assert "Recipients read from the file: 1." in page.text
    for words in ("jo@example.org", "li@example.org", "de"):
        assert words in page.text
    answer = steward.http.post(url, data={**token, "read": "1"})
    assert (answer.status_code, "Choose a file first" in answer.text) == (400, True)
    assert RecipientLists(ports()).all() == []


def test_others_than_those_who_manage_see_and_keep_nothing(visitor, ports, of_sender):
    for login in ("editor", "member", "auditor"):
        assert visitor(login).get(LISTS).status_code in (302, 401, 403)
        answer = visitor(login).post(f"{LISTS}/{of_sender}", delete="1")
        assert answer.status_code in (302, 401, 403)
    assert ports().store.recipient_list(of_sender)


@pytest.mark.parametrize("path", ["nothing", "new/deeper", "%20"])
def test_what_is_no_list_is_not_found(steward, path):
    assert steward.get(f"{LISTS}/{path}").status_code == 404


def test_without_a_token_nothing_is_kept_or_deleted(steward, ports, of_sender):
    assert steward.post(f"{LISTS}/{of_sender}", delete="1").status_code == 403
    answer = steward.post(f"{LISTS}/new", name="New", recipients=LINES, save="1")
    assert answer.status_code == 403
    assert len(RecipientLists(ports()).all()) == 1


def test_what_was_never_kept_is_not_said_to_be_deleted(steward):
    page = steward.submit(f"{LISTS}/new", name="New", recipients=LINES, delete="1")
    assert page.status_code == 404
    assert "The list is deleted" not in steward.get(LISTS).text
