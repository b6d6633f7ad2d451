"""R30: of many persons who are erased nothing is left after a pack, and the chains are whole."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.read import Read
from collective.externalshare.services.sealing import Sealing
from tests.common.numbers import PERSONS
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import READER
from tests.common.world import World
from ZODB.FileStorage import FileStorage

import pytest
import time
import transaction


REASON = "Request of 3 March"


def erase(world, person=JO, confirmation=None, reason=REASON, **values):
    typed = person.address if confirmation is None else confirmation
    return PersonErasure(world.ports)(person.address, typed, reason, EDITOR, READER, **values)


@pytest.fixture
def lasting(tmp_path):
    """A world on disk, whose files can be searched."""
    (tmp_path / "copies").mkdir()
    storage = FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs"))
    made = World(tmp_path / "copies", storage)
    made.files = lambda: [tmp_path / "Data.fs", *(tmp_path / "blobs").rglob("*.blob")]
    yield made
    made.close()


@pytest.mark.campaign
def test_r30_of_erased_persons_a_pack_leaves_nothing(lasting):
    people = [
        Addressee(
            f"quit{number}x@works{number}x.example.org",
            f"Zed{number}x",
            f"Org{number}x",
        )
        for number in range(PERSONS)
    ]
    stay = [
        Addressee(f"kept{number}x@stay.example.org", f"Kept{number}x", "Staying")
        for number in range(PERSONS)
    ]
    lasting.bound(maximum_recipients=5 * PERSONS)
    lasting.bound(shares_per_hour=50 * PERSONS, recipients_per_day=50 * PERSONS)
    mixed = [one for pair in zip(people, stay, strict=True) for one in pair]
    lasting.share(*mixed)
    lasting.share(*people[: PERSONS // 2])
    shares = lasting.share(people[0], stay[0])
    read_a_copy_of(lasting, shares[0], people[0])
    Sealing(lasting.ports)()
    transaction.commit()
    words = [w for n in range(PERSONS) for w in (f"quit{n}x", f"works{n}x", f"Zed{n}x", f"Org{n}x")]
    assert len(hits(lasting, words)) == len(words)

    for person in people:
        done = erase(lasting, person)
        assert done.revoked > 0
        transaction.commit()
    lasting.db.pack(time.time() + 1)

    assert hits(lasting, words) == []
    kept = [f"kept{number}x@stay" for number in range(PERSONS)]
    assert len(hits(lasting, kept)) == PERSONS
    assert lasting.whole()
    # A second run changes nothing.
    assert {erase(lasting, person).code for person in people} == {"person_unknown"}
    assert not lasting.connection._registered_objects


def read_a_copy_of(world, share, person):
    session = world.session(share, person.address)
    assert Read(world.ports).grant(session, share.id, "view", READER).ticket
    transaction.commit()


def hits(world, words):
    data = b"".join(path.read_bytes() for path in world.files()).lower()
    return [word for word in words if word.lower().encode() in data]
