"""What a report tells, and what it refuses."""

from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.selection import Period
from collective.externalshare.services import report
from collective.externalshare.services.report import Reports
from tests.common.world import EDITOR
from tests.unit.services.exporting import a_story
from tests.unit.services.exporting import choose

import pytest


def facts(world, *asked):
    return Reports(world.ports)(choose(world, *asked), EDITOR)


def test_a_share_is_told_with_its_invitation_and_recorded(world):
    first, _ = a_story(world)
    told = facts(world, "share", first.id)
    assert [row.share.id for row in told.shares] == [first.id]
    assert {one.event["action"] for one in told.told} >= {"share.created", "code.accepted"}
    assert all(one.about.share.id == first.id for one in told.told)
    assert (told.rows, told.broken, told.seal["number"]) == (len(told.told), (), 1)
    assert told.files["rows.jsonl"].count(b"\n") == told.rows + 1
    assert told.files["seals.jsonl"].count(b"\n") == 1
    row = list(world.store.chains[ADMINISTRATION].rows())[-1]
    assert row["new"] == f"share {first.id}: {told.rows} rows, pdf"


def test_a_period_is_told_in_the_order_of_time_with_all_its_shares(world):
    shares = a_story(world)
    told = facts(world, "everything", "", Period(until=world.ports.now + 1))
    times = [one.event["time"] for one in told.told]
    assert times == sorted(times)
    assert {row.share.id for row in told.shares} == {share.id for share in shares}


def test_a_broken_chain_is_named(world):
    first, _ = a_story(world)
    chunk = world.store.chains[first.invitation_id].chunks[0]
    text, mac = chunk.rows[1]
    chunk.rows = (chunk.rows[0], (text.replace('"ok"', '"no"'), mac), *chunk.rows[2:])
    assert facts(world, "share", first.id).broken == ((first.invitation_id, 1),)


def test_what_nobody_could_read_is_refused_and_not_recorded(world, monkeypatch):
    a_story(world)
    before = world.store.chains[ADMINISTRATION].length
    monkeypatch.setattr(report, "MOST_ROWS", 3)
    refused = facts(world)
    assert refused.code == "report_long"
    assert refused.values["maximum"] == 3
    assert world.store.chains[ADMINISTRATION].length == before


def test_too_many_seals_are_left_to_the_archive(world, monkeypatch):
    a_story(world)
    monkeypatch.setattr(report, "MOST_SEALS", 10)
    assert set(facts(world).files) == {"rows.jsonl"}


@pytest.mark.parametrize("asked", [(), ("document", "a" * 32), ("sender", "dana")])
def test_unusable_keys_refuse_a_report(world, asked):
    a_story(world)
    chosen = choose(world, *asked)
    world.keys.unusable = True
    assert Reports(world.ports)(chosen, EDITOR).code == "key_unusable"
