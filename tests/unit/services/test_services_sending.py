"""What a sender does: share, within bounds; every refusal with its sentence."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Action
from collective.externalshare.model.distribution import Distribution
from collective.externalshare.model.invitation import MailState
from collective.externalshare.model.secrets import digest
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import HOUR
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import readiness
from collective.externalshare.services.recipients import read_lines
from collective.externalshare.services.recipients import read_person
from collective.externalshare.services.terms import make_terms
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from tests.common.fakes import FakeDocument
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import MORNING

import pytest


def everything(world):
    store = world.store
    return {
        name: len(getattr(store, name)) for name in ("distributions", "invitations", "shares")
    } | {
        "outbox": len(store.outbox),
        "gates": len(store.gates),
        "recipients": len(store.recipients),
        "chains": len(store.chains),
    }


def test_one_sending_is_one_act_with_everything_in_it(world):
    manual = FakeDocument("b" * 32, "Manual")
    order = world.order(JO, KIM, documents=[world.document, manual], message="Please read")
    distribution = Distribute(world.ports)(order)
    assert isinstance(distribution, Distribution)
    assert everything(world) == {
        "distributions": 1,
        "invitations": 2,
        "shares": 4,
        "outbox": 2,
        "gates": 2,
        "recipients": 2,
        "chains": 3,
    }
    shares = [world.store.shares[share_id] for share_id in distribution.share_ids]
    for share in shares:
        assert [row["share"] for row in world.rows(share, Action.SHARE_CREATED)].count(
            share.id
        ) == 1
    assert world.announcer.kinds() == ["IExternalShareCreated"] * 4
    assert {told[2].uid for told in world.announcer.told} == {world.document.uid, manual.uid}
    for invitation in world.store.invitations.values():
        assert invitation.delivery.state == MailState.QUEUED.value
        assert world.store.chains[invitation.id].broken_at(world.ports.ring) is None


def test_the_token_of_a_link_is_nowhere_and_its_digest_admits(world, share):
    invitation = world.store.invitations[share.invitation_id]
    assert invitation.token_digest == digest(world.token(share))
    assert world.store.invitation_by_token(digest(world.token(share))) is invitation


def test_links_without_mail_queue_nothing(world):
    (share,) = world.share(by_mail=False)
    assert not world.store.outbox
    assert world.store.invitations[share.invitation_id].delivery.state == MailState.NONE.value


def test_the_same_person_or_document_twice_in_one_order_is_one_share(world):
    twice = [JO, Addressee(JO.address, "Somebody Else"), JO]
    shares = world.share(*twice, documents=[world.document, world.document])
    assert len(shares) == 1
    assert world.store.invitations[shares[0].invitation_id].name == "Jo Meyer"


def test_sharing_twice_makes_two_shares_and_renames_nobody(world, share):
    (again,) = world.share(replace(JO, name="J. Meyer", organisation="Elsewhere"))
    assert again.id != share.id
    assert again.recipient_id == share.recipient_id
    recipient = world.store.recipients[share.recipient_id]
    assert (recipient.name, recipient.organisation) == ("Jo Meyer", "Supplier Ltd")
    assert world.store.invitations[again.invitation_id].name == "J. Meyer"
    assert (share.organisation, again.organisation) == ("Supplier Ltd", "Elsewhere")


REFUSED = {
    "mail_missing": lambda world: setattr(world.mail, "broken", "mail_missing"),
    "link_base_missing": lambda world: world.bound(link_base=""),
    "key_unusable": lambda world: setattr(world.keys, "unusable", True),
    "not_published": lambda world: setattr(world.document, "blocked", "not_published"),
    "damaged": lambda world: setattr(world.document, "late", "damaged"),
}


@pytest.mark.parametrize("code", REFUSED)
@pytest.mark.parametrize("by_mail", [True, False])
def test_nothing_is_made_where_something_speaks_against_it(world, code, by_mail):
    order = world.order(by_mail=by_mail)
    REFUSED[code](world)
    before = everything(world)
    (refused,) = Distribute(world.ports)(order)
    assert refused.code == code
    assert everything(world) == before
    if code in ("mail_missing", "link_base_missing", "key_unusable"):
        assert readiness(world.ports).code == code


def test_one_bad_document_of_two_stops_the_whole_act_and_is_named(world):
    bad = FakeDocument("b" * 32, "Draft", refusal="not_published")
    before = everything(world)
    (refused,) = Distribute(world.ports)(world.order(documents=[world.document, bad]))
    assert (refused.code, refused.values["title"]) == ("not_published", "Draft")
    assert everything(world) == before


def test_everything_that_speaks_against_an_order_is_said_at_once(world):
    world.bound(maximum_recipients=1, maximum_message=5, link_base="")
    order = replace(world.order(JO, KIM, message="too long"), documents=[])
    found = [(refused.code, refused.where) for refused in Distribute(world.ports)(order)]
    assert found == [
        ("link_base_missing", ""),
        ("recipients_many", "recipients"),
        ("message_long", "message"),
        ("documents_missing", "documents"),
    ]
    (none,) = Distribute(world.ports).check(replace(world.order(), addressees=[], message=""))[1:]
    assert none.code == "recipients_missing"


def test_a_message_keeps_its_lines_and_loses_what_no_mail_can_carry(world):
    (share,) = world.share(message="Dear Jo,\r\n\ud800please read\x00.")
    assert world.store.distributions[share.distribution_id].message == "Dear Jo,\nplease read."


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"days": 1, "expires": MORNING + timedelta(days=2)}, "expiry_twice"),
        ({"days": 0}, "expiry_days"),
        ({"days": -1}, "expiry_days"),
        ({"days": 91}, "expiry_days"),
        ({"expires": datetime(2026, 3, 20)}, "expiry_zone"),  # noqa: DTZ001
        ({"expires": MORNING}, "expiry_past"),
        ({"expires": MORNING + timedelta(minutes=59, seconds=59)}, "expiry_past"),
        ({"expires": MORNING + timedelta(days=90, minutes=2)}, "expiry_far"),
        ({"access": "edit"}, "access_unknown"),
        ({"access": ""}, "access_unknown"),
    ],
)
def test_terms_beyond_the_bounds_are_refused(world, values, code):
    assert make_terms(world.ports, **values).code == code


@pytest.mark.parametrize(
    ("values", "expires"),
    [
        ({}, 30 * DAY),
        ({"days": 1}, DAY),
        ({"days": 90}, 90 * DAY),
        ({"expires": MORNING + timedelta(hours=1)}, HOUR),
        ({"expires": MORNING + timedelta(days=90)}, 90 * DAY),
    ],
)
def test_terms_at_the_bounds_are_made(world, values, expires):
    terms = make_terms(world.ports, **values)
    assert terms.expires - world.ports.now == expires
    assert terms.access == "view"


def test_a_default_beyond_the_maximum_means_the_maximum(world):
    world.bound(default_days=30, maximum_days=14)
    assert make_terms(world.ports).expires - world.ports.now == 14 * DAY


def test_wrong_lines_are_named_with_their_number(world):
    people, refused = read_lines("Jo <jo@example.org>\n\nnobody\r\n kim@example.org, Other \nx@y")
    assert [person.address for person in people] == ["jo@example.org", "kim@example.org"]
    assert [(one.code, one.values["number"], one.values["line"]) for one in refused] == [
        ("recipient_line", 3, "nobody"),
        ("recipient_line", 5, "x@y"),
    ]


def test_a_name_of_which_nothing_can_be_shown_is_refused_by_its_number():
    people, refused = read_lines("Jo <jo@example.org>\n\ue000 <kim@example.org>\nz@x.org, \u0378")
    assert [person.address for person in people] == ["jo@example.org"]
    assert [(one.code, one.values["number"]) for one in refused] == [
        ("line_unwritable", 2),
        ("line_unwritable", 3),
    ]
    for names in (("\ue000", ""), ("Jo", "\U000e0041")):
        assert read_person("jo@example.org", *names, 4).code == "recipient_unwritable"


def test_the_first_name_of_a_repeated_address_counts():
    people, refused = read_lines("Jo <jo@example.org>\nJoanna <JO@example.org>")
    assert [(one.address, one.name) for one in people] == [("jo@example.org", "Jo")]
    assert not refused


def test_separate_values_are_read_as_strictly():
    assert read_person("Jo@Example.org", " Jo\n", "", 1) == Addressee("jo@example.org", "Jo")
    assert read_person("a@x.org,b@x.org", "", "", 2).code == "recipient_address"
    assert read_person("jo@example.org", "x" * 201, "", 3).code == "recipient_name"
