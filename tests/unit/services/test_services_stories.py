"""Random stories of what people do: chains verify, and every count is that of its rows."""

from collections import Counter
from collective.externalshare.model.audit import Action
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.terms import RevisionMode
from collective.externalshare.model.verify_seals import Seals
from collective.externalshare.services.acknowledge import Acknowledge
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.lifecycle import give_out
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.people import GIVEN
from collective.externalshare.services.proving import Proving
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sealing import Sealing
from collective.externalshare.services.sessions import Sessions
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.verify import findings
from datetime import timedelta
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant
from hypothesis.stateful import precondition
from hypothesis.stateful import rule
from pathlib import Path
from tests.common.fakes import FakeBlob
from tests.common.numbers import STEPS
from tests.common.numbers import STORIES
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.common.world import World
from tests.unit.services.administrating import Administrating
from tests.unit.services.exporting import lines_of

import shutil
import tempfile
import transaction


ANY = st.integers(min_value=0, max_value=10**6)
SHARED = precondition(lambda self: self.shares)
INSIDE = precondition(lambda self: self.sessions)


class Story(Administrating):
    """One editor, two recipients, one document, one administrator, and a clock."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.world = World(self.folder, maximum_days=400)
        self.shares, self.sessions, self.browsers = [], [], {}

    def teardown(self):
        self.world.close()
        shutil.rmtree(self.folder)

    def one(self, number):
        return self.shares[number % len(self.shares)]

    def reader(self, number):
        return self.sessions[number % len(self.sessions)]

    @rule(
        both=st.booleans(),
        access=st.sampled_from(["view", "download"]),
        mode=st.sampled_from(RevisionMode),
    )
    def share(self, both, access, mode):
        if self.world.document.refusal() is None:
            people = (JO, KIM) if both else (JO,)
            asked = {"revision_mode": mode.value, "acknowledge": mode != RevisionMode.LATEST}
            self.shares += self.world.share(*people, access=access, asked=asked)

    @SHARED
    @rule(number=ANY, address=st.sampled_from([JO.address, KIM.address, "x@example.org"]))
    def ask(self, number, address):
        share = self.one(number)
        asked = self.world.ask(share, address, self.browsers.get(share.id, ""))
        if getattr(asked, "browser", ""):
            self.browsers[share.id] = asked.browser

    @SHARED
    @rule(number=ANY, right=st.booleans())
    def give_code(self, number, right):
        share = self.one(number)
        browser = self.browsers.get(share.id, "")
        try:
            code = self.world.code(browser) if right else "1234 5678"
        except KeyError:
            code = "0000 0000"
        verified = self.world.verify(share, code, browser)
        if getattr(verified, "cookie", ""):
            found = self.world.store.sessions
            self.sessions += [one for one in found.values() if one not in self.sessions]

    @SHARED
    @rule(number=ANY, access=st.sampled_from(["view", "download"]))
    def walk_in(self, number, access):
        """All steps in one, so that many stories get behind the code."""
        share, world = self.one(number), self.world
        world.clock.pass_time(minutes=15)
        asked = world.ask(share, world.store.recipients[share.recipient_id].address)
        if getattr(asked, "browser", ""):
            verified = world.verify(share, world.code(asked.browser), asked.browser)
            session = living_session(world.ports, getattr(verified, "cookie", ""))
            if session is not None:
                self.sessions.append(session)
                Read(world.ports).grant(session, share.id, access, READER)

    @INSIDE
    @SHARED
    @rule(number=ANY, share=ANY, access=st.sampled_from(["view", "download"]), page=ANY)
    def read(self, number, share, access, page):
        session = self.reader(number)
        own = [one for one in self.shares if one.recipient_id == session.recipient_id]
        if session.digest not in self.world.store.sessions:
            return
        granted = Read(self.world.ports).grant(session, own[share % len(own)].id, access, READER)
        if isinstance(granted, Granted):
            Fetch(self.world.ports).image(session, granted.ticket, 1 + page % 3, 110)

    @INSIDE
    @SHARED
    @rule(number=ANY, share=ANY)
    def acknowledge(self, number, share):
        session = self.reader(number)
        own = [one for one in self.shares if one.recipient_id == session.recipient_id]
        if session.digest in self.world.store.sessions:
            one = own[share % len(own)]
            Acknowledge(self.world.ports)(session, one.id, one.usage.sha256, READER)

    @rule()
    def publish_another(self):
        document = self.world.document
        document.label = str(int(document.label) + 1)
        document.blob = FakeBlob(f"%PDF- {document.label}".encode())
        gate = self.world.store.gates.get(document.uid)
        if gate is not None and document.refusal() is None:
            give_out(self.world.ports, gate, document.revision())

    @INSIDE
    @rule(number=ANY, everyone=st.sampled_from([False, False, True]))
    def end_sessions(self, number, everyone):
        sessions = Sessions(self.world.ports)
        if everyone:
            sessions.end_all(EDITOR)
        else:
            sessions.end_one(self.reader(number).digest, EDITOR)

    @SHARED
    @rule(number=ANY, days=st.integers(1, 390), access=st.sampled_from(["view", "download"]))
    def change(self, number, days, access):
        until = self.world.clock.now() + timedelta(days=days)
        Amend(self.world.ports)(self.one(number), EDITOR, expires=until, access=access)

    @SHARED
    @rule(number=ANY)
    def send_again(self, number):
        Invite(self.world.ports).resend(self.one(number), EDITOR)
        Invite(self.world.ports).link(self.one(number), EDITOR)

    @SHARED
    @rule(number=ANY, all_of_them=st.sampled_from([False, False, False, True]))
    def revoke(self, number, all_of_them):
        shares = self.shares if all_of_them else [self.one(number)]
        Revoke(self.world.ports)(shares, EDITOR, "Not needed any more")

    @rule(published=st.sampled_from([True, True, False]))
    def publish_or_retract(self, published):
        document = self.world.document
        document.blocked = None if published else SourceRefusal.NOT_PUBLISHED
        Lifecycle(self.world.ports).refresh(document.uid, document)

    @rule(hours=st.sampled_from([0, 0, 1, 5, 30, 200, 1000]))
    def wait(self, hours):
        self.world.clock.pass_time(hours=hours)

    @rule()
    def sweep(self):
        Sweep(self.world.ports)()

    @rule()
    def seal(self):
        Sealing(self.world.ports)()

    @invariant()
    def all_evidence_verifies(self):
        transaction.commit()
        ports = self.world.ports
        proving = Proving(ports)
        chains = list(ports.store.chains.values())
        assert all(proving.broken_at(chain) is None for chain in chains)
        log = self.world.seal_log.path
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        # The log outlives what was erased.
        kept = [seal.line for seal in ports.store.seals()]
        assert (lines[len(lines) - len(kept) :], bool(lines)) == (kept, bool(kept))
        said = {}
        seals = Seals(lines, ports.ring.signer)
        assert seals.problems == []
        assert list(findings(lines_of(chains), seals, ports.ring.signer, said)) == []
        assert said["rows"] == sum(chain.length for chain in chains)

    @invariant()
    def every_count_is_that_of_its_rows(self):
        for share in self.shares:
            counts = Counter(
                row["action"] for row in self.world.rows(share) if row["share"] == share.id
            )
            taken = counts[Action.SHARE_DOWNLOADED]
            assert share.usage.downloads == taken
            assert share.usage.opened == counts[Action.SHARE_OPENED] + taken
            assert counts[Action.SHARE_CREATED] == 1
            self.compare_acknowledgements(share)
            assert counts[Action.SHARE_REVOKED] == (share.revocation is not None)

    def compare_acknowledgements(self, share):
        """The share has the latest one, of what was given; no pinned reader got anything else."""
        rows = [row for row in self.world.rows(share) if row["share"] == share.id]
        said = [row for row in rows if row["action"] == Action.SHARE_ACKNOWLEDGED]
        given = {row["sha256"] for row in rows if row["action"] in GIVEN}
        assert {row["sha256"] for row in said} <= given
        latest = (said[-1]["time"], said[-1]["sha256"]) if said else None
        kept = share.acknowledgement
        assert latest == (None if kept is None else (kept.moment, kept.sha256))
        if share.pin is not None:
            assert given <= {share.pin.sha256}


Story.TestCase.settings = settings(
    max_examples=STORIES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestStories = Story.TestCase
