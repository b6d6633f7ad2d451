"""Mails leave while somebody shares: neither waits for the other, and nothing is lost."""

from collective.externalshare.content.housekeeping import sweep
from collective.externalshare.interfaces import IShareStore
from collective.externalshare.mail.idle import IIdle
from collective.externalshare.mail.loop import Loop
from collective.externalshare.mail.sender import OutboxSender
from collective.externalshare.mail.sender import TIDYING_TRIES
from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.terms import Terms
from collective.externalshare.model.times import DAY
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.health import Health
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.ports import ports_for
from tests.unit.mail.office import EDITOR
from tests.unit.mail.servers import serving
from tests.unit.mail.servers import Temper
from ZODB.POSException import ConflictError
from zope.component import provideHandler

import pytest


CROWD = 50
ADMIN = Actor("user", "admin")


def share_with_a_crowd(office, number, site=None):
    """Queue fifty mails on a connection; the caller commits. Returns the site."""
    site = site or office.open()
    site._p_jar.transaction_manager.begin()
    ports = ports_for(site)
    people = [Addressee(f"r{place}.{number}@example.org") for place in range(CROWD)]
    made = Distribute(ports)(
        Order([office.paper()], people, Terms(ports.now + DAY, "view"), EDITOR)
    )
    assert len(made.invitation_ids) == CROWD
    return site


def commit(site):
    site._p_jar.transaction_manager.commit()


@pytest.fixture
def refused(office):
    """Every mail comes back at once."""
    with serving(Temper("550 5.1.1 unknown")) as office.port:
        yield


def listed(office):
    store = office.store
    return [len(store.outbox), len(store.pending_mail), len(store.dead_mail)]


@pytest.mark.parametrize("answer", ["", "550 5.1.1 unknown"])
def test_who_shares_with_many_conflicts_with_no_mail_that_leaves_meanwhile(office, answer):
    """Each outcome used to change the lists that a sharing splits: every second one failed."""
    commit(share_with_a_crowd(office, "before"))
    # A quiet moment seals, so that every chain that grows from then on is noted again.
    provideHandler(sweep, [IIdle])
    with serving(Temper(answer) if answer else Temper()) as office.port:
        loop = Loop(office.open_app)
        # A quiet moment comes about once a minute, and the first at once.
        assert loop.round(1) == 1
        for number in range(4):
            sharing = share_with_a_crowd(office, number)
            assert loop.round(20) == 20
            commit(sharing)
    assert len(list(office.store.waiting_mail())) == 5 * CROWD - 81


def test_what_ended_is_taken_for_waiting_by_nobody_and_goes_in_a_quiet_moment(office, server):
    commit(share_with_a_crowd(office, 1))
    sender = OutboxSender(office.open())
    assert sender.send_due() == CROWD
    assert sender.send_due() == sender.waiting() == 0
    office.clock.pass_time(minutes=5)
    assert listed(office) == [CROWD, CROWD, 0]
    assert Mailroom(ports_for(office.site)).waiting() == []
    assert Health(ports_for(office.site))._outbox().code == "outbox_ready"
    sender.tidy()
    assert listed(office) == [0, 0, 0]
    assert len(server.raw) == CROWD


class Sharing:
    """Commits a sharing with many just before each commit of a sender, so many times."""

    def __init__(self, office, sender, times):
        self.office, self.times, self.met = office, times, 0
        sender.manager.registerSynch(self)

    def newTransaction(self, change):  # noqa: N802
        change.addBeforeCommitHook(self.meet)

    def meet(self):
        if self.met < self.times:
            self.met += 1
            commit(share_with_a_crowd(self.office, f"meets{self.met}"))

    def beforeCompletion(self, change):  # noqa: N802
        pass

    def afterCompletion(self, change):  # noqa: N802
        pass


def test_tidying_that_meets_a_sharing_tries_again_and_no_mail_is_lost(office, server):
    commit(share_with_a_crowd(office, 1))
    sender = OutboxSender(office.open())
    sender.send_due()
    sharing = Sharing(office, sender, 1)
    sender.tidy()
    assert sharing.met == 1
    assert listed(office) == [CROWD, CROWD, 0]
    assert sender.send_due() == CROWD
    assert len(server.raw) == 2 * CROWD


def test_tidying_that_always_conflicts_gives_way_until_the_next_quiet_moment(office, server):
    commit(share_with_a_crowd(office, 1))
    sender = OutboxSender(office.open())
    sender.send_due()
    sharing = Sharing(office, sender, 2 * TIDYING_TRIES)
    sender.tidy()
    assert sharing.met == TIDYING_TRIES
    queued = TIDYING_TRIES * CROWD
    assert listed(office) == [CROWD + queued, CROWD + queued, 0]
    sharing.times = 0
    assert sender.send_due(1000) == queued
    sender.tidy()
    assert listed(office) == [0, 0, 0]
    assert len(server.raw) == CROWD + queued


@pytest.mark.parametrize("tidying_first", [True, False])
def test_a_dead_letter_queued_again_while_it_is_tidied_away_is_not_lost(
    office, refused, tidying_first
):
    office.invite()
    OutboxSender(office.open()).send_due()
    row_id = office.only_row().id
    administrator, tidier = office.open(), office.open()
    for site in (administrator, tidier):
        site._p_jar.transaction_manager.begin()
    assert Mailroom(ports_for(administrator)).retry(row_id, ADMIN, Contact()) is True
    assert IShareStore(tidier).tidy_mail(10) == 1
    first, second = (tidier, administrator) if tidying_first else (administrator, tidier)
    commit(first)
    with pytest.raises(ConflictError):
        commit(second)
    second._p_jar.transaction_manager.abort()
    if tidying_first:
        assert Mailroom(ports_for(administrator)).retry(row_id, ADMIN, Contact()) is True
        commit(administrator)
    assert [row.id for row in office.store.waiting_mail()] == [row_id]
    assert list(office.store.dead_mail) == []


def test_a_dead_letter_that_was_not_tidied_away_can_be_dismissed(office, refused, send):
    office.invite()
    OutboxSender(office.open()).send_due()
    assert Mailroom(ports_for(office.site)).dismiss(office.only_row().id, ADMIN, Contact())
    office.commit()
    assert listed(office) == [0, 0, 0]
    assert send().taken == 0


def test_of_the_test_mails_that_left_the_latest_stays(office, server, send):
    office.store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
    office.commit()
    for address in ("first@example.org", "second@example.org"):
        office.begin()
        Mailroom(ports_for(office.site)).test_mail(address, "en", ADMIN)
        office.commit()
        office.clock.pass_time(seconds=1)
    assert send().taken == 2
    assert office.only_row().address == "second@example.org"
    assert listed(office) == [1, 0, 0]


def test_a_mail_that_two_senders_brought_is_recorded_once(office, server):
    """One was held up for longer than its lease."""
    invitation_id = office.invite()
    late = OutboxSender(office.open())
    errand = late._lease()
    office.clock.pass_time(seconds=91)
    OutboxSender(office.open()).send_due()
    late._write(errand, *late._run(errand))
    assert office.actions(invitation_id).count("invitation.sent") == 1
