"""Forgetting, and writing at the same moment: nothing half, nothing lost, nothing back again."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.selection import Period
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.erasure import Erasure
from collective.externalshare.services.export import Export
from collective.externalshare.services.person import find_person
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.sealing import Sealing
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.unit.storage.test_storage_conflicts import ask
from tests.unit.storage.together import both
from tests.unit.storage.together import patiently

import pytest
import transaction


# Nearly all of whose words are those of another as well.
PLAIN = Addressee("jo@example.org")


def send(world, *people):
    return lambda ports: Distribute(ports)(world.order(*people))


def erase(person):
    typed = person.address
    return lambda ports: PersonErasure(ports)(typed, typed, "Request of 3 March", EDITOR)


def names_kept(world, person):
    """Where somebody is named in any record of people or in the evidence."""
    store = world.store
    people = [one.address for one in store.recipients.values()]
    people += [one.name for one in store.invitations.values()]
    rows = [str(row["person"]) for chain in store.chains.values() for row in chain.rows()]
    names = [f"'{name}'" for name in (person.address, person.name) if name]
    return [text for text in map(repr, (*people, *rows)) if any(name in text for name in names)]


@pytest.mark.parametrize("erased_first", [True, False])
@pytest.mark.parametrize("who", [JO, PLAIN])
def test_who_is_invited_while_they_are_erased_is_either_erased_or_new(world, who, erased_first):
    for _ in range(3):
        world.share(who, KIM)
    found = find_person(world.ports, who.address)
    person, before = found.recipient, len(found.shares)
    acts = [erase(who), send(world, who, KIM)]
    assert both(world, *(acts if erased_first else reversed(acts)))
    if erased_first:
        assert names_kept(world, who) == []
        assert person.address == ""
        patiently(world, acts[1])
        transaction.begin()
        assert find_person(world.ports, who.address).recipient is not person
    else:
        assert len(find_person(world.ports, who.address).shares) == before + 1
        patiently(world, acts[0])
        transaction.begin()
        assert names_kept(world, who) == []


def export_everything(world):
    exports = Export(world.ports)
    made = exports(exports.selections.choose("everything", "", Period()), "jsonl", EDITOR)
    made.stream.close()
    transaction.commit()


def erase_all(ports):
    done = Erasure(ports)("Plone", "Plone", "The site is closed", EDITOR)
    assert isinstance(done, int)


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("erased_first", [True, False])
@pytest.mark.parametrize("act", ["ask", "share"])
def test_what_happens_while_everything_is_erased_is_not_lost(world, act, erased_first, sealed):
    (share,) = world.share(JO)
    if sealed:
        Sealing(world.ports)()
        transaction.commit()
    export_everything(world)
    acts = {
        "ask": lambda ports: ask(ports, world, share),
        "share": send(world, KIM),
    }
    length, shares = world.store.chains[share.invitation_id].length, len(world.store.shares)
    both_of_them = [erase_all, acts[act]]
    assert both(world, *(both_of_them if erased_first else reversed(both_of_them)))
    if erased_first:
        (row,) = world.store.chains[ADMINISTRATION].rows()
        assert row["action"] == Action.EVIDENCE_ERASED
    else:
        kept = world.store.chains[share.invitation_id].length
        assert (kept > length) is (act == "ask")
        assert len(world.store.shares) == shares + (act == "share")
        # What happened since is in no export, so nothing goes.
        assert Erasure(world.ports)("Plone", "Plone", "Closed", EDITOR).code == "export_first"
