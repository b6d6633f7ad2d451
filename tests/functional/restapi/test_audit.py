"""GET @external-shares/audit: pages, filters and refusals."""

from collective.externalshare.services.ports import ports_for
from tests.common.granted import a_copy

import pytest
import transaction


def audit(client, site, query=""):
    return client("auditor").get(f"{site.shares}/audit{query}")


def test_pages_hold_every_row_once_and_end(site, admin, client, shared):
    for _ in range(4):
        admin.post(f"{shared['@id']}/link", json={})
    whole = audit(client, site).json()
    assert whole["complete"] is True
    assert "next" not in whole["batching"]
    items, url = [], f"{site.shares}/audit?limit=2"
    while url:
        page = client("auditor").get(url).json()
        assert len(page["items"]) <= 2
        items += page["items"]
        url = page["batching"].get("next")
    assert items == whole["items"]
    assert [one["action"] for one in items].count("link.shown") == 4
    assert [one["time"] for one in items] == sorted((i["time"] for i in items), reverse=True)


def test_filters_narrow_and_say_where_a_row_belongs(site, admin, client, shared):
    admin.post(f"{shared['@id']}/link", json={})
    items = audit(client, site, "?action=link.shown").json()["items"]
    assert [(one["action"], one["share"]) for one in items] == [("link.shown", shared["@id"])]
    assert "ip" in items[0]
    uid, email = shared["document"]["UID"], shared["recipient"]["email"]
    everything = len(audit(client, site, f"?document={uid}").json()["items"])
    assert everything == len(audit(client, site, f"?recipient={email}").json()["items"]) > 1
    assert audit(client, site, "?recipient=nobody@example.org").json()["items"] == []
    assert audit(client, site, "?until=2001-01-01T00:00:00Z").json()["items"] == []
    assert audit(client, site, "?since=2100-01-01T00:00:00Z").json()["items"] == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?actoin=x", "The parameter “actoin” is unknown here."),
        ("?action=share.eaten", "There is no such kind of entry"),
        ("?cursor=zz", "This cursor did not come from a list."),
        ("?limit=0", "The limit must be a number from 1 to 200."),
        ("?limit=ten", "The limit must be a number from 1 to 200."),
        ("?since=yesterday", "The date must be in ISO 8601 format with a time zone"),
        ("?sender=", "The parameter “sender” is empty."),
    ],
)
def test_what_cannot_be_asked_is_refused(site, client, query, sentence):
    answer = audit(client, site, query)
    assert answer.status_code == 400
    assert sentence in answer.json()["message"]


def test_openings_have_the_number_of_their_copy(site, admin, shared):
    share_id = shared["@id"].rpartition("/")[2]
    transaction.begin()
    number, _data = a_copy(ports_for(site.portal), share_id, "download")
    for url in (f"{shared['@id']}/events", f"{site.shares}/audit"):
        items = admin.get(url).json()["items"]
        found = {one["action"]: one["copy_number"] for one in items if "copy_number" in one}
        assert found == {"share.downloaded": number}
