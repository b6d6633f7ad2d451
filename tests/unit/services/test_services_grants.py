"""Grants: counted once, with their evidence, and nothing without it."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.fetch import FileAnswer
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from dataclasses import replace
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import READER

import hashlib
import pytest
import transaction


def test_a_grant_is_counted_once_with_its_evidence(world, share, session, read):
    granted = read.grant(session, share.id, "download", READER)
    answer = Fetch(world.ports).file(session, granted.ticket)
    with answer.virtual.open() as copy:
        data = copy.read()
    assert hashlib.sha256(data).hexdigest() == answer.sha256
    assert len(data) == answer.virtual.size
    assert JO.address in data.decode()
    (row,) = world.rows(share, Action.SHARE_DOWNLOADED)
    assert (row["copy"], row["size"], row["share"]) == (answer.sha256, len(data), share.id)
    assert row["sha256"] == hashlib.sha256(world.document.blob.data).hexdigest()
    assert row["person"]["address"] == JO.address
    assert row["person"]["ip"] == READER.ip
    assert (share.usage.opened, share.usage.downloads) == (1, 1)
    assert world.announcer.kinds(share.id)[-1] == "IExternalShareDownloaded"
    assert world.document.relied == 1


def test_fetching_a_file_often_counts_nothing_and_writes_nothing(world, share, session, read):
    """T21: 1 grant, 50 ranges, 5 full fetches, 3 HEAD."""
    granted = read.grant(session, share.id, "download", READER)
    transaction.commit()
    for _ in range(58):
        world.clock.pass_time(seconds=10)
        assert isinstance(Fetch(world.ports).file(session, granted.ticket), FileAnswer)
    assert not world.connection._registered_objects
    assert (share.usage.opened, share.usage.downloads) == (1, 1)


def test_the_same_press_within_the_minutes_is_the_same_grant(world, share, session, read):
    first = read.grant(session, share.id, "view", READER)
    world.clock.pass_time(minutes=9, seconds=-1)
    assert read.grant(session, share.id, "view", READER) == first
    assert read.grant(session, share.id, "download", READER) != first
    world.clock.pass_time(minutes=2)
    assert read.grant(session, share.id, "view", READER) != first
    assert (share.usage.opened, share.usage.downloads) == (3, 1)


def test_a_new_revision_is_a_new_grant_and_the_old_ticket_keeps_its_bytes(
    world, share, session, read
):
    first = read.grant(session, share.id, "download", READER)
    old = Fetch(world.ports).file(session, first.ticket)
    world.document.blob = type(world.document.blob)(b"%PDF- 2")
    world.document.label = "2"
    second = read.grant(session, share.id, "download", READER)
    assert second != first
    assert Fetch(world.ports).file(session, first.ticket) == old
    assert Fetch(world.ports).file(session, second.ticket).sha256 != old.sha256
    rows = world.rows(share, Action.SHARE_DOWNLOADED)
    assert [row["revision"] for row in rows] == ["1", "2"]
    assert len(share.gate.seen) == 2
    assert share.gate.label == "2"


def test_a_copy_that_is_gone_is_made_again_and_a_different_one_is_not_served(
    world, share, session, read, tmp_path
):
    granted = read.grant(session, share.id, "download", READER)
    for copy in tmp_path.iterdir():
        copy.unlink()
    assert isinstance(Fetch(world.ports).file(session, granted.ticket), FileAnswer)
    for copy in tmp_path.iterdir():
        copy.unlink()
    (grant,) = world.store.grants.values()
    grant.blob.data = b"%PDF- overwritten in place"
    assert Fetch(world.ports).file(session, granted.ticket).code == "copy_failed"


def test_a_failed_copy_leaves_no_grant_no_count_and_no_row_of_an_opening(
    world, share, session, read
):
    world.copies.fails = True
    assert read.grant(session, share.id, "view", READER).code == "copy_failed"
    transaction.commit()
    assert not world.store.grants
    assert not world.store.tickets
    assert session.grants == ()
    assert share.usage.opened == 0
    assert not world.rows(share, Action.SHARE_OPENED, Action.SHARE_DOWNLOADED)
    assert "IExternalShareOpened" not in world.announcer.kinds()
    world.copies.fails = False
    assert isinstance(read.grant(session, share.id, "view", READER), Granted)


class Failing(Exception):
    """The disk, the key, whatever."""


class FailingKeys:
    """Keys whose ring fails at the k-th use."""

    def __init__(self, ring, at):
        self.real, self.left = ring, at

    def ring(self):
        return self

    def problem(self):
        return None

    def __getattr__(self, name):
        value = getattr(self.real, name)
        if not callable(value):
            return value

        def counted(*args):
            self.left -= 1
            if self.left == 0:
                raise Failing
            return value(*args)

        return counted


@pytest.mark.campaign
def test_t77_whatever_fails_before_the_end_leaves_nothing_behind(world, share, session):
    """The k-th use of the keys fails, the evidence among them, until none does."""
    for k in range(1, 50):
        keys = FailingKeys(world.ports.ring, k)
        ports = replace(world.ports, keys=keys)
        try:
            granted = Read(ports).grant(session, share.id, "download", READER)
        except Failing:
            transaction.abort()
            assert not world.store.grants
            assert not world.store.tickets
            assert (share.usage.opened, share.usage.downloads) == (0, 0)
            assert not world.rows(share, Action.SHARE_DOWNLOADED)
            assert session.grants == ()
            continue
        break
    transaction.commit()
    assert k > 2
    assert isinstance(granted, Granted)
    assert len(world.rows(share, Action.SHARE_DOWNLOADED)) == share.usage.downloads == 1


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        ("revoked", "revoked"),
        ("expired", "expired"),
        ("retracted", "not_published"),
        ("deleted", "deleted"),
        ("view only", "view_only"),
        ("unviewable", "damaged"),
    ],
)
def test_a_refused_grant_is_evidence_and_gives_nothing(world, share, session, read, end, reason):
    granted = read.grant(session, share.id, "download", READER)
    match end:
        case "revoked":
            Revoke(world.ports)([share], EDITOR)
        case "expired":
            world.bound(session_hours=24 * 30, session_idle_minutes=60 * 24 * 30)
            world.clock.pass_time(days=7)
        case "retracted":
            world.document.blocked = "not_published"
        case "deleted":
            world.documents.by_uid.clear()
        case "view only":
            share.terms = replace(share.terms, access="view")
        case "unviewable":
            world.document.late = "damaged"
    read = Read(world.ports)
    assert read.grant(session, share.id, "download", READER) is None
    if end != "unviewable":  # what only an inspection finds stops new grants
        assert Fetch(world.ports).file(session, granted.ticket) is None
    (row,) = world.rows(share, Action.ACCESS_REFUSED)
    assert (row["reason"], row["result"], row["share"]) == (reason, "refused", share.id)
    assert share.usage.opened == 1


def test_hammering_at_a_closed_door_does_not_fill_the_chain(world, share, session, read):
    Revoke(world.ports)([share], EDITOR)
    for _ in range(100):
        assert read.grant(session, share.id, "view", READER) is None
    assert len(world.rows(share, Action.ACCESS_REFUSED)) == world.ports.settings.grants_per_hour
    (other,) = world.share()
    assert isinstance(read.grant(session, other.id, "view", READER), Granted)


def test_a_copy_with_boxes_names_its_reader_by_the_address(world, share, session):
    world.bound(watermark_diagonal="{name}", watermark_footer="{copy}")
    world.copies.undrawn = JO.name[0]
    granted = Read(world.ports).grant(session, share.id, "download", READER)
    with Fetch(world.ports).file(session, granted.ticket).virtual.open() as copy:
        assert JO.address in copy.read().decode()
