"""What administrators, auditors and the clock add to a story of people."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import OutboxState
from collective.externalshare.model.selection import Period
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.ageing import Ageing
from collective.externalshare.services.configure_site import setting_changed
from collective.externalshare.services.erasure import Erasure
from collective.externalshare.services.export import Export
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.person_export import PersonExport
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.proving import Proving
from collective.externalshare.services.report import Reports
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.services.trace import Trace
from collective.externalshare.vocabularies import ACTIONS
from hypothesis import strategies as st
from hypothesis.stateful import precondition
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from io import BytesIO
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.unit.services import counting

import transaction


ANY = st.integers(min_value=0, max_value=10**6)
PEOPLE = st.sampled_from([JO, KIM])
SHARED = precondition(lambda self: self.shares)
INSIDE = precondition(lambda self: self.sessions)


class Administrating(RuleBasedStateMachine):
    """Rules for a machine that has `world`, `shares`, `sessions` and `browsers`."""

    @INSIDE
    @rule(number=ANY)
    def leave(self, number):
        session = self.sessions[number % len(self.sessions)]
        if session.digest in self.world.store.sessions:
            Admit(self.world.ports).leave(session, READER)

    @SHARED
    @rule(number=ANY)
    def let_codes_be_tried_again(self, number):
        share = self.shares[number % len(self.shares)]
        self.world.store.invitations[share.invitation_id].guard.off = True
        Invite(self.world.ports).enable_codes(share, EDITOR, READER)

    @rule(number=ANY, again=st.booleans())
    def a_mail_is_given_up_and_looked_at(self, number, again):
        store, mailroom = self.world.store, Mailroom(self.world.ports)
        mailroom.test_mail("me@example.org", "en", EDITOR, READER)
        waiting = list(store.waiting_mail())
        row = waiting[number % len(waiting)]
        row.finish(OutboxState.DEAD, "550 no such mailbox")
        store.pending_mail.remove(row.id)
        store.dead_mail.insert(row.id)
        if not (again and mailroom.retry(row.id, EDITOR, READER) is True):
            mailroom.dismiss(row.id, EDITOR, READER)

    @rule(old=st.integers(1, 9), new=st.integers(1, 9))
    def set_something(self, old, new):
        setting_changed(self.world.ports, "default_days", old, new, EDITOR, READER)

    @rule(number=ANY, form=st.sampled_from(["jsonl", "csv", "zip", "pdf"]))
    def take_evidence_along(self, number, form):
        export = Export(self.world.ports)
        scope, subject = "everything", ""
        if self.shares and number % 2:
            scope, subject = "share", self.shares[number % len(self.shares)].id
        chosen = export.selections.choose(scope, subject, Period())
        if form == "pdf":
            Reports(self.world.ports)(chosen, EDITOR, READER)
        else:
            made = export(chosen, form, EDITOR, READER)
            made.stream.close()
            assert made.size > 0

    @rule(number=ANY)
    def ask_whose_copy_it_is(self, number):
        opened = [row for row in counting.all_rows(self.world) if row["action"] in counting.OPENED]
        trace = Trace(self.world.ports)
        if not opened:
            assert not trace.number("K7QF-2M9X", EDITOR, READER).origins
            return
        row = opened[number % len(opened)]
        found = trace.number(row["new"], EDITOR, READER).origins
        assert [one.row["mac"] for one in found] == [row["mac"]]
        assert found[0].holds
        trace.file(BytesIO(b"%PDF-"), EDITOR, READER)

    @rule(person=PEOPLE)
    def export_a_person(self, person):
        done = PersonExport(self.world.ports).archive(person.address, EDITOR, READER)
        known = self.world.store.recipient_at(person.address)
        assert isinstance(done, Refused) is (known is None)

    @rule(person=PEOPLE, sure=st.sampled_from([False, True, True]))
    def erase_a_person(self, person, sure):
        typed = person.address if sure else "x@example.org"
        erase = PersonErasure(self.world.ports)
        done = erase(person.address, typed, "On request", EDITOR, READER)
        if isinstance(done, Refused):
            return
        assert self.world.store.recipient_at(person.address) is None
        told = str([row["person"] for row in counting.all_rows(self.world)])
        assert person.address not in told
        assert person.name not in told
        assert all(one.name != person.name for one in self.world.store.invitations.values())

    @rule(days=st.sampled_from([30, 400]), person_days=st.sampled_from([0, 0, 60]))
    def age(self, days, person_days):
        self.world.bound(contact_days=days, person_days=person_days)
        while Ageing(self.world.ports)(self.world.store.chains.keys()):
            pass
        oldest = self.world.ports.now - days * 86_400_000_000
        for row in counting.all_rows(self.world):
            assert row["time"] >= oldest or not row["person"].keys() & {"ip", "agent"}

    @rule()
    def post(self):
        Posting(self.world.ports)()

    @rule()
    def look_for_changes(self):
        Proving(self.world.ports).keep_looking()
        assert not self.world.store.broken

    @rule(hours=st.sampled_from([1, 30]))
    def set_the_clock_back(self, hours):
        self.world.clock.pass_time(hours=-hours)

    @rule(limit=st.integers(1, 60))
    def count(self, limit):
        """Figures follow the sweep, which tells what the clock and documents did."""
        while Sweep(self.world.ports)():
            pass
        counting.check_trail(self.world, (JO, KIM), limit)
        for uid in ("", self.world.document.uid):
            counting.check_figures(self.world, uid)
        counting.check_copies(self.world)

    @rule(sure=st.sampled_from([False, False, False, True]))
    def erase_everything(self, sure):
        erase = Erasure(self.world.ports)
        if not sure:
            assert isinstance(erase("Plone", "Plone", "", EDITOR, READER), Refused)
            return
        export = Export(self.world.ports)
        made = export(export.selections.choose("everything", "", Period()), "jsonl", EDITOR)
        made.stream.close()
        rows = len(counting.all_rows(self.world))
        assert erase("Plone", "Plone", "The site is closed", EDITOR, READER) == rows
        transaction.commit()
        self.shares, self.sessions, self.browsers = [], [], {}
        (row,) = counting.all_rows(self.world)
        assert row["action"] == Action.EVIDENCE_ERASED
        assert row["action"] in ACTIONS
