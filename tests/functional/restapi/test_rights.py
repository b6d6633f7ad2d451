"""Who may do what: every role, every endpoint, own and somebody else's share (T69).

The table is generated: each person tries everything, and the answer must be
the one that the rights of the roles give.
"""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.terms import make_terms
from plone import api
from tests.common.content import a_document
from tests.functional.restapi.people import PEOPLE

import pytest
import transaction


# Who has *Share externally* and *View external shares* on every document by role.
SHARERS = ("editor", "reviewer", "site-administrator", "manager", "owner")
MANAGERS = ("site-administrator", "manager")
LOG_READERS = ("auditor", *MANAGERS)
EVERYBODY = (None, *PEOPLE, "owner")
JO = {"recipients": [{"email": "jo@supplier.example.org"}]}


@pytest.fixture
def people_and_document(site, document):
    """The people, and an owner of the one document."""
    api.user.create(email="owner@example.org", username="owner", password="a long example password")
    api.user.grant_roles(username="owner", obj=document, roles=["Owner"])
    transaction.commit()
    return document


def share_of(site, document, sender):
    """A share sent by a person, whatever their rights are today."""
    transaction.begin()
    ports = ports_for(site.portal)
    order = Order(
        [Document(document)],
        [parse_line("jo@supplier.example.org")],
        make_terms(ports),
        Sender(sender),
    )
    made = Distribute(ports)(order)
    transaction.commit()
    return made.share_ids[0]


def on_share(login, own):
    """Expected status of reading and of changing a share of the one document."""
    if login is None:
        return 401, 401
    if own or login in SHARERS:
        return 200, 200
    # Auditors read, and are told that they may not change.
    return (200, 403) if login in LOG_READERS else (404, 404)


def test_every_role_at_every_endpoint_of_a_share(site, client, people_and_document, subtests):
    for login in EVERYBODY:
        for own in (True, False):
            sender = (login if own else "somebody-else") or "nobody"
            share = f"{site.shares}/{share_of(site, people_and_document, sender)}"
            read, change = on_share(login, own and login is not None)
            no_content = 204 if change == 200 else change
            tries = (
                ("GET", share, None, read),
                ("GET", f"{share}/events", None, read),
                ("PATCH", share, {"access": "download"}, change),
                ("POST", f"{share}/resend", {}, no_content),
                ("POST", f"{share}/link", {}, change),
                ("DELETE", share, {"reason": "x"}, no_content),
            )
            for method, url, body, expected in tries:
                with subtests.test(f"{login} {method} {'own' if own else 'foreign'} {url[-12:]}"):
                    answer = client(login).request(method, url, json=body)
                    assert answer.status_code == expected, answer.text
            stored = site.store.shares[share.rpartition("/")[2]]
            assert (stored.revocation is not None) == (change == 200)
            assert (stored.terms.access == "download") == (change == 200)


def test_every_role_at_the_lists_and_at_sharing(site, client, people_and_document, subtests):
    uid = api.content.get_uuid(people_and_document)
    for login in EVERYBODY:
        sharing = 401 if login is None else 201 if login in SHARERS else 403
        tries = (
            ("GET", site.of(people_and_document), None, 200 if sharing == 201 else sharing),
            ("POST", site.of(people_and_document), JO, sharing),
            ("GET", site.shares, None, 401 if login is None else 200),
            ("POST", site.shares, {**JO, "documents": [uid]}, sharing),
        )
        before = len(site.store.shares)
        for method, url, body, expected in tries:
            with subtests.test(f"{login} {method} {url}"):
                answer = client(login).request(method, url, json=body)
                assert answer.status_code == expected, answer.text
        assert len(site.store.shares) == before + (2 if sharing == 201 else 0)


def test_the_list_of_the_site_shows_all_to_managers_and_to_others_their_own(
    site, client, people_and_document
):
    mine = {login: share_of(site, people_and_document, login) for login in ("editor", "member")}
    for login in LOG_READERS:
        shown = client(login).get(site.shares).json()["items"]
        assert {one["id"] for one in shown} == set(mine.values())
    for login, share in mine.items():
        assert [one["id"] for one in client(login).get(site.shares).json()["items"]] == [share]
        own = client(login).get(f"{site.shares}?sender={login}").json()["items"]
        assert [one["id"] for one in own] == [share]
        others = client(login).get(f"{site.shares}?sender=somebody-else").json()
        assert (others["items"], others["items_total"]) == ([], 0)
    assert client("editor").get(f"{site.shares}?sender=member").json()["items"] == []
    assert client("reader").get(site.shares).json()["items"] == []


def test_who_may_view_and_not_share_is_told_so_when_changing(site, client, people_and_document):
    transaction.begin()
    permission = "collective.externalshare: View external shares"
    site.portal.manage_permission(permission, ["Reader"], acquire=1)
    transaction.commit()
    share = f"{site.shares}/{share_of(site, people_and_document, 'somebody-else')}"
    reader = client("reader")
    assert reader.get(share).status_code == 200
    assert reader.get(site.of(people_and_document)).status_code == 200
    for method, url in (
        ("PATCH", share),
        ("DELETE", share),
        ("POST", f"{share}/resend"),
        ("POST", f"{share}/link"),
    ):
        answer = reader.request(method, url, json={})
        assert (answer.status_code, answer.json()["type"]) == (403, "Forbidden"), url


def test_a_foreign_share_answers_like_an_unknown_one(site, client, people_and_document):
    foreign = f"{site.shares}/{share_of(site, people_and_document, 'somebody-else')}"
    unknown = f"{site.shares}/{'0' * 32}"
    answers = [client("member").get(url) for url in (foreign, unknown)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()


def test_when_the_document_is_gone_its_sender_and_managers_are_left(
    site, client, people_and_document
):
    share = f"{site.shares}/{share_of(site, people_and_document, 'member')}"
    transaction.begin()
    api.content.delete(people_and_document)
    transaction.commit()
    expected = {"member": 200, "manager": 200, "editor": 404, "owner": 404, None: 401}
    assert {login: client(login).get(share).status_code for login in expected} == expected


def test_sharing_several_needs_the_right_on_each(site, client, people_and_document):
    second = a_document(site.portal)
    transaction.commit()
    uids = [api.content.get_uuid(one) for one in (people_and_document, second)]
    body = {**JO, "documents": uids}
    assert client("owner").post(site.shares, json=body).status_code == 403
    assert len(site.store.shares) == 0
    assert client("editor").post(site.shares, json=body).status_code == 201


def test_the_audit_is_for_those_who_view_the_access_log(site, client, people_and_document):
    share_of(site, people_and_document, "editor")
    for login in EVERYBODY:
        expected = 401 if login is None else 200 if login in LOG_READERS else 403
        assert client(login).get(f"{site.shares}/audit").status_code == expected, login


def test_contact_data_is_for_those_who_read_the_access_log(site, client, people_and_document):
    owner = client("owner")
    made = owner.post(site.of(people_and_document), json=JO).json()["items"][0]
    for login in SHARERS:
        items = client(login).get(f"{made['@id']}/events").json()["items"]
        assert items[0]["recipient"] == {"email": "jo@supplier.example.org"}
        assert ("ip" in items[0]) == ("user_agent" in items[0]) == (login in LOG_READERS), login


def test_a_logged_in_browser_cannot_be_made_to_write_by_another_site(site, client, shared):
    # What a form of another site can send: no JSON, but the visitor's log-in.
    admin = client("site-administrator")
    for declared in ("text/plain", "application/x-www-form-urlencoded"):
        answer = admin.post(f"{shared['@id']}/link", headers={"Content-Type": declared}, data="{}")
        assert answer.status_code == 400
    assert "link.shown" not in site.actions(shared)
