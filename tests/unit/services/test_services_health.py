"""Health: what keeps its promise, and what does not."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Event
from collective.externalshare.model.link_base import LOCAL_HOSTS
from collective.externalshare.services.health import Colour
from collective.externalshare.services.health import Health
from collective.externalshare.services.record import record_administration
from collective.externalshare.services.sealing import Sealing
from collective.externalshare.storage.seal_log import SealLog
from collective.externalshare.vocabularies import HEALTH
from dataclasses import replace
from tests.common.world import EDITOR

import pytest
import transaction


def checks(world, storage=("FileStorage", None)):
    found = Health(world.ports)(storage)
    assert all(check.code in HEALTH for check in found)
    return {check.name: (check.colour, check.code, check.detail) for check in found}


def test_a_site_in_order_is_green(world):
    assert {colour for colour, *_ in checks(world).values()} == {Colour.GREEN}


@pytest.mark.parametrize(
    ("base", "code"),
    [
        ("", "link_base_missing"),
        ("http://documents.example.org", "link_base_http"),
        ("HTTP://documents.example.org", "link_base_http"),
        # Nothing that the panel takes; but another way may have stored it.
        ("https://[", "link_base_unusable"),
        ("documents.example.org", "link_base_unusable"),
        ("https://example.org:99999", "link_base_unusable"),
    ],
)
def test_an_address_in_links_that_leads_nowhere_is_red(world, base, code):
    world.bound(link_base=base)
    assert checks(world)["link_base"] == (Colour.RED, code, base)


@pytest.mark.parametrize("host", sorted(LOCAL_HOSTS))
def test_this_machine_needs_no_encryption(world, host):
    world.bound(link_base=f"http://[{host}]:8080" if ":" in host else f"http://{host}:8080")
    assert checks(world)["link_base"][0] is Colour.GREEN


def test_reads_that_lag_behind_other_clients_are_red(world):
    assert checks(world, ("ZEO", False))["storage"] == (Colour.RED, "storage_stale", "ZEO")
    assert checks(world, ("ZEO", True))["storage"][0] is Colour.GREEN


def test_unusable_keys_are_red_and_so_is_the_evidence_nobody_can_check(world):
    world.keys.unusable = True
    world.ports = world.ports_on(world.store)
    found = checks(world)
    assert found["key"][:2] == found["evidence"][:2] == (Colour.RED, "key_unusable")


def test_how_many_rows_were_looked_at_is_a_number_that_the_screen_writes(world):
    for _ in range(1_001):
        record_administration(world.ports, Event(Action.SETTINGS_CHANGED, EDITOR))
    colour, code, detail = checks(world)["evidence"]
    assert (colour, code, int(detail) > 1_000) == (Colour.GREEN, "chain_whole", True)


def test_evidence_changed_from_outside_is_red(world):
    world.store.chains[ADMINISTRATION].length = 1
    assert checks(world)["evidence"] == (Colour.RED, "chain_broken", "0 (administration)")


def test_the_records_of_any_share_are_looked_at(world, share):
    chain = world.store.chains[share.invitation_id]
    chunk = chain.chunks[0]
    text, mac = chunk.rows[0]
    chunk.rows = ((text.replace('"dana"', '"kim"'), mac), *chunk.rows[1:])
    found = (Colour.RED, "chain_broken", f"0 ({chain.id})")
    assert checks(world)["evidence"] == found


def test_seals_in_the_database_alone_are_amber(world):
    world.ports = replace(world.ports, seal_log=SealLog(None))
    assert checks(world)["seals"] == (Colour.AMBER, "seals_inside", "")


def test_a_log_that_lacks_a_seal_is_amber_until_it_has_it(world, share):
    assert checks(world)["seals"] == (Colour.GREEN, "seals_ready", "0")
    Sealing(world.ports)()
    assert checks(world)["seals"] == (Colour.AMBER, "seals_behind", "1")
    transaction.commit()
    assert checks(world)["seals"] == (Colour.GREEN, "seals_ready", "1")


def test_a_database_that_was_rolled_back_is_red(world, share):
    made = Sealing(world.ports)()
    transaction.commit()
    del world.store.sealed[1]
    assert checks(world)["seals"] == (Colour.RED, "seals_differ", "1")
    world.store.sealed[1] = (made.text.replace('"number":1', '"number":1 '), made.mac)
    assert checks(world)["seals"][0] is Colour.GREEN, "the same words"
    world.store.sealed[1] = (made.text, "0" * 64)
    assert checks(world)["seals"] == (Colour.RED, "seals_differ", "1")


def test_a_log_that_is_none_is_red(world, share):
    world.seal_log.append(["what somebody wrote"])
    assert checks(world)["seals"] == (Colour.RED, "seals_unreadable", "")


def test_a_mail_that_waits_is_amber_and_a_dead_one_red(world, share):
    assert checks(world)["outbox"][0] is Colour.GREEN
    world.clock.pass_time(minutes=3)
    assert checks(world)["outbox"] == (Colour.AMBER, "outbox_slow", "3")
    world.store.dead_mail.insert(next(iter(world.store.pending_mail)))
    assert checks(world)["outbox"] == (Colour.RED, "outbox_dead", "1")


def test_a_site_without_mail_is_red(world):
    world.mail.broken = "mail_missing"
    assert checks(world)["mail"][:2] == (Colour.RED, "mail_missing")


def test_a_font_that_cannot_be_used_is_amber_and_named(world):
    world.copies.lost_fonts = ("/usr/share/fonts/gone.otf", "/srv/other.otf")
    found = (Colour.AMBER, "fonts_unusable", "/usr/share/fonts/gone.otf, /srv/other.otf")
    assert checks(world)["fonts"] == found
