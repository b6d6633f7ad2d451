"""A link and its mail: a new one, shown, sent again, and where it may not be."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.revoke import Revoke
from tests.common.world import EDITOR
from tests.unit.services.test_services_changing import switch_off

import pytest


def test_a_new_link_kills_the_old_one_and_changes_nothing_else(world, share):
    """T10"""
    old, session = world.token(share), world.session(share)
    terms, usage = share.terms, share.usage
    link = world.renew(share)
    admit = Admit(world.ports)
    assert admit.arrive(old) is None
    assert admit.arrive(link.rpartition("/")[2])
    assert (share.terms, share.usage) == (terms, usage)
    assert len(world.store.tokens) == 1
    assert session.digest in world.store.sessions


def test_showing_a_link_is_recorded_and_shows_the_living_one(world, share):
    assert (
        world.link(share) == f"https://documents.example.org/@@external-share/{world.token(share)}"
    )
    assert len(world.rows(share, Action.LINK_SHOWN)) == 1


def test_a_link_whose_key_is_gone_still_admits_and_is_shown_as_a_new_one(world, share):
    token, session = world.token(share), world.session(share)
    world.keys.roots = (b"n" * 32,)
    world.ports = world.ports_on(world.store)
    assert Admit(world.ports).arrive(token)
    link = world.link(share)
    assert Admit(world.ports).arrive(token) is None
    assert Admit(world.ports).arrive(link.rpartition("/")[2])
    assert len(world.rows(share, Action.LINK_RENEWED)) == 1
    assert session.digest in world.store.sessions


def test_resending_queues_one_more_mail(world, share):
    assert Invite(world.ports).resend(share, EDITOR) is None
    rows = world.mails(MailKind.INVITATION)
    assert len(rows) == 2
    assert world.store.invitations[share.invitation_id].delivery.row_id in {row.id for row in rows}
    assert len(world.rows(share, Action.INVITATION_QUEUED)) == 2


@pytest.mark.parametrize("call", ["resend", "link"])
@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_nothing_is_done_with_the_link_of_an_ended_share(world, share, call, end):
    if end == "revoked":
        Revoke(world.ports)([share], EDITOR)
    else:
        world.clock.pass_time(days=8)
    before = len(world.rows(share))
    assert getattr(Invite(world.ports), call)(share, EDITOR).code == f"share_{end}"
    assert len(world.rows(share)) == before


def test_a_suspended_share_is_not_mailed_but_its_link_is_shown(world, share):
    world.document.blocked = "not_published"
    assert Invite(world.ports).resend(share, EDITOR).code == "share_suspended"
    assert world.link(share).startswith("https://")
    world.document.blocked = None
    world.mail.broken = "mail_missing"
    assert Invite(world.ports).resend(share, EDITOR).code == "mail_missing"
    world.bound(link_base="")
    assert Invite(world.ports).link(share, EDITOR).code == "link_base_missing"


def test_codes_that_are_not_off_are_not_said_to_be_switched_on(world, share):
    Invite(world.ports).enable_codes(share, EDITOR)
    switch_off(world, share)
    Invite(world.ports).enable_codes(share, EDITOR)
    Invite(world.ports).enable_codes(share, EDITOR)
    assert len(world.rows(share, Action.CODE_ENABLED)) == 1
