"""T80: junk requests do not fill the database, and what they left is gone within a day."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Contact
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sweep import Sweep
from datetime import timedelta
from tests.common.numbers import JUNK
from tests.common.world import EDITOR
from tests.common.world import World
from ZODB.FileStorage import FileStorage

import pytest
import random
import time
import transaction


MOST_BYTES = 1_000_000
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
# So many requests in one hour, and the hour after it, and so on.
A_SECOND = 280
LINKS = 3


@pytest.fixture
def lasting(tmp_path):
    """A world on disk, with some links, one that is dead, and a reader inside."""
    made = World(tmp_path, FileStorage(str(tmp_path / "Data.fs")))
    made.size = lambda: (tmp_path / "Data.fs").stat().st_size
    people = [Addressee(f"reader-{number}@example.org") for number in range(LINKS)]
    made.live = [made.token(share) for share in made.share(*people)]
    (dead,) = made.share(Addressee("gone@example.org"))
    made.dead = made.token(dead)
    Revoke(made.ports)([dead], EDITOR)
    (own,) = made.share()
    made.session_of_reader = made.session(own)
    transaction.commit()
    yield made
    made.close()


class Junk:
    """Requests that nobody wants, of every kind, from everywhere."""

    def __init__(self, world, seed):
        self.world, self.chosen = world, random.Random(seed)
        self.browsers = [""]

    def secret(self, length=32):
        return "".join(self.chosen.choices(LETTERS, k=length))

    def contact(self):
        parts = (self.chosen.randrange(11, 99), *(self.chosen.randrange(256) for _ in range(3)))
        return Contact(".".join(map(str, parts)), self.secret(80))

    def code(self):
        return f"{self.chosen.randrange(10**8):08d}"

    def unknown_link(self):
        assert Admit(self.world.ports).arrive(self.secret()) is None

    def no_link(self):
        assert Admit(self.world.ports).arrive(self.secret(7) + "\x00é") is None

    def address_at_unknown_link(self):
        admit = Admit(self.world.ports)
        assert admit.request_code(self.secret(), "x@example.org", "", self.contact()) is None

    def code_at_unknown_link(self):
        admit, browser = Admit(self.world.ports), self.secret(43)
        assert admit.verify(self.secret(), self.code(), browser, self.contact()) is None

    def address_at_dead_link(self):
        admit = Admit(self.world.ports)
        assert admit.request_code(self.world.dead, "x@example.org", "", self.contact()) is None

    def address_at_link(self):
        admit, token = Admit(self.world.ports), self.chosen.choice(self.world.live)
        browser = self.chosen.choice([*self.browsers[-20:], self.secret(43)])
        address = f"{self.secret(8)}@example.org"
        asked = admit.request_code(token, address, browser, self.contact())
        if getattr(asked, "browser", ""):
            self.browsers.append(asked.browser)

    def code_at_link(self):
        admit, token = Admit(self.world.ports), self.chosen.choice(self.world.live)
        browser = self.chosen.choice([*self.browsers[-20:], self.secret(43)])
        assert not hasattr(admit.verify(token, self.code(), browser, self.contact()), "cookie")

    def no_session(self):
        assert living_session(self.world.ports, self.secret(43)) is None

    def ticket_of_nobody(self):
        session = self.world.session_of_reader
        assert Fetch(self.world.ports).file(session, self.secret()) is None

    def share_of_nobody(self):
        session = self.world.session_of_reader
        read = Read(self.world.ports)
        assert read.grant(session, self.secret(), "download", self.contact()) is None


KINDS = (
    "unknown_link",
    "no_link",
    "address_at_unknown_link",
    "code_at_unknown_link",
    "address_at_dead_link",
    "address_at_link",
    "code_at_link",
    "no_session",
    "ticket_of_nobody",
    "share_of_nobody",
)
# Those that must leave not one byte, however many there are.
UNSEEN = tuple(kind for kind in KINDS if "_at_dead" not in kind and not kind.endswith("_at_link"))


@pytest.mark.campaign
def test_t80_junk_does_not_fill_the_database(lasting):
    """Each request is a transaction of its own; the sweep runs as it does, once a minute."""
    junk = Junk(lasting, "T80")
    lasting.db.pack(time.time() + 1)
    before = lasting.size()
    for number in range(JUNK):
        getattr(junk, KINDS[number % len(KINDS)])()
        transaction.commit()
        if number % A_SECOND == 0:
            lasting.clock.pass_time(seconds=1)
        if number % (60 * A_SECOND) == 0:
            Sweep(lasting.ports)()
            transaction.commit()
    written = lasting.size() - before
    lasting.clock.pass_time(hours=24)
    while Sweep(lasting.ports)():
        transaction.commit()
    for name in ("challenges", "browsers", "sessions"):
        assert len(getattr(lasting.store, name)) == 0, name
    # What somebody sent is counted for two days; of those who only ask, nothing is left.
    assert {name.partition(" ")[0] for name in lasting.store.windows} == {"recipients"}
    lasting.db.pack(time.time() + 1)
    grown = lasting.size() - before
    print(f"{JUNK} junk requests: {grown} bytes more after a pack, {written} before it")  # noqa: T201
    assert grown < MOST_BYTES
    assert all(
        chain.broken_at(lasting.ports.ring) is None for chain in lasting.store.chains.values()
    )


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_is_unknown_writes_not_a_byte(lasting, kind):
    junk, before = Junk(lasting, kind), lasting.size()
    for _ in range(50):
        getattr(junk, kind)()
        transaction.commit()
    assert lasting.size() == before


def test_an_expired_challenge_is_gone_within_a_day_of_sweeps(lasting):
    junk = Junk(lasting, "challenge")
    for _ in range(20):
        junk.address_at_link()
    assert len(lasting.store.challenges) > 5
    began = lasting.clock.now()
    while len(lasting.store.challenges):
        lasting.clock.pass_time(minutes=1)
        Sweep(lasting.ports)()
    assert lasting.clock.now() - began <= timedelta(hours=24)
