"""Acknowledgements: of what was given, once, with evidence and a receipt."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.services.acknowledge import Acknowledge
from collective.externalshare.services.acknowledge import can_acknowledge
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.table import Table
from dataclasses import replace
from tests.common.fakes import FakeBlob
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.unit.services.acknowledging import acknowledge
from tests.unit.services.acknowledging import AGAIN
from tests.unit.services.acknowledging import ASKED
from tests.unit.services.acknowledging import FIRST
from tests.unit.services.acknowledging import look
from tests.unit.services.acknowledging import SECOND
from ZODB.POSException import ConflictError

import pytest
import transaction


@pytest.fixture
def session(world, asked):
    return world.session(asked)


def test_it_is_recorded_with_time_revision_and_digest(world, asked, session):
    look(world, asked, session)
    before = world.document.relied
    assert acknowledge(world, asked, session) is True
    assert world.document.relied == before + 1
    (row,) = world.rows(asked, Action.SHARE_ACKNOWLEDGED)
    assert (row["revision"], row["sha256"], row["share"]) == ("1", FIRST, asked.id)
    assert (row["actor"], row["document"]) == (
        ["recipient", asked.recipient_id],
        world.document.uid,
    )
    assert row["person"] == {"address": JO.address, "ip": READER.ip, "agent": READER.agent}
    said = asked.acknowledgement
    assert (said.moment, said.revision, said.sha256) == (row["time"], "1", FIRST)
    assert (asked.acknowledged, asked.owes) == (True, False)
    assert world.announcer.kinds(asked.id)[-1] == "IExternalShareAcknowledged"
    assert world.store.chains[asked.invitation_id].broken_at(world.ports.ring) is None


def test_a_second_click_or_a_retry_changes_nothing(world, asked, session):
    look(world, asked, session)
    for _click in range(3):
        world.clock.pass_time(seconds=1)
        assert acknowledge(world, asked, session) is True
    assert len(world.rows(asked, Action.SHARE_ACKNOWLEDGED)) == 1
    assert world.announcer.kinds(asked.id).count("IExternalShareAcknowledged") == 1
    assert len(world.mails(MailKind.RECEIPT)) == 1


def test_two_clicks_at_the_same_moment_are_one(world, asked, session):
    look(world, asked, session)
    manager = transaction.TransactionManager()
    other = world.db.open(manager)
    try:
        ports = world.ports_on(other.root()["store"])
        manager.begin()
        mine = ports.store.sessions[session.digest]
        assert Acknowledge(ports)(mine, asked.id, FIRST, READER) is True
        assert acknowledge(world, asked, session) is True
        with pytest.raises(ConflictError):
            manager.commit()
        manager.abort()
        assert Acknowledge(ports)(mine, asked.id, FIRST, READER) is True
        manager.commit()
    finally:
        manager.abort()
        other.close()
    transaction.begin()
    assert len(world.rows(asked, Action.SHARE_ACKNOWLEDGED)) == 1


@pytest.mark.parametrize("meanwhile", ["published", "blocked", "left"])
def test_what_changes_at_the_same_moment_is_no_basis(world, asked, session, meanwhile):
    look(world, asked, session)
    manager = transaction.TransactionManager()
    other = world.db.open(manager)
    try:
        ports = world.ports_on(other.root()["store"])
        manager.begin()
        mine = ports.store.sessions[session.digest]
        assert Acknowledge(ports)(mine, asked.id, FIRST, READER) is True
        if meanwhile == "published":
            world.publish()
        if meanwhile == "blocked":
            world.store.recipients[asked.recipient_id].blocked = world.ports.now
        if meanwhile == "left":
            session._p_changed = True
        transaction.commit()
        with pytest.raises(ConflictError):
            manager.commit()
    finally:
        manager.abort()
        other.close()


def test_what_was_not_opened_cannot_be_acknowledged(world, asked, session):
    assert can_acknowledge(asked) == ""
    assert acknowledge(world, asked, session).code == "acknowledge_stale"
    for sha256 in ("", SECOND, "x"):
        look(world, asked, session)
        assert acknowledge(world, asked, session, sha256).code == "acknowledge_stale"
    assert not world.rows(asked, Action.SHARE_ACKNOWLEDGED)


def test_a_revision_that_came_meanwhile_has_to_be_opened_first(world, asked, session):
    look(world, asked, session)
    world.document.blob, world.document.label = FakeBlob(b"%PDF- 2"), "2"
    assert acknowledge(world, asked, session).code == "acknowledge_stale"
    assert acknowledge(world, asked, session, SECOND).code == "acknowledge_stale"
    look(world, asked, session)
    assert acknowledge(world, asked, session, SECOND) is True
    (row,) = world.rows(asked, Action.SHARE_ACKNOWLEDGED)
    assert row["revision"] == "2"


@pytest.mark.parametrize("state", ["revoked", "expired", "suspended", "locked", "somebody else's"])
def test_what_cannot_be_used_cannot_be_acknowledged(world, asked, session, state):
    look(world, asked, session)
    share = asked
    if state == "revoked":
        Revoke(world.ports)([asked], EDITOR)
    if state == "expired":
        asked.terms = replace(asked.terms, expires=world.ports.now)
    if state == "suspended":
        world.document.blocked = "not_published"
    if state == "locked":
        asked.terms = replace(asked.terms, password="digest")
    if state == "somebody else's":
        (share,) = world.share(KIM, asked=ASKED)
    assert acknowledge(world, share, session) is False
    assert not world.rows(share, Action.SHARE_ACKNOWLEDGED)
    refused = world.rows(share, Action.ACCESS_REFUSED)
    assert [row["new"] for row in refused] == ([] if share is not asked else ["acknowledge"])


def test_without_being_asked_nobody_acknowledges(world, share):
    session = world.session(share)
    look(world, share, session)
    assert acknowledge(world, share, session) is True
    assert not world.rows(share, Action.SHARE_ACKNOWLEDGED)
    assert share.acknowledgement is None


@pytest.mark.parametrize(
    ("asked_for", "again"),
    [(ASKED, False), (AGAIN, True), ({**ASKED, "revision_mode": "pinned"}, False)],
)
def test_a_new_revision_is_asked_for_by_the_mode(world, asked_for, again):
    (share,) = world.share(asked=asked_for)
    session = world.session(share)
    look(world, share, session)
    acknowledge(world, share, session)
    world.publish()
    assert (share.owes, share.acknowledgement.revision) == (again, "1")
    if again:
        assert acknowledge(world, share, session, SECOND).code == "acknowledge_stale"
        # A form that is sent once more says what was said already.
        assert acknowledge(world, share, session) is True
        look(world, share, session)
        assert acknowledge(world, share, session, SECOND) is True
        assert [row["revision"] for row in world.rows(share, Action.SHARE_ACKNOWLEDGED)] == [
            "1",
            "2",
        ]
        assert not share.owes


def test_taking_it_back_takes_what_hangs_on_it(world):
    (share,) = world.share(asked={**AGAIN, "acknowledge_days": 3})
    assert Amend(world.ports)(share, EDITOR, acknowledge=False) is None
    terms = share.terms
    assert (terms.acknowledge, terms.acknowledge_days, terms.revision_mode) == (False, 0, "latest")
    assert not share.owes


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"acknowledge_days": 3}, "acknowledge_days_unasked"),
        ({"revision_mode": "ask_again"}, "ask_again_unasked"),
        ({**ASKED, "acknowledge_days": 366}, "acknowledge_days_range"),
        ({**ASKED, "acknowledge_days": -1}, "acknowledge_days_range"),
    ],
)
def test_what_makes_no_sense_is_refused(world, values, code):
    assert world.order(asked=values).terms.code == code


def test_a_table_for_a_spreadsheet_tells_it(world, asked, session):
    look(world, asked, session)
    acknowledge(world, asked, session)
    head, line = Table(world.ports)([asked], EDITOR).splitlines()
    cells = dict(zip(head.lstrip("\ufeff").split(","), line.split(","), strict=True))
    assert cells["acknowledged_revision"] == "1"
    assert cells["acknowledged"].startswith("2026-03-02T")
