"""What is recorded of where somebody came from, and how long personal data stay."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.contact import family_of
from collective.externalshare.model.contact import network_of
from collective.externalshare.services.ageing import Ageing
from collective.externalshare.services.read import Read
from collective.externalshare.services.sealing import Sealing
from tests.common.world import JO
from tests.common.world import READER

import pytest
import transaction


CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


def open_once(world, share):
    session = world.session(share)
    assert Read(world.ports).grant(session, share.id, "view", READER).ticket
    transaction.commit()


def people(world, share):
    """What is still known of people in the rows of a share's chain."""
    return [row["person"] for row in world.rows(share)]


def aged(world):
    rows = world.store.chains[ADMINISTRATION].rows()
    return [(row["old"], row["new"]) for row in rows if row["action"] == Action.PERSONAL_DATA_AGED]


@pytest.mark.parametrize(
    ("detail", "kept"),
    [
        ("full", {"ip": "198.51.100.7", "agent": CHROME}),
        ("truncated", {"ip": "198.51.100.0/24", "agent": "Chrome"}),
        ("none", {}),
        ("nonsense", {}),
    ],
)
def test_ip_and_browser_are_kept_as_the_setting_has_it(world, share, detail, kept):
    world.bound(contact_detail=detail)
    world.ask(share, contact=Contact("198.51.100.7", CHROME))
    (row,) = world.rows(share, Action.CODE_REQUESTED)
    assert row["person"] == kept
    assert bool(row["side"]) is bool(kept)


@pytest.mark.parametrize(
    ("ip", "network"),
    [
        ("192.0.2.255", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:192.0.2.9", "192.0.2.0/24"),
    ],
)
def test_addresses_are_shortened_to_their_network(ip, network):
    assert network_of(ip) == network


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        (CHROME, "Chrome"),
        (f"{CHROME} Edg/140.0", "Edge"),
        (f"{CHROME} OPR/120.0", "Opera"),
        ("Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox"),
        ("Mozilla/5.0 (iPhone) AppleWebKit/605 Version/18.0 Safari/604.1", "Safari"),
        ("curl/8.5.0", "curl"),
        ("Something of Jo Meyer's", "other"),
        ("", "other"),
    ],
)
def test_agents_are_reduced_to_their_family(agent, family):
    assert family_of(agent) == family


def test_ip_and_browser_go_after_their_time_and_the_rest_is_still_proved(world, share):
    open_once(world, share)
    rows = len(people(world, share))
    Sealing(world.ports)()
    world.clock.pass_time(days=179)
    assert Ageing(world.ports)() == 0
    assert any("ip" in person for person in people(world, share))
    world.clock.pass_time(days=2)
    assert Ageing(world.ports)() > 0
    transaction.commit()
    left = people(world, share)
    assert len(left) == rows
    assert not any({"ip", "agent"} & set(person) for person in left)
    assert {"address": JO.address, "name": JO.name, "organisation": JO.organisation} in left
    assert world.whole()
    ((what, count),) = aged(world)
    assert what.startswith("ip, agent before 2026-03-0")
    assert int(count) == 3
    # A second run has nothing to do and writes nothing.
    assert Ageing(world.ports)() == 0
    assert not world.connection._registered_objects
    assert len(aged(world)) == 1


def test_names_and_addresses_stay_unless_a_setting_says_how_long(world, share):
    open_once(world, share)
    world.clock.pass_time(days=5000)
    Ageing(world.ports)()
    assert JO.address in str(people(world, share))
    world.bound(person_days=365)
    Ageing(world.ports)()
    assert people(world, share) == [{}] * len(people(world, share))
    assert not world.store.chains[share.invitation_id].side
    assert world.whole()


def test_what_is_younger_stays_in_the_same_chain(world, share):
    world.ask(share)
    world.clock.pass_time(days=181)
    world.bound(contact_days=90)
    (later,) = world.share()
    world.ask(later)
    Ageing(world.ports)()
    assert not world.rows(share, Action.CODE_REQUESTED)[0]["person"]
    assert world.rows(later, Action.CODE_REQUESTED)[0]["person"] == READER.person


def test_many_rows_are_aged_in_batches(world):
    for _number in range(3):
        world.share()
    world.clock.pass_time(days=400)
    world.bound(person_days=365)
    counts = []
    while count := Ageing(world.ports, rows=2)():
        counts.append(count)
        transaction.commit()
    assert len(counts) > 1
    assert not any(chain.side for chain in world.store.chains.values())
    assert world.whole()
