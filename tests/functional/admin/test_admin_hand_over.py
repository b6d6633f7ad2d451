"""Hand over what somebody sent: selected sendings, or everything of one sender."""

from plone import api
from tests.functional.admin.conftest import PANEL

import pytest


PAGE = f"{PANEL}-hand-over"


@pytest.fixture
def shared(share_with):
    """Ids of two shares of one sending, and of one of another."""
    both = share_with("Jo Meyer <jo@example.org>, Meyer Tools", "kim@example.org")
    return (*both, *share_with("li@example.org"))


def senders(ports):
    return {share.id: share.sender_id for share in ports().store.shares.values()}


def test_the_table_leads_there_with_the_selected_and_with_none(steward, shared):
    page = steward.get(PANEL).text
    assert f"{PAGE}" in page
    assert "Hand over selected…" in page
    assert "Hand over everything of one sender" in page


def test_it_says_what_goes_as_a_whole(steward, shared):
    page = steward.get(PAGE, ids=shared[0]).text
    assert "Each sending goes as a whole" in page
    assert "SOP-014 Incoming inspection" in page
    assert "Dana Ortiz" in page
    assert "recipients:" in page


def test_the_sending_of_a_selected_share_goes_over(steward, ports, shared):
    answer = steward.submit(PAGE, ids=shared[0], successor="editor")
    assert answer.status_code == 303
    found = senders(ports)
    assert [found[one] == "editor" for one in shared] == [True, True, False]
    assert "Handed over to editor: 1." in steward.get(PANEL).text


def test_everything_of_a_sender_is_chosen_from_a_list_and_goes_over(steward, ports, shared):
    page = steward.get(PAGE).text
    (sender,) = set(senders(ports).values())
    assert f'value="{sender}"' in page
    answer = steward.submit(PAGE, sender=sender, successor="editor")
    assert answer.status_code == 303
    assert set(senders(ports).values()) == {"editor"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("nobody", "There is no account of this name."),
        ("", "There is no account of this name."),
        ("member", "member may not share externally: SOP-014 Incoming inspection."),
    ],
)
def test_what_cannot_be_is_refused_at_the_same_page(steward, ports, shared, typed, words):
    answer = steward.submit(PAGE, ids=shared[0], successor=typed)
    assert answer.status_code == 400
    assert words in answer.text
    assert "editor" not in senders(ports).values()


def test_nothing_selected_and_who_has_it_already_are_refused_too(steward, ports, shared):
    answer = steward.submit(PAGE, successor="editor")
    assert (answer.status_code, "Select at least one share" in answer.text) == (400, True)
    sender = senders(ports)[shared[0]]
    name = api.user.get(userid=sender).getUserName()
    answer = steward.submit(PAGE, ids=shared[0], successor=name)
    assert (answer.status_code, "has these shares already" in answer.text) == (400, True)


def test_others_and_forged_requests_change_nothing(visitor, ports, shared):
    before = senders(ports)
    for login in ("editor", "auditor", "member", None):
        assert visitor(login).get(PAGE).status_code in (302, 401, 403), login
    forged = visitor("steward").post(PAGE, ids=shared[0], successor="editor")
    assert forged.status_code == 403
    visitor("steward").get(PAGE, ids=shared[0], successor="editor")
    assert senders(ports) == before


def test_the_page_of_a_share_names_who_has_it_and_who_shared_it(steward, shared):
    steward.submit(PAGE, ids=shared[0], successor="editor")
    page = steward.get(f"@@external-share-details/{shared[0]}").text
    assert "Handed over" in page
    assert "From Dana Ortiz to editor" in page
    assert "Dana Ortiz</span>, and handed over" in page
