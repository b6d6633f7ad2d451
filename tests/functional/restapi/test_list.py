"""Lists: filters, pages by cursor, addresses that lead on."""

from datetime import timedelta
from itertools import product
from plone import api
from tests.common.content import a_document

import pytest
import transaction


@pytest.fixture
def three(site, admin, document):
    """Three shares, the newest first: Ann of Acme, Ben of Bolt, Ann of Acme again."""
    second = a_document(site.portal, title="Manual of the press")
    transaction.commit()
    ann = {"email": "ann@acme.example.org", "name": "Ann Archer", "organisation": "Acme"}
    ben = {"email": "ben@bolt.example.org", "name": "Ben Baker", "organisation": "Bolt"}
    made = []
    for target, person in ((document, ann), (second, ben), (second, ann)):
        answer = admin.post(site.of(target), json={"recipients": [person]})
        made.insert(0, answer.json()["items"][0])
        site.clock.pass_time(seconds=1)
    return made


def ids(answer):
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json()["items"]]


def test_the_newest_share_comes_first(site, admin, three):
    answer = admin.get(site.shares)
    assert ids(answer) == [one["id"] for one in three]
    assert answer.json()["items"] == three
    assert answer.json()["@id"] == site.shares
    assert answer.json()["batching"] == {"@id": site.shares}
    assert answer.json()["items_total"] == 3


def test_following_next_shows_everything_once(site, admin, three):
    url, seen = f"{site.shares}?limit=1&status=active", []
    while url:
        answer = admin.get(url)
        assert answer.json()["@id"] == f"{site.shares}?status=active"
        assert answer.json()["batching"]["@id"] == url.replace(
            "limit=1&status=active", "status=active&limit=1"
        )
        seen += ids(answer)
        url = answer.json()["batching"].get("next")
    assert seen == [one["id"] for one in three]


def test_what_changes_between_two_pages_disturbs_neither(site, admin, three, document):
    first = admin.get(f"{site.shares}?limit=1&status=active").json()
    assert [one["id"] for one in first["items"]] == [three[0]["id"]]
    # Of what was seen and of what comes: one ends each, and something new arrives.
    for share in (three[0], three[1]):
        admin.delete(share["@id"])
    admin.post(site.of(document), json={"recipients": [{"email": "kim@other.example.org"}]})
    second = admin.get(first["batching"]["next"]).json()
    assert [one["id"] for one in second["items"]] == [three[2]["id"]]
    assert "next" not in second["batching"]


FILTERS = (
    ("status=active", [0, 1, 2]),
    ("status=revoked", []),
    ("recipient=Ann@Acme.example.org", [0, 2]),
    ("recipient=nobody@acme.example.org", []),
    ("organisation=ACME", [0, 2]),
    ("sender=site-administrator", [0, 1, 2]),
    ("sender=editor", []),
    ("q=press", [0, 1]),
    ("q=press+ann", [0]),
    ("q=SOP-014", [2]),
    ("recipient=ben@bolt.example.org&q=press", [1]),
    ("document=unknown", []),
    ("distribution=unknown", []),
    ("q=!!!", []),
    ("expand=breadcrumbs", [0, 1, 2]),
)


def test_a_filter_narrows_the_list(site, admin, three, subtests):
    for query, places in FILTERS:
        with subtests.test(query):
            assert ids(admin.get(f"{site.shares}?{query}")) == [
                three[place]["id"] for place in places
            ]


def test_document_and_distribution_are_filters(site, admin, three, document):
    uid = api.content.get_uuid(document)
    assert ids(admin.get(f"{site.shares}?document={uid}")) == [three[2]["id"]]
    url = f"{site.shares}?distribution={three[1]['distribution']}"
    assert ids(admin.get(url)) == [three[1]["id"]]


def test_a_document_lists_its_own_shares_with_the_same_filters(site, admin, three, document):
    assert ids(admin.get(site.of(document))) == [three[2]["id"]]
    assert ids(admin.get(f"{site.of(document)}?recipient=ben@bolt.example.org")) == []
    refused = admin.get(f"{site.of(document)}?document=x")
    assert refused.status_code == 400


WRONG = (
    ("status=open", "Status must be one of"),
    ("limit=0", "from 1 to 200"),
    ("limit=201", "from 1 to 200"),
    ("limit=-1", "from 1 to 200"),
    ("limit=ten", "from 1 to 200"),
    ("limit=%D9%A3", "from 1 to 200"),
    ("limit=99999999999999999999", "from 1 to 200"),
    ("limit=", "“limit” is empty"),
    ("status=", "“status” is empty"),
    ("recipient=", "“recipient” is empty"),
    ("sender=%20&status=active", "“sender” is empty"),
    ("q", "“q” is empty"),
    ("cursor=", "“cursor” is empty"),
    ("cursor=x", "cursor"),
    ("cursor=%00", "cursor"),
    ("reciepient=x", "“reciepient” is unknown"),
    ("b_start=10", "“b_start” is unknown"),
    ("status=active&status=revoked", "once"),
)


def test_a_wrong_parameter_is_refused_with_a_sentence(site, admin, document, subtests):
    urls = (site.shares, site.of(document))
    for (query, word), url in product(WRONG, urls):
        with subtests.test(f"{url}?{query}"):
            answer = admin.get(f"{url}?{query}")
            assert answer.status_code == 400, answer.text
            assert set(answer.json()) == {"type", "message"}
            assert word in answer.json()["message"]


def test_odd_values_of_filters_find_nothing_and_break_nothing(site, admin, three):
    for value in ("%00", "%ED%A0%80", "%FF", "a" * 5000, "%F0%9F%98%80", "' OR 1=1", "%2e%2e/"):
        for name in ("document", "recipient", "organisation", "sender", "distribution", "q"):
            answer = admin.get(f"{site.shares}?{name}={value}")
            assert answer.status_code == 200, (name, value)


def test_shares_of_a_deleted_document_stay_and_say_so(site, admin, three):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(api.content.get(UID=three[0]["document"]["UID"]))
    transaction.commit()
    suspended = admin.get(f"{site.shares}?status=suspended").json()["items"]
    assert [one["id"] for one in suspended] == [one["id"] for one in three[:2]]
    for share in suspended:
        assert share["reason"] == "deleted"
        assert share["document"]["title"] == "Manual of the press"
        assert admin.get(share["@id"]).json() == share


def test_pages_refuse_other_methods_and_paths(site, admin, three, document):
    share = three[0]["@id"]
    for method, url in (
        ("GET", f"{share}/link"),
        ("GET", f"{share}/events/1"),
        ("POST", share),
        ("POST", f"{share}/events"),
        ("POST", f"{share}/revoke"),
        ("PATCH", site.shares),
        ("PATCH", f"{share}/events"),
        ("DELETE", site.shares),
        ("DELETE", f"{share}/link"),
        ("GET", f"{site.of(document)}/{three[0]['id']}"),
        ("GET", f"{site.shares}/{'0' * 32}"),
        ("GET", f"{site.shares}/%00"),
    ):
        answer = admin.request(method, url, json={})
        assert answer.status_code == 404, (method, url, answer.text)
    assert ids(admin.get(site.shares)) == [one["id"] for one in three]


def test_a_saved_view_of_the_site_is_asked_for_by_name(site, admin, three):
    url = f"{site.shares}?view=expiring"
    assert ids(admin.get(url)) == []
    newest = three[0]
    soon = site.clock.now() + timedelta(days=3)
    assert admin.patch(newest["@id"], json={"expires": soon.isoformat()}).status_code == 200
    assert ids(admin.get(url)) == [newest["id"]]
    answer = admin.get(f"{site.shares}?view=lost")
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("View must be one of: expiring")


def test_a_document_has_no_saved_views(site, admin, document):
    assert admin.get(f"{site.of(document)}?view=expiring").status_code == 400
