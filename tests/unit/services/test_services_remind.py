"""A person reminds all who have not opened a document."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.read import Read
from collective.externalshare.services.remind import RemindAll
from collective.externalshare.services.remind import Reminded
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER

import pytest


def remind(world):
    return RemindAll(world.ports)(world.document.uid, EDITOR, READER)


def test_those_who_have_not_opened_it_are_reminded(world):
    one, two = world.share(JO, KIM, by_mail=False)
    Read(world.ports).grant(world.session(one), one.id, "view", READER)
    assert remind(world) == Reminded(1, 0, 0)
    (mail,) = world.mails(MailKind.UNREAD)
    assert mail.subject_id == two.invitation_id
    (row,) = world.rows(two, Action.NOTICE_QUEUED)
    assert (row["actor"], row["new"], row["person"]["ip"]) == (
        ["user", "dana"],
        "unread",
        READER.ip,
    )


def test_nobody_is_reminded_twice_within_a_day(world):
    world.share(JO, KIM)
    assert remind(world) == Reminded(2, 0, 0)
    world.clock.pass_time(hours=23)
    assert remind(world) == Reminded(0, 2, 0)
    world.clock.pass_time(hours=1)
    assert remind(world) == Reminded(2, 0, 0)


def test_who_wants_no_reminders_gets_none_of_these_either(world):
    (share,) = world.share()
    world.store.recipients[share.recipient_id].stopped = 1
    assert remind(world) == Reminded(0, 0, 1)
    assert not world.mails(MailKind.UNREAD)


@pytest.mark.parametrize("state", ["opened", "over", "suspended", "never shared"])
def test_where_nobody_is_to_be_reminded_it_is_said(world, state):
    if state != "never shared":
        (share,) = world.share()
    if state == "opened":
        Read(world.ports).grant(world.session(share), share.id, "view", READER)
    if state == "over":
        world.clock.pass_time(days=8)
    if state == "suspended":
        world.document.blocked = "not_published"
    assert remind(world) == Refused("nobody_to_remind")


def test_without_mail_or_address_nothing_is_queued(world):
    world.share()
    world.bound(link_base="")
    assert remind(world) == Refused("link_base_missing")
    world.mail.broken = "mail_missing"
    assert remind(world) == Refused("mail_missing")
    assert not world.mails(MailKind.UNREAD)
