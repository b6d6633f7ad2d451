"""What a sender changes: the terms and the end of a share, each said with where it came from."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.share import Status
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.model.times import iso
from collective.externalshare.model.times import SECOND
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sessions import Sessions
from collective.externalshare.services.sweep import Sweep
from datetime import datetime
from tests.common.world import EDITOR
from tests.common.world import KIM

import pytest


def in_days(world, days):
    return from_micros(world.ports.now + days * DAY)


def test_an_expired_share_comes_back_with_a_later_date(world, share):
    world.clock.pass_time(days=8)
    assert Amend(world.ports)(share, EDITOR, access="view").code == "share_expired"
    assert Amend(world.ports)(share, EDITOR, expires=in_days(world, 7)) is None
    assert standing(world.ports, share).status is Status.ACTIVE
    assert Admit(world.ports).arrive(world.token(share))
    (row,) = world.rows(share, Action.SHARE_CHANGED)
    assert (row["old"], row["new"]) == (
        "download 2026-03-09T09:00:00Z",
        "download 2026-03-17T09:00:00Z",
    )


def test_amending_is_refused_with_the_same_bounds_as_sharing(world, share):
    late = in_days(world, 92)
    amend = Amend(world.ports)
    assert amend(share, EDITOR).code == "nothing_to_change"
    assert amend(share, EDITOR, expires=late).code == "expiry_far"
    assert amend(share, EDITOR, access="edit").code == "access_unknown"
    assert not world.rows(share, Action.SHARE_CHANGED)
    Revoke(world.ports)([share], EDITOR)
    assert amend(share, EDITOR, access="view").code == "share_revoked"
    assert share.terms.access == "download"


def test_terms_as_they_are_change_nothing_and_are_no_news(world):
    """Also sent back as REST shows them, to the second, and within the last hour."""
    world.clock.pass_time(microseconds=123456)
    (share,) = world.share()
    amend, terms, shown = Amend(world.ports), share.terms, share.terms.expires // SECOND * SECOND
    for values in (
        {"access": "download"},
        {"expires": from_micros(share.terms.expires)},
        {"expires": from_micros(shown), "access": "download"},
    ):
        assert amend(share, EDITOR, **values) is None
        assert share.terms is terms
    world.clock.pass_time(days=7, minutes=-1)
    assert amend(share, EDITOR, expires=from_micros(shown), access="view") is None
    (row,) = world.rows(share, Action.SHARE_CHANGED)
    assert row["new"] == f"view {iso(shown)}"
    assert share.terms.expires == terms.expires
    world.clock.pass_time(minutes=1)
    assert amend(share, EDITOR, expires=from_micros(shown)).code == "share_expired"
    assert (
        amend(share, EDITOR, expires=from_micros(shown).replace(tzinfo=None)).code == "expiry_zone"
    )
    assert amend(share, EDITOR, expires=datetime.fromisoformat("0001-01-01T00:00+14:00")).code == (
        "expiry_past"
    )


def test_amending_a_suspended_share_loses_no_announcement(world, share):
    lifecycle = Lifecycle(world.ports)
    world.document.blocked = "not_published"
    lifecycle.refresh(world.document.uid, world.document)
    Sweep(world.ports)()
    Amend(world.ports)(share, EDITOR, access="view")
    world.document.blocked = None
    lifecycle.refresh(world.document.uid, world.document)
    Sweep(world.ports)()
    rows = world.rows(share, Action.SHARE_SUSPENDED, Action.SHARE_RESUMED)
    assert [row["action"] for row in rows] == ["share.suspended", "share.resumed"]


def test_sharing_again_a_document_that_came_back_unseen_announces_it(world, share):
    """The clock published it, and no sweep has run since."""
    world.document.blocked = "not_yet_effective"
    Sweep(world.ports)()
    world.document.blocked = None
    world.share(KIM)
    assert share.gate.refusal is None
    Sweep(world.ports)()
    rows = world.rows(share, Action.SHARE_SUSPENDED, Action.SHARE_RESUMED)
    assert [row["action"] for row in rows] == ["share.suspended", "share.resumed"]
    assert world.announcer.kinds(share.id)[-1] == "IExternalShareResumed"


def test_revoking_is_final_and_said_once(world, share):
    revoke = Revoke(world.ports)
    assert revoke([share, share], EDITOR, "Mistake") == 1
    assert revoke([share], EDITOR, "Again") == 0
    assert share.revocation.reason == "Mistake"
    assert share.id in world.store.ended
    (row,) = world.rows(share, Action.SHARE_REVOKED)
    assert row["reason"] == "Mistake"
    assert world.announcer.kinds(share.id).count("IExternalShareRevoked") == 1


def test_a_reason_is_one_short_line(world, share):
    revoke = Revoke(world.ports)
    assert revoke([share], EDITOR, "x" * 501).code == "reason_long"
    assert share.revocation is None
    assert revoke([share], EDITOR, " Wrong\r\n\ud800person\x00 ") == 1
    assert share.revocation.reason == "Wrong person"


WHERE = Contact("203.0.113.5", "Editor's browser", "request 7")
ACTS = {
    Action.SHARE_REVOKED: lambda world, share: Revoke(world.ports)([share], EDITOR, "", WHERE),
    Action.SHARE_CHANGED: lambda world, share: Amend(world.ports)(
        share, EDITOR, access="view", contact=WHERE
    ),
    Action.LINK_SHOWN: lambda world, share: Invite(world.ports).link(share, EDITOR, WHERE),
    Action.LINK_RENEWED: lambda world, share: (
        lose_the_key(world, share) or Invite(world.ports).link(share, EDITOR, WHERE)
    ),
    Action.INVITATION_QUEUED: lambda world, share: Invite(world.ports).resend(share, EDITOR, WHERE),
    Action.CODE_ENABLED: lambda world, share: (
        switch_off(world, share) or Invite(world.ports).enable_codes(share, EDITOR, WHERE)
    ),
    Action.SESSION_ENDED: lambda world, share: Sessions(world.ports).end_one(
        world.session(share).digest, EDITOR, WHERE
    ),
}


def lose_the_key(world, share):
    world.store.invitations[share.invitation_id].key_id = "gone"


def switch_off(world, share):
    world.store.invitations[share.invitation_id].guard.off = True


@pytest.mark.parametrize("action", ACTS)
def test_every_act_says_where_it_came_from(world, share, action):
    ACTS[action](world, share)
    row = world.rows(share, action)[-1]
    assert row["actor"] == ["user", "dana"]
    assert row["person"] == {"ip": WHERE.ip, "agent": WHERE.agent}
    assert row["request"] == "request 7"


def test_ending_all_sessions_says_where_it_came_from(world, share):
    Sessions(world.ports).end_all(EDITOR, WHERE)
    (row,) = world.store.chains[ADMINISTRATION].rows()
    assert row["person"] == {"ip": WHERE.ip, "agent": WHERE.agent}


@pytest.mark.parametrize(("late", "code"), [(0, None), (1, "revive_late")])
def test_an_ended_share_comes_back_until_ninety_days_after_its_end(world, late, code):
    (share,) = world.share(days=7)
    world.clock.pass_time(days=7 + 90, seconds=late)
    later = from_micros(world.ports.now + DAY)
    refused = Amend(world.ports)(share, EDITOR, expires=later)
    assert (refused and refused.code) == code
    assert share.status(world.ports.now, None) == ("expired" if code else "active")


LESS = {
    "an earlier end": lambda world, share: {"expires": in_days(world, 3)},
    "when the sender is told": lambda world, share: {"notify": "every"},
}


@pytest.mark.parametrize("what", LESS)
def test_what_gives_a_reader_nothing_more_gives_no_further_downloads(world, what):
    """Else what was approved for one download would be for as many as the sender likes."""
    (share,) = world.share(asked={"limit": 1})
    share.usage.count("download", world.ports.now)
    world.bound(approval_required=True)
    assert Amend(world.ports)(share, EDITOR, **LESS[what](world, share)) is None
    assert share.left == 0


def test_more_time_or_another_limit_lets_downloads_count_anew(world):
    (share,) = world.share(asked={"limit": 1})
    for asked in ({"expires": in_days(world, 9)}, {"limit": 2}):
        share.usage.count("download", world.ports.now)
        assert Amend(world.ports)(share, EDITOR, **asked) is None
        assert share.left == share.terms.limit


def test_to_view_only_is_welcome_whatever_was_limited_or_has_to_be_approved(world):
    (share,) = world.share(asked={"limit": 3})
    world.bound(approval_required=True)
    assert Amend(world.ports)(share, EDITOR, access="view") is None
    assert (share.terms.access, share.terms.limit) == ("view", 0)
