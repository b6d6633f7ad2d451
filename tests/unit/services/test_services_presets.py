"""What a preset fills in, what stays as asked, and how the rules win."""

from collective.externalshare.model.policy import Rules
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.presets import Presets
from collective.externalshare.services.terms import make_terms
from tests.common.world import MORNING

import pytest


LINES = (
    "suppliers | For suppliers | download | days=30 | limit=3",
    "audit | For auditors | view | days=60 | password | message=Please read it",
    "sop | Procedures | ask_again | acknowledge | acknowledge_days=7 | notify=daily",
)


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
    assert (refused.code, refused.values) == ("preset_unknown", {"known": "suppliers, audit, sop"})
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
