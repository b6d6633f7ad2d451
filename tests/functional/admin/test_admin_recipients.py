"""The tab Recipients, a person's page, and what is done there by POST only."""

from collective.externalshare.model.audit import ADMINISTRATION
from plone import api
from tests.functional.admin.conftest import PANEL

import pytest
import transaction


LIST, PAGE = f"{PANEL}-recipients", f"{PANEL}-recipient"
JO = "jo@supplier.example.org"
DEEDS = (
    {"change": "1", "name": "Joan"},
    {"block": "1", "reason": "Left"},
    {"revoke": "1", "reason": "Left"},
    {
        "merge": "1",
        "into": "jo@new.example.org",
        "confirmation": "jo@supplier.example.org",
        "reason": "New domain",
    },
    {"reopen": "1"},
)


INTO = "jo@new.example.org"
MERGE = {"merge": "1", "into": INTO, "confirmation": JO, "reason": "New domain"}


@pytest.fixture
def held(share_with):
    return share_with(f"Jo Meyer <{JO}>, Supplier", "kim@example.org")


@pytest.fixture
def jo(held, ports):
    """The page of a recipient."""
    return f"{PAGE}/{ports().store.recipient_at(JO).id}"


def record(ports):
    return ports().store.recipient_at(JO)


def rows(ports):
    return list(ports().store.chains[ADMINISTRATION].rows())


def states(ports, held):
    return [ports().store.shares[one].revocation is not None for one in held]


def test_recipients_are_listed_and_found(steward, held, jo):
    page = steward.get(LIST)
    assert page.status_code == 200
    assert page.text.index(JO) < page.text.index("kim@example.org")
    assert f'href="{steward.base}/{jo}"' in page.text
    found = steward.get(LIST, q="meyer suppl")
    assert "Jo Meyer" in found.text
    assert "kim@example.org" not in found.text
    assert "Nothing matches." in steward.get(LIST, q="nobody").text


def test_an_empty_list_says_so(steward, site):
    assert "there are no recipients" in steward.get(LIST).text


def test_a_long_list_has_pages(steward, share_with):
    share_with(*(f"p{number:02}@example.org" for number in range(26)))
    first = steward.get(LIST)
    assert "p24@example.org" in first.text
    assert "p25@example.org" not in first.text
    following = first.text.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = steward.http.get(following.replace("&amp;", "&"))
    assert "p25@example.org" in second.text
    assert "p24@example.org" not in second.text
    assert 'rel="first"' in second.text
    wrong = steward.get(LIST, cursor="nobody")
    assert "This cursor did not come from a list." in wrong.text
    assert "p00@example.org" in wrong.text


def test_a_page_says_who_it_is_and_what_they_hold(steward, jo, document):
    page = steward.get(jo)
    assert page.status_code == 200
    for words in ("Jo Meyer", JO, "Supplier", "Never yet", document.title, "Not opened yet"):
        assert words in page.text, words
    assert "No share matches." in steward.get(jo, q="nothing").text


@pytest.mark.parametrize("path", ["", "/nobody", "/{}/more"])
def test_other_pages_are_not_found(steward, jo, path):
    answer = steward.get(PAGE + path.format(jo.rpartition("/")[2]))
    assert answer.status_code == 404


def test_a_recipient_is_renamed(steward, jo, ports, held):
    typed = {"name": "Joan Meyer", "organisation": "Meyer Tools", "language": "de"}
    answer = steward.submit(jo, change="1", **typed)
    assert answer.status_code == 303
    one = record(ports)
    assert (one.name, one.organisation, one.language) == tuple(typed.values())
    assert rows(ports)[-1]["action"] == "recipient.changed"
    refused = steward.submit(jo, change="1", **{**typed, "name": "x" * 201})
    assert refused.status_code == 400
    assert "Name or organisation is longer than 200 characters." in refused.text
    assert "x" * 201 in refused.text


def test_a_recipient_is_blocked_and_let_in_again(steward, jo, ports):
    refused = steward.submit(jo, block="1", reason=" ")
    assert refused.status_code == 400
    assert "Give a reason" in refused.text
    assert record(ports).blocked is None
    assert steward.submit(jo, block="1", reason="Left the supplier").status_code == 303
    page = steward.get(jo).text
    assert "Left the supplier" in page
    assert "Blocked" in page
    assert "Blocked" in steward.get(LIST).text
    assert steward.submit(jo, unblock="1").status_code == 303
    assert record(ports).blocked is None
    assert [row["action"] for row in rows(ports)][-2:] == [
        "recipient.blocked",
        "recipient.unblocked",
    ]
    assert "Left the supplier" in steward.get(f"{PANEL}-audit").text


def test_everything_of_a_person_is_revoked_at_once(steward, jo, ports, held, share_with):
    more = share_with(f"Jo <{JO}>")
    refused = steward.submit(jo, revoke="1", reason="x" * 501)
    assert refused.status_code == 400
    assert states(ports, held) == [False, False]
    answer = steward.submit(jo, revoke="1", reason="Contract ended")
    assert answer.status_code == 303
    assert states(ports, (*held, *more)) == [True, False, True]
    assert ports().store.shares[held[0]].revocation.reason == "Contract ended"
    assert "Shares revoked: 2." in steward.get(jo).text


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: next(iter(deed)))
def test_a_deed_needs_the_authenticator_and_a_post(steward, jo, ports, held, deed):
    assert steward.post(jo, **deed).status_code == 403
    assert steward.get(jo, _authenticator=steward.token(), **deed).status_code == 200
    assert record(ports).name == "Jo Meyer"
    assert record(ports).blocked is None
    assert states(ports, held) == [False, False]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: next(iter(deed)))
def test_who_only_views_the_access_log_reads_and_does_nothing(
    visitor, steward, jo, ports, held, deed
):
    auditor = visitor("auditor")
    page = auditor.get(jo)
    assert page.status_code == 200
    assert "Jo Meyer" in auditor.get(LIST).text
    assert "<textarea" not in page.text
    assert 'method="post"' not in page.text.partition('id="content-core"')[2]
    answer = auditor.post(jo, _authenticator=steward.token(), **deed)
    assert answer.status_code in (302, 401)
    assert record(ports).name == "Jo Meyer"
    assert record(ports).blocked is None
    assert states(ports, held) == [False, False]


@pytest.mark.parametrize("login", [None, "member", "editor"])
def test_others_see_nobody(visitor, jo, login):
    for view in (LIST, jo):
        answer = visitor(login).get(view)
        assert answer.status_code in (302, 401), view
        assert "Jo Meyer" not in answer.text


def test_an_address_is_merged_into_another_and_opened_again(steward, held, jo, ports):
    answer = steward.submit(jo, **MERGE)
    kept = ports().store.recipient_at(INTO)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"{PAGE}/{kept.id}")
    page = steward.get(f"{PAGE}/{kept.id}").text
    assert "Shares made anew for it: 1; the mails" in page
    assert "SOP-014" in page
    assert states(ports, held) == [True, False]
    page = steward.get(jo).text
    for words in ("Merged", "Used instead", INTO, "Use this address again"):
        assert words in page
    assert "Merge into another address" not in page
    assert steward.submit(jo, reopen="1").status_code == 303
    assert "Merge into another address" in steward.get(jo).text
    assert record(ports).merged is None


def test_a_merge_that_is_refused_keeps_what_was_typed(steward, held, jo, ports):
    answer = steward.submit(jo, **{**MERGE, "confirmation": "jo"})
    assert answer.status_code == 400
    assert "is not the address that is given up" in answer.text
    assert f'value="{INTO}"' in answer.text
    assert "New domain</textarea>" in answer.text
    assert states(ports, held) == [False, False]


def test_an_address_that_holds_nothing_is_not_merged_into_one_that_the_rules_deny(
    steward, held, jo, ports
):
    steward.submit(jo, revoke="1", reason="Over")
    api.portal.set_registry_record("collective.externalshare.denied_addresses", (INTO,))
    transaction.commit()
    answer = steward.submit(jo, **MERGE)
    assert answer.status_code == 400
    assert f"do not allow to share with {INTO}. Choose another address" in answer.text
    assert record(ports).merged is None


def test_the_history_of_a_new_share_says_where_it_comes_from(steward, held, jo, ports):
    steward.submit(jo, **MERGE)
    (new,) = [one for one in ports().store.shares if one not in held]
    page = steward.get(f"@@external-share-details/{new}").text
    assert "In the place of a share with another address." in page
