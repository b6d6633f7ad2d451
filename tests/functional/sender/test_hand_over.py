"""A sender hands over what is their own, and nothing of anybody else."""

from plone import api

import pytest
import transaction


@pytest.fixture
def page(site):
    return f"{site.absolute_url()}/@@my-external-shares-hand-over"


@pytest.fixture
def mine(site):
    return f"{site.absolute_url()}/@@my-external-shares"


@pytest.fixture
def colleague(document):
    """Ravi may share the document from now on."""
    api.user.grant_roles(username="ravi", roles=["Editor"], obj=document)
    transaction.commit()


def owner(stored, share):
    return stored().shares[share].sender_id


def test_my_shares_leads_there_with_boxes_and_for_everything(share, emma, mine, page):
    emma.get(mine)
    assert f'value="{share}"' in emma.text
    assert 'form="externalshare-selected"' in emma.text
    assert f'href="{page}"' in emma.text


def test_what_was_selected_goes_over_and_is_seen_by_the_other(
    share, emma, ravi, mine, page, stored, colleague
):
    emma.get(f"{page}?selected=1&ids={share}")
    assert "SOP-014 Incoming inspection" in emma.text
    assert "Sendings: 1" in emma.text
    emma.press("hand_over", successor="ravi")
    assert emma.answer.url == mine
    assert "Handed over to Ravi Anand: 1." in emma.text
    assert "You have not shared anything" in emma.text
    assert owner(stored, share) == "ravi"
    ravi.get(mine)
    assert "jo@example.org" in ravi.text


def test_everything_goes_over_where_nothing_was_selected_on_purpose(
    share, emma, page, stored, colleague
):
    emma.get(page)
    emma.press("hand_over", successor="ravi")
    assert owner(stored, share) == "ravi"


def test_the_button_without_a_selection_hands_over_nothing(share, emma, mine, page, stored):
    emma.get(f"{page}?selected=1")
    assert emma.answer.url == mine
    assert "Select at least one share to hand over." in emma.text
    assert owner(stored, share) == "emma"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nobody", "There is no account of this name."),
        ("emma", "This person has these shares already."),
        ("ravi", "Ravi Anand may not share externally: SOP-014 Incoming inspection."),
    ],
)
def test_what_cannot_be_is_said_at_the_field(share, emma, page, stored, name, words):
    emma.get(page)
    emma.press("hand_over", successor=name)
    assert words in emma.text
    assert owner(stored, share) == "emma"


def test_nobody_hands_over_what_others_sent(share, mira, ravi, page, stored):
    for client in (mira, ravi):
        client.get(f"{page}?selected=1&ids={share}")
        client.press("hand_over", successor="mira")
        assert owner(stored, share) == "emma"


def test_a_token_is_needed_and_a_look_changes_nothing(share, emma, page, stored, colleague):
    values = {"form.widgets.successor": "ravi", "form.buttons.hand_over": "Hand over"}
    emma.session.post(page, values)
    assert owner(stored, share) == "emma"
    emma.get(page, params=values)
    assert owner(stored, share) == "emma"
