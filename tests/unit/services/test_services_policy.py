"""The organisation's rules: met by every sending and by every change of terms."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.distribution import Distribution
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.share import Status
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.policy import Policy
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from collective.externalshare.services.terms import make_terms
from dataclasses import replace
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.common.world import SENDER

import transaction


def codes(found):
    return [] if isinstance(found, Distribution) else [(one.code, one.where) for one in found]


def send(world, *people, **values):
    return codes(Distribute(world.ports)(world.order(*people, **values)))


def test_only_allowed_addresses_and_domains_are_sent_to(world):
    world.bound(allowed_addresses=("Example.org", "kim@OTHER.example.com"))
    other = replace(KIM, address="kim@other.example.com")
    assert send(world, JO, other) == []
    wrong = replace(other, address="jo@other.example.com")
    assert send(world, JO, wrong) == [("addresses_refused", "recipients")]
    (refused,) = Distribute(world.ports)(world.order(JO, wrong))
    assert refused.values["addresses"] == "jo@other.example.com"


def test_denied_is_stronger_than_allowed(world):
    world.bound(allowed_addresses=("example.org",), denied_addresses=("@Supplier.example.org",))
    assert send(world, KIM) == []
    assert send(world, JO, KIM) == [("addresses_refused", "recipients")]


def test_a_domain_is_denied_however_it_is_written(world):
    world.bound(denied_addresses=("BÜCHER.example",))
    wrong = replace(JO, address="jo@eu.xn--bcher-kva.example")
    assert send(world, wrong) == [("addresses_refused", "recipients")]


def test_whoever_allows_only_what_cannot_be_read_allows_nobody(world):
    world.bound(allowed_addresses=("nonsense",))
    assert send(world, JO) == [("addresses_refused", "recipients")]


def test_many_refused_addresses_are_one_sentence_of_bearable_length(world):
    world.bound(denied_addresses=("example.org",))
    people = [replace(JO, address=f"p{number}@example.org") for number in range(30)]
    (refused,) = Distribute(world.ports)(world.order(*people))
    assert refused.values["addresses"].count("@") == 10
    assert refused.values["addresses"].endswith(" …")


def test_the_rules_of_a_document_are_named_with_it(world):
    strict = FakeDocument("b" * 32, "Plan")
    strict.demands = Rules(view_only=True, maximum_days=5, allowed=frozenset({"other.example.org"}))
    found = Distribute(world.ports)(world.order(JO, documents=[world.document, strict]))
    assert codes(found) == [
        ("addresses_refused", "recipients"),
        ("access_view_only", "access"),
        ("expiry_far", "expires"),
    ]
    assert {one.values["title"] for one in found} == {"Plan"}
    kind = world.order(KIM, documents=[world.document, strict], access="view", days=5)
    assert codes(Distribute(world.ports)(kind)) == []


def test_what_is_shared_already_is_suspended_once_its_reader_is_denied(world, share):
    session = world.session(share)
    world.bound(denied_addresses=(JO.address,))
    found = standing(world.ports, share)
    assert (found.status, found.reason) == (Status.SUSPENDED, "address_refused")
    assert Admit(world.ports).arrive(world.token(share)) is None
    listed = Overview(world.ports).listed(share)
    assert (listed.status, listed.reason) == (Status.SUSPENDED, "address_refused")
    assert Invite(world.ports).resend(share, EDITOR).code == "share_suspended"
    world.bound(denied_addresses=())
    assert standing(world.ports, share).status is Status.ACTIVE
    assert session.recipient_id == share.recipient_id


def test_a_change_of_terms_meets_the_rules_of_this_moment(world, share):
    world.document.demands = Rules(view_only=True, maximum_days=10)
    amend = Amend(world.ports)
    later = from_micros(world.ports.now + 20 * DAY)
    assert amend(share, EDITOR, expires=later, access="view").code == "expiry_far"
    soon = from_micros(world.ports.now + 9 * DAY)
    assert amend(share, EDITOR, expires=soon).code == "access_view_only"
    assert amend(share, EDITOR, expires=soon, access="view") is None
    world.bound(denied_addresses=(JO.address,))
    amend = Amend(world.ports)
    assert amend(share, EDITOR, expires=from_micros(world.ports.now + 8 * DAY)) is None
    assert amend(share, EDITOR, expires=soon).code == "addresses_refused"


def test_a_stricter_change_is_welcome_whatever_the_rules_say_now(world, share):
    world.document.demands = Rules(view_only=True, maximum_days=1)
    assert Amend(world.ports)(share, EDITOR, expires=from_micros(world.ports.now + 2 * DAY)) is None
    assert Amend(world.ports)(share, EDITOR, access="view") is None


def test_nothing_is_sent_before_every_line_of_the_checklist_is_confirmed(world):
    lines = ("Classification checked", "NDA in place")
    world.bound(checklist=lines)
    assert send(world) == [("confirmation_missing", "confirmed")] * 2
    assert send(world, confirmed=["NDA in place", "anything"]) == [
        ("confirmation_missing", "confirmed")
    ]
    made = Distribute(world.ports)(world.order(confirmed=[*lines, "anything"]))
    assert made.confirmed == lines


def test_a_distribution_of_before_there_was_a_checklist_confirmed_nothing(share, world):
    kept = world.store.distributions[share.distribution_id]
    assert "confirmed" not in kept.__dict__
    assert kept.confirmed == ()


def test_a_domain_is_new_until_something_was_shared_with_it(world):
    policy = Policy(world.ports)
    assert [one.values["domain"] for one in policy.warnings([], [JO.address, KIM.address])] == [
        "supplier.example.org",
        "other.example.org",
    ]
    world.share(JO)
    assert [one.values["domain"] for one in policy.warnings([], [JO.address, KIM.address])] == [
        "other.example.org"
    ]
    assert [one.code for one in policy.warnings([], ["jo@example.org"])] == ["domain_new"]
    world.bound(warn_of_new_domains=False)
    assert Policy(world.ports).warnings([], [KIM.address]) == []


def test_a_word_of_a_title_makes_no_domain_known(world):
    world.document.title = "About other.example.org"
    world.share(JO)
    assert [one.code for one in Policy(world.ports).warnings([], [KIM.address])] == ["domain_new"]


def alerts(world):
    return world.administration(Action.LIMIT_REACHED)


def test_the_share_beyond_a_senders_hour_is_refused_and_recorded_once(world):
    """T86"""
    world.bound(shares_per_hour=200)
    people = [replace(JO, address=f"p{number}@example.org") for number in range(50)]
    for _ in range(4):
        assert send(world, *people) == []
    for _ in range(3):
        assert send(world) == [("shares_spent", "")]
    assert len(world.store.shares) == 200
    (row,) = alerts(world)
    assert (row["actor"], row["reason"]) == (["user", SENDER.id], "shares_spent 200")
    other = replace(world.order(), sender=replace(SENDER, id="emma"))
    assert codes(Distribute(world.ports)(other)) == []
    world.clock.pass_time(hours=2)
    assert send(world) == []


def test_the_recipient_beyond_a_senders_day_is_refused(world):
    world.bound(recipients_per_day=2)
    assert send(world, JO, documents=[world.document, FakeDocument("b" * 32)]) == []
    assert send(world, JO, JO) == []
    assert send(world, KIM) == [("recipients_spent", "")]
    assert [row["reason"] for row in alerts(world)] == ["recipients_spent 2"]
    world.clock.pass_time(hours=48)
    assert send(world, KIM) == []


def test_a_sending_that_is_refused_otherwise_counts_for_nothing(world):
    world.bound(shares_per_hour=1, denied_addresses=(KIM.address,))
    assert send(world, KIM) == [("addresses_refused", "recipients")]
    assert send(world, JO) == []


def test_the_same_operation_again_counts_once(world):
    world.bound(shares_per_hour=1)
    order = replace(world.order(), operation="0" * 32)
    first = Distribute(world.ports)(order)
    transaction.commit()
    assert Distribute(world.ports)(order) is first
    assert READER.ip not in str(alerts(world))


def test_where_only_viewing_is_allowed_now_the_file_is_no_longer_given_out(world, share):
    """T43"""
    session, read = world.session(share), Read(world.ports)
    assert [entry.access for entry in read.portal(session)] == ["download"]
    world.document.demands = Rules(view_only=True)
    assert [entry.access for entry in read.portal(session)] == ["view"]
    assert read.grant(session, share.id, "download", READER) is None
    (row,) = world.rows(share, Action.ACCESS_REFUSED)
    assert row["reason"] == "view_only"
    assert isinstance(read.grant(session, share.id, "view", READER), Granted)


def test_words_of_rules_are_the_classification_on_the_stamp_literally(world, share):
    """T74"""
    world.document.demands = Rules(words=frozenset({"Internal {name}", "${python:1}"}))
    session = world.session(share)
    assert isinstance(Read(world.ports).grant(session, share.id, "view", READER), Granted)
    (grant,) = world.store.grants.values()
    said = "\n".join((*grant.stamp.diagonal, grant.stamp.footer))
    assert "${python:1} · Internal {name}" in said
    assert "Confidential" not in said


def test_what_nobody_chose_is_within_the_rules(world):
    world.document.demands = Rules(view_only=True, maximum_days=5)
    world.bound(default_access="download")
    terms = make_terms(Policy(world.ports).bounded([world.document]))
    assert (terms.access, terms.expires - world.ports.now) == ("view", 5 * DAY)
    free = make_terms(Policy(world.ports).bounded([]))
    assert (free.access, free.expires - world.ports.now) == ("download", 30 * DAY)


def test_a_password_that_the_rules_demand_must_be_there(world):
    world.document.demands = Rules(password=True)
    assert send(world) == [("password_demanded", "password")]
    order = world.order()
    order = replace(order, terms=replace(order.terms, password="digest"))
    assert codes(Distribute(world.ports)(order)) == []
