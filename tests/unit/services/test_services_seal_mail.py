"""Seals by mail: which of them, when, to whom, and that none is left out."""

from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.selection import Period
from collective.externalshare.services import seal_mail
from collective.externalshare.services.configure_site import setting_changed
from collective.externalshare.services.erasure import Erasure
from collective.externalshare.services.export import Export
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.seal_mail import SealMail
from collective.externalshare.services.sealing import Sealing
from tests.common.world import EDITOR
from tests.common.world import READER

import pytest
import transaction


AUDITOR = "auditor@example.com"


def mailed(world):
    """What seals the mails have, oldest first."""
    rows = world.mails(MailKind.SEALS)
    assert {row.address for row in rows} <= {AUDITOR}
    return [row.subject_id for row in sorted(rows, key=lambda row: (row.created, row.subject_id))]


def seal(world, times=1):
    for _number in range(times):
        world.share()
        Sealing(world.ports)()
        transaction.commit()


def when_due(world, **passed):
    world.clock.pass_time(**passed)
    Sealing(world.ports).when_due()
    transaction.commit()


@pytest.fixture
def audited(world):
    world.bound(seal_address=" Auditor@example.com ".strip())
    return world


def test_without_an_address_no_seal_is_mailed(world):
    seal(world)
    when_due(world)
    assert mailed(world) == []


def test_the_newest_seal_comes_first_and_then_all_that_follow_at_most_once_an_hour(audited):
    seal(audited, 3)
    when_due(audited)
    assert mailed(audited) == ["3-3"], "those of before come with exports"
    seal(audited, 12)
    when_due(audited, minutes=59)
    assert mailed(audited) == ["3-3"]
    when_due(audited, minutes=1)
    assert mailed(audited) == ["3-3", "4-15"]
    when_due(audited, days=1)
    assert mailed(audited) == ["3-3", "4-15"], "nothing was sealed since"


def test_a_mail_of_seals_is_no_row_which_would_be_sealed_and_mailed_in_turn(audited):
    seal(audited)
    before = {chain.id: chain.length for chain in audited.store.chains.values()}
    when_due(audited, hours=1)
    assert len(mailed(audited)) == 1
    assert {chain.id: chain.length for chain in audited.store.chains.values()} == before
    assert not audited.store.unsealed_chains()


def test_what_one_mail_cannot_hold_goes_into_several(audited):
    seal(audited)
    when_due(audited)
    seal(audited, 4)
    length = len(next(audited.store.seals(5)).text)
    parts = seal_mail._parts(audited.store.seals(2))
    assert list(parts) == [(2, 5)]
    assert length < seal_mail.MOST_CHARACTERS
    heavy = [Heavy(number, seal_mail.MOST_CHARACTERS // 2) for number in (2, 3, 4)]
    heavy.append(Heavy(5, seal_mail.MOST_CHARACTERS * 2))
    assert list(seal_mail._parts(heavy)) == [(2, 3), (4, 4), (5, 5)]


class Heavy:
    """A seal of many chains."""

    def __init__(self, number, length):
        self.fields, self.text = {"number": number}, "x" * length


def test_an_address_set_anew_begins_with_the_newest_seal(audited):
    seal(audited)
    when_due(audited)
    audited.bound(seal_address="")
    when_due(audited)
    seal(audited, 3)
    audited.bound(seal_address=AUDITOR)
    when_due(audited)
    assert mailed(audited) == ["1-1", "4-4"]


def test_who_mails_at_the_same_time_conflicts_so_that_no_seal_leaves_twice(audited):
    seal(audited)
    manager = transaction.TransactionManager()
    connection = audited.db.open(manager)
    ports = audited.ports_on(connection.root()["store"])
    assert SealMail(ports).when_due() == SealMail(audited.ports).when_due() == 1
    manager.commit()
    with pytest.raises(transaction.interfaces.TransientError):
        transaction.commit()
    transaction.abort()
    connection.close()
    assert mailed(audited) == ["1-1"]


def test_what_could_not_be_delivered_is_sent_again_by_a_person(audited):
    seal(audited)
    when_due(audited)
    (row,) = audited.mails(MailKind.SEALS)
    row.state = "dead"
    audited.store.pending_mail.remove(row.id)
    audited.store.dead_mail.insert(row.id)
    (letter,) = Mailroom(audited.ports).dead()
    assert (letter.address, letter.again) == (AUDITOR, True)
    assert Mailroom(audited.ports).retry(row.id, EDITOR, READER) is True
    assert row.waits
    assert row.id in audited.store.pending_mail


def test_the_seal_that_ends_all_evidence_is_mailed_with_those_of_before(audited):
    seal(audited)
    when_due(audited)
    seal(audited, 2)
    erase(audited)
    when_due(audited, hours=1)
    assert mailed(audited) == ["1-1", "2-5"], "the erasure itself is sealed by now"
    assert [one.fields["number"] for one in audited.store.seals()] == [1, 2, 3, 4, 5]
    assert [one.fields["number"] for one in audited.store.seals() if "erased" in one.fields] == [4]


@pytest.mark.parametrize("state", ["queued", "leased", "retry", "dead"])
def test_a_mail_with_seals_that_has_not_left_survives_the_erasure_of_everything(audited, state):
    """It is for somebody outside, whom nobody here can keep from getting it that way."""
    seal(audited, 3)
    when_due(audited)
    (row,) = audited.mails(MailKind.SEALS)
    row.state = state
    if state == "dead":
        audited.store.pending_mail.remove(row.id)
        audited.store.dead_mail.insert(row.id)
    erase(audited)
    assert audited.mails(MailKind.SEALS) == [row]
    assert [one.fields["number"] for one in audited.store.seals()] == [3, 4]
    assert list(audited.store.dead_mail) == ([row.id] if state == "dead" else [])
    assert list(audited.store.pending_mail) == ([] if state == "dead" else [row.id])
    if state == "dead":
        assert Mailroom(audited.ports).retry(row.id, EDITOR, READER) is True


@pytest.mark.parametrize("state", ["sent", "skipped"])
def test_one_that_has_left_goes_like_all_the_rest(audited, state):
    seal(audited)
    when_due(audited)
    (row,) = audited.mails(MailKind.SEALS)
    row.state = state
    erase(audited)
    assert not len(audited.store.outbox)
    assert [one.fields["number"] for one in audited.store.seals()] == [2]


def erase(world):
    export = Export(world.ports)
    with export(export.selections.choose("everything", "", Period()), "jsonl", EDITOR).stream:
        transaction.commit()
    assert Erasure(world.ports)("Plone", "Plone", "Closed", EDITOR) > 0
    transaction.commit()


def test_the_row_of_the_setting_has_the_address_beside_it(world):
    assert setting_changed(world.ports, "seal_address", "", AUDITOR, EDITOR)
    assert setting_changed(world.ports, "seal_address", AUDITOR, "other@example.com", EDITOR)
    assert setting_changed(world.ports, "seal_address", AUDITOR, "", EDITOR)
    assert not setting_changed(world.ports, "seal_address", AUDITOR, AUDITOR, EDITOR)
    rows = list(world.store.chains[ADMINISTRATION].rows())
    assert [(row["old"], row["new"], row["person"].get("address")) for row in rows] == [
        ("seal_address = ", "seal_address = …", AUDITOR),
        ("seal_address = …", "seal_address = …", "other@example.com"),
        ("seal_address = …", "seal_address = ", None),
    ]


def test_a_clock_that_was_set_back_keeps_no_seal_from_being_mailed(audited):
    seal(audited)
    when_due(audited)
    seal(audited)
    when_due(audited, days=-30)
    assert sorted(mailed(audited)) == ["1-1", "2-2"]
