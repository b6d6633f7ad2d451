"""No rule of axe-core is broken where somebody decides: approve, hand over, stop reminders."""

from collective.externalshare.demo.places import PROCEDURE
from collective.externalshare.demo.places import PUBLISHED
from tests.browser.axe import violations
from tests.browser.deciding import remind
from tests.browser.deciding import set_up
from tests.browser.people import Recipient
from tests.browser.people import Sender
from tests.browser.screens import follow
from tests.browser.screens import heading
from tests.browser.screens import PANEL
from tests.browser.test_axe import CONTENT
from tests.browser.test_axe import PANEL_CONTENT

import pytest


@pytest.fixture
def keeper(somebody, demo):
    return Sender(somebody(), demo, demo.admin_name, demo.admin_password)


@pytest.fixture
def waiting(demo, invite, address):
    """A sharing that waits for approval."""
    set_up(demo, approval_required=True)
    share = invite(address, message="Please check section 3.")
    yield share
    set_up(demo, approval_required=False)


def test_the_approvals(keeper, demo, waiting):
    page, url = keeper.page, f"{demo.site_url}/{PANEL}-approvals"
    page.goto(url)
    page.get_by_text("Please check section 3.").first.wait_for()
    assert violations(page, PANEL_CONTENT) == []
    follow(page.get_by_role("button", name="Reject").first)
    page.get_by_text("Say why you reject it").wait_for()
    assert violations(page, PANEL_CONTENT) == []
    while page.get_by_role("button", name="Approve").count():
        follow(page.get_by_role("button", name="Approve").first)
    page.get_by_text("Nothing is waiting.").wait_for()
    assert violations(page, PANEL_CONTENT) == []


def test_the_rules_of_a_folder(keeper, demo):
    page = keeper.page
    page.goto(f"{demo.site_url}/{PUBLISHED}/@@external-sharing-policy")
    heading(page, "External sharing from this folder")
    assert violations(page, CONTENT) == []
    page.get_by_label("Never these addresses and domains").fill("nobody at all")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("is neither a mail address nor a domain").wait_for()
    assert violations(page, CONTENT) == []


def test_handing_over(keeper, sender, demo, invite, address):
    invite(address)
    page = keeper.page
    page.goto(f"{demo.site_url}/{PANEL}-hand-over")
    page.get_by_label("Everything of").wait_for()
    assert violations(page, PANEL_CONTENT) == []
    page.goto(f"{demo.site_url}/{PANEL}?q={address}")
    page.get_by_label("Select the share of").first.check()
    follow(page.get_by_role("button", name="Hand over selected…"))
    assert violations(page, PANEL_CONTENT) == []
    page.get_by_label("User name of the person").fill("nobody")
    follow(page.get_by_role("button", name="Hand over"))
    page.get_by_text("There is no account of this name.").wait_for()
    assert violations(page, PANEL_CONTENT) == []
    sender.page.goto(f"{demo.site_url}/@@my-external-shares")
    assert violations(sender.page, CONTENT) == []
    follow(sender.page.get_by_role("link", name="Hand over everything"))
    heading(sender.page, "Hand over")
    assert violations(sender.page, CONTENT) == []


def test_presets(sender, demo):
    set_up(demo, presets=["suppliers | For suppliers | download | days=30 | limit=3"])
    page = sender.page
    page.goto(f"{demo.site_url}/{PROCEDURE}/@@external-sharing")
    page.get_by_label("Preset").select_option("suppliers")
    follow(page.get_by_role("button", name="Use it"))
    assert page.get_by_label("Downloads at most").input_value() == "3"
    assert violations(page, CONTENT) == []
    set_up(demo, presets=[])


def test_the_question_before_something_is_retracted(keeper, demo, invite, address):
    invite(address)
    page = keeper.page
    page.goto(f"{demo.site_url}/{PROCEDURE}")
    links = page.locator("a[href*='workflow_action=']").evaluate_all(
        "links => links.map(link => link.href)"
    )
    if not links:
        page.goto(f"{demo.site_url}/{PUBLISHED}")
        links = page.locator("a[href*='workflow_action=']").evaluate_all(
            "links => links.map(link => link.href)"
        )
    page.goto(next(link for link in links if "retract" in link or "reject" in link))
    heading(page, "Change the state?")
    assert violations(page, CONTENT) == []


def test_the_page_that_stops_reminders(somebody, demo, invite, address):
    invite(address)
    remind(demo, PROCEDURE)
    reader = Recipient(somebody(), demo, address)
    reader.page.goto(reader.mail(r"http://\S+/@@external-share/stop/\S+"))
    assert violations(reader.page) == []
    follow(reader.page.get_by_role("button"))
    assert violations(reader.page) == []


def test_the_lists_of_a_sender(sender, demo):
    page = sender.page
    page.goto(f"{demo.site_url}/@@my-external-lists")
    heading(page, "My lists of recipients")
    assert violations(page, CONTENT) == []
