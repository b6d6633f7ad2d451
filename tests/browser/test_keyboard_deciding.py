"""Without a mouse: approve and reject, set the rules of a folder, hand over."""

from collective.externalshare.demo.places import PUBLISHED
from tests.browser.deciding import set_up
from tests.browser.keyboard import open_page
from tests.browser.keyboard import says
from tests.browser.screens import PANEL

import pytest


@pytest.fixture
def waiting(demo, invite, address):
    set_up(demo, approval_required=True)
    share = invite(address)
    yield share
    set_up(demo, approval_required=False)


def test_somebody_rejects_with_a_reason(keeper, demo, waiting, address):
    open_page(keeper, f"{demo.site_url}/{PANEL}-approvals")
    keeper.tab_to("Reason, needed to reject")
    assert keeper.tab().name == "Approve"
    assert keeper.tab().name == "Reject"
    keeper.go("Enter")
    assert "Say why you reject it" in says(keeper)
    keeper.tab_to("Reason, needed to reject")
    keeper.type("No contract yet")
    keeper.tab_to("Reject")
    keeper.go("Enter")
    assert "Nothing of it left, and nothing will." in says(keeper)


def test_somebody_approves(keeper, demo, waiting):
    open_page(keeper, f"{demo.site_url}/{PANEL}-approvals")
    keeper.tab_to("Approve")
    keeper.go("Enter")
    assert "The recipients can use what was shared." in says(keeper)


def test_the_rules_of_a_folder_are_set_and_a_wrong_line_is_heard(keeper, demo):
    open_page(keeper, f"{demo.site_url}/{PUBLISHED}/@@external-sharing-policy")
    keeper.tab_to("Never these addresses and domains")
    keeper.type("nobody at all")
    keeper.tab_to("Save")
    keeper.go("Enter")
    stop = keeper.led_to("Never these addresses and domains")
    assert stop.invalid
    assert "is neither a mail address nor a domain" in stop.description


def test_everything_of_a_sender_is_handed_over_by_keyboard(keeper, demo, invite, address):
    invite(address)
    open_page(keeper, f"{demo.site_url}/{PANEL}-hand-over")
    keeper.tab_to("Everything of")
    assert keeper.tab().name == "User name of the person who gets them"
    keeper.type("nobody")
    assert keeper.tab().name == "Hand over"
    keeper.go("Enter")
    assert "There is no account of this name." in says(keeper)
