"""What a preset fills in, what stays as asked, and how the rules win."""

from collective.externalshare.model.policy import Rules
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.presets import Presets
from collective.externalshare.services.terms import make_terms
from datetime import datetime
from datetime import timedelta
from tests.common.world import MORNING

import pytest


LINES = (
    "suppliers | For suppliers | download | days=30 | limit=3",
    "audit | For auditors | view | days=60 | password | message=Please read it",
    "mailed | With the mail | download | attached",
    "sop | Procedures | ask_again | acknowledge | acknowledge_days=7 | notify=daily",
)
KNOWN = "suppliers, audit, mailed, sop"


@pytest.fixture
def presets(world):
    world.bound(presets=LINES)
    return Presets(world.ports)


def fill(world, presets, name="suppliers", message="", **asked):
    return presets.fill(name, [world.document], asked, message)


def test_the_terms_of_a_preset_are_asked_for(world, presets):
    filled = fill(world, presets)
    assert filled.asked == {
        "access": "download",
        "days": 30,
        "limit": 3,
        "preset": "suppliers",
    }
    assert filled.narrowed == ()


def test_what_is_asked_for_takes_the_place_of_the_presets(world, presets):
    assert fill(world, presets, days=7).asked["days"] == 7
    assert "days" not in fill(world, presets, expires=MORNING).asked
    viewed = fill(world, presets, access="view").asked
    assert (viewed["access"], "limit" in viewed) == ("view", False)


def test_its_words_are_sent_where_the_sender_wrote_none(world, presets):
    secret = {"password": "correct horse"}
    assert fill(world, presets, "audit", **secret).message == "Please read it"
    assert fill(world, presets, "audit", "Mine", **secret).message == "Mine"


def test_a_password_that_it_wants_has_to_be_given(world, presets):
    refused = fill(world, presets, "audit")
    assert (refused.code, refused.where) == ("preset_password", "password")


def test_what_a_rule_makes_stricter_wins_and_is_said(world, presets):
    world.document.demands = Rules(view_only=True, maximum_days=7)
    filled = fill(world, presets)
    assert filled.asked == {"access": "view", "days": 7, "preset": "suppliers"}
    assert [one.code for one in filled.narrowed] == ["preset_days", "preset_view"]
    assert fill(world, presets, days=3).narrowed[0].code == "preset_view"


def test_the_maximum_of_the_site_is_a_rule_as_well(world, presets):
    world.bound(maximum_days=10)
    filled = Presets(world.ports).fill("suppliers", [world.document], {})
    assert filled.asked["days"] == 10
    assert filled.narrowed[0].values["maximum"] == 10


def test_a_preset_that_is_none_is_refused_with_those_that_are(world, presets):
    refused = fill(world, presets, "nobody")
    assert (refused.code, refused.values) == (
        "preset_unknown",
        {"known": "suppliers, audit, mailed, sop"},
    )
    world.bound(presets=())
    assert Presets(world.ports).find("suppliers").code == "preset_none"


def test_evidence_has_the_preset_with_the_terms_and_old_terms_are_written_as_before(world, presets):
    terms = make_terms(world.ports, **fill(world, presets).asked)
    assert terms.written().endswith(" limit=3 preset=suppliers")
    assert "preset" not in make_terms(world.ports, days=7).written()
    made = Distribute(world.ports)(world.order(asked={"preset": "suppliers"}))
    share = world.store.shares[made.share_ids[0]]
    assert "preset=suppliers" in world.rows(share)[0]["new"]


def test_who_asks_for_no_acknowledgement_asks_for_nothing_that_hangs_on_it(world, presets):
    asked = {"revision_mode": "ask_again", "acknowledge": True, "acknowledge_days": 7}
    asked["notify"] = "daily"
    assert fill(world, presets, "sop").asked == {**asked, "preset": "sop"}
    less = fill(world, presets, "sop", acknowledge=False).asked
    assert less == {"acknowledge": False, "notify": "daily", "preset": "sop"}
    assert make_terms(world.ports, **less).revision_mode == "latest"
    wrong = fill(world, presets, "sop", acknowledge=False, acknowledge_days=3).asked
    assert make_terms(world.ports, **wrong).code == "acknowledge_days_unasked"


def attaching(world, **bounds):
    """Presets of a site that sends attachments."""
    world.bound(**{"presets": LINES, "attachments": True, **bounds})
    return Presets(world.ports)


def test_the_pdf_goes_with_the_mail_where_nothing_else_is_said(world):
    presets = attaching(world)
    filled = fill(world, presets, "mailed")
    assert (filled.attached, filled.narrowed) == (True, ())
    assert filled.asked == {"access": "download", "preset": "mailed"}
    asked = {"preset_id": "mailed", "documents": [world.document], "asked": {}}
    assert not presets.fill(**asked, attached=False).attached
    assert not fill(world, presets).attached
    assert presets.fill("suppliers", [world.document], {}, attached=True).attached


FORBIDDEN = {
    "by the site": {"attachments": False},
    "by a folder": Rules(link_only=True),
    "as it may only be viewed": Rules(view_only=True),
    "as it wants a password": Rules(password=True),
    "as somebody has to approve it": Rules(approval=True),
}
BESIDE = {
    "viewing": {"access": "view"},
    "a limit": {"limit": 3},
    "a password": {"password": "correct horse battery"},
    "a later start": {"starts": MORNING + timedelta(days=3)},
    "a start without a zone": {"starts": datetime(2030, 1, 3)},  # noqa: DTZ001
}


@pytest.mark.parametrize("why", FORBIDDEN)
def test_where_no_attachment_may_go_the_link_goes_alone_and_that_is_said(world, why):
    rule = FORBIDDEN[why]
    presets = attaching(world, **(rule if isinstance(rule, dict) else {}))
    world.document.demands = rule if isinstance(rule, Rules) else Rules()
    filled = fill(world, presets, "mailed")
    assert not filled.attached
    assert filled.narrowed[-1].code == "preset_attached"
    # Whoever asks for it is refused, not told.
    asked = presets.fill("mailed", [world.document], {}, attached=True)
    assert asked.attached
    assert "preset_attached" not in [one.code for one in asked.narrowed]


@pytest.mark.parametrize("what", BESIDE)
def test_what_is_asked_for_beside_it_can_keep_it_back(world, what):
    presets = attaching(world)
    filled = fill(world, presets, "mailed", **BESIDE[what])
    assert not filled.attached
    assert [one.code for one in filled.narrowed] == ["preset_attached"]


def test_a_start_that_is_over_keeps_nothing_back(world):
    presets = attaching(world)
    assert fill(world, presets, "mailed", starts=MORNING - timedelta(days=3)).attached
