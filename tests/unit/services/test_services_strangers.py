"""Somebody to whom nothing was ever shared can be held all the same, and goes like the others."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.verification import field_digest
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.person import find_person
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.person_export import PersonExport
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import READER
from tests.common.world import World
from ZODB.FileStorage import FileStorage

import pytest
import time
import transaction


STRANGER = "zora.quell@elsewhere7x.example.org"
WORDS = ("zora.quell", "elsewhere7x")


@pytest.fixture
def lasting(tmp_path):
    """A world on disk, whose file can be searched."""
    made = World(tmp_path, FileStorage(str(tmp_path / "Data.fs")))
    made.hits = lambda: [
        word for word in WORDS if word.encode() in (tmp_path / "Data.fs").read_bytes()
    ]
    yield made
    made.close()


def erase(world, address=STRANGER, clear=()):
    done = PersonErasure(world.ports)(address, address, "On request", EDITOR, READER, clear)
    transaction.commit()
    return done


def test_nothing_is_left_of_whom_a_test_mail_went_to(lasting):
    world = lasting
    lasting.share(JO)
    mailroom = Mailroom(world.ports)
    assert mailroom.test_mail(STRANGER.upper(), "en", EDITOR, READER) == STRANGER
    transaction.commit()
    assert world.hits() == list(WORDS)
    done = erase(world)
    assert (done.recipient_id, done.rows, done.mails) == ("", 1, 1)
    assert (done.revoked, done.sessions, done.messages, done.reasons) == (0, 0, (), ())
    world.db.pack(time.time() + 1)
    assert world.hits() == []
    assert mailroom.last_test() is None
    assert world.store.chains[ADMINISTRATION].broken_at(world.ports.ring) is None
    row = world.administration()[-1]
    assert (row["action"], row["old"]) == (Action.PERSONAL_DATA_ERASED, "")
    assert row["new"] == field_digest(done.salt, STRANGER)
    assert erase(world).code == "person_unknown"


def sides(world):
    side = world.store.chains[ADMINISTRATION].side
    return {sequence: dict(one.person) for sequence, one in side.items()}


def test_others_stay_as_they_were(world, share):
    """An empty id is nobody's: rows about no recipient belong to no stranger."""
    mailroom = Mailroom(world.ports)
    for address in (STRANGER, "other@elsewhere.example.org"):
        assert mailroom.test_mail(address, "en", EDITOR, READER) == address
    before = {at: one for at, one in sides(world).items() if one.get("address") != STRANGER}
    assert "other@elsewhere.example.org" in str(before)
    erase(world)
    assert {at: one for at, one in sides(world).items() if at in before} == before
    assert STRANGER not in str(sides(world))
    assert find_person(world.ports, JO.address).shares == [share]
    assert JO.address in str(world.rows(share))


def test_a_stranger_is_exported_like_everybody(world, share):
    assert Mailroom(world.ports).test_mail(STRANGER, "en", EDITOR, READER) == STRANGER
    found = PersonExport(world.ports)(STRANGER, EDITOR)
    assert found["recipient"]["address"] == STRANGER
    assert (found["recipient"]["id"], found["recipient"]["created"]) == ("", None)
    assert [mail["kind"] for mail in found["mails"]] == ["test"]
    (row,) = found["rows"]
    assert (row["action"], row["address"], row["ip"]) == ("mail.tested", STRANGER, "")
    assert JO.address not in str(found)
    assert PersonExport(world.ports).archive(STRANGER, EDITOR).startswith(b"PK")


def test_an_address_in_a_message_is_found_and_can_be_deleted(world):
    world.share(message=f"Dear Jo, ask {STRANGER.upper()}")
    person = find_person(world.ports, STRANGER)
    (one,) = person.mentions()
    assert erase(world).messages == (one.id,)
    done = erase(world, clear=[one.id])
    assert (done.cleared, one.message) == (1, "")
    assert erase(world).code == "person_unknown"


@pytest.mark.parametrize("address", ["nobody@elsewhere7x.example.org", "elsewhere", "@", "x" * 300])
def test_who_is_held_nowhere_is_unknown(world, share, address):
    assert Mailroom(world.ports).test_mail(STRANGER, "en", EDITOR) == STRANGER
    before = len(world.administration())
    assert erase(world, address).code == "person_unknown"
    assert len(world.administration()) == before
