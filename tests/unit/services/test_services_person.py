"""A person is found, exported and erased; what happened stays proved (R30)."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.verdict import Refused
from collective.externalshare.model.verification import field_digest
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.person import find_person
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.person_export import PersonExport
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sealing import Sealing
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from ZODB.POSException import ConflictError

import json
import pytest
import transaction


REASON = "Request of 3 March"


def erase(world, person=JO, confirmation=None, reason=REASON, **values):
    typed = person.address if confirmation is None else confirmation
    return PersonErasure(world.ports)(person.address, typed, reason, EDITOR, READER, **values)


def read_a_copy(world, share, access="view"):
    session = world.session(share)
    assert Read(world.ports).grant(session, share.id, access, READER).ticket
    transaction.commit()
    return session


def test_an_erased_person_is_nowhere_and_the_chains_are_whole(world, share):
    session = read_a_copy(world, share)
    (other,) = world.share(KIM)
    world.ask(share)
    transaction.commit()
    Sealing(world.ports)()
    lengths = {chain.id: chain.length for chain in world.store.chains.values()}

    done = erase(world)

    assert (done.revoked, done.sessions) == (1, 1)
    assert done.rows == 5
    assert done.messages == done.reasons == ()
    assert world.whole()
    assert share.revocation.reason == REASON
    assert session.digest not in world.store.sessions
    assert not world.store.grants
    assert not world.store.tickets
    assert not world.store.challenges
    assert [row.subject_id for row in world.store.outbox.values()] == [other.invitation_id]
    assert world.store.recipients[share.recipient_id].address == ""
    assert isinstance(find_person(world.ports, JO.address), Refused)
    for query in ("jo", "meyer", "supplier", JO.address):
        assert not Overview(world.ports).page(Filters(query=query)).rows
    assert len(Overview(world.ports).page(Filters(query="procedure")).rows) == 2
    # No row went, and those of others kept their people.
    assert all(world.store.chains[name].length >= length for name, length in lengths.items())
    assert KIM.address in str(world.rows(other))
    (row,) = world.administration(Action.PERSONAL_DATA_ERASED)
    assert (row["reason"], row["old"]) == (REASON, share.recipient_id)
    assert row["new"] == field_digest(done.salt, JO.address)
    assert JO.address not in json.dumps(row)


def test_the_session_of_an_erased_person_opens_nothing(world, share):
    asked = world.ask(share)
    verified = world.verify(share, world.code(asked.browser), asked.browser)
    assert living_session(world.ports, verified.cookie)
    erase(world)
    assert living_session(world.ports, verified.cookie) is None
    assert world.ask(share) is None


def test_pages_that_were_shown_are_told_of_before_the_person_goes(world, share):
    session = read_a_copy(world, share)
    (grant,) = world.store.grants.values()
    session.pages = ((grant.id, (1,)),)
    erase(world)
    assert world.rows(share, Action.PAGES_SHOWN)
    assert world.whole()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"confirmation": ""}, "confirmation_wrong"),
        ({"confirmation": KIM.address}, "confirmation_wrong"),
        ({"reason": " "}, "reason_missing"),
        ({"reason": "x" * 501}, "reason_long"),
        ({"reason": f"Asked by {JO.address.upper()}"}, "reason_names_person"),
        ({"reason": "JO  Meyer asked us"}, "reason_names_person"),
    ],
)
def test_an_erasure_that_is_refused_changes_nothing(world, share, values, code):
    transaction.commit()
    assert erase(world, **values).code == code
    assert not world.connection._registered_objects
    assert find_person(world.ports, JO.address).recipient.address == JO.address


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "person_missing"),
        ("nobody@example.org", "person_unknown"),
        ("no address", "person_unknown"),
    ],
)
def test_who_is_not_known_cannot_be_erased_or_exported(world, share, address, code):
    assert PersonErasure(world.ports)(address, address, REASON, EDITOR).code == code
    assert PersonExport(world.ports)(address, EDITOR).code == code
    erase(world)
    assert erase(world).code == "person_unknown"


def test_the_confirmation_is_an_address_as_people_type_it(world, share):
    assert erase(world, confirmation=f" {JO.address.upper()} ").revoked == 1


def test_messages_that_mention_a_person_wait_for_a_decision(world):
    world.share(message="Dear Jo  Meyer,\nplease read.")
    world.share(KIM, message=f"Ask {JO.address.upper()} about it")
    world.share(KIM, message="Please read")
    mentions = find_person(world.ports, JO.address).mentions()
    second, first = sorted(mentions, key=lambda one: not one.message.startswith("Ask"))
    done = erase(world, clear=[first.id, "nosuch"])
    assert done.cleared == 1
    assert done.messages == (second.id,)
    assert first.message == ""
    assert second.message.startswith("Ask")


def test_reasons_in_signed_rows_are_named(world, share):
    Revoke(world.ports)([share], EDITOR, "Jo Meyer left the supplier")
    done = erase(world)
    (row,) = world.rows(share, Action.SHARE_REVOKED)
    assert done.reasons == ((share.invitation_id, row["sequence"]),)


def test_the_same_address_later_is_a_new_recipient(world, share):
    erase(world)
    transaction.commit()
    world.clock.pass_time(days=1)
    (again,) = world.share()
    assert again.recipient_id != share.recipient_id
    assert find_person(world.ports, JO.address).shares == [again]
    assert world.session(again).recipient_id == again.recipient_id


def test_a_sending_to_somebody_who_is_erased_meanwhile_fails(world, share):
    """So that no name comes back under the id that was reduced."""
    manager = transaction.TransactionManager()
    connection = world.db.open(manager)
    try:
        erase_on = world.ports_on(connection.root()["store"])
        PersonErasure(erase_on)(JO.address, JO.address, REASON, EDITOR)
        Distribute(world.ports)(world.order(JO))
        manager.commit()
        with pytest.raises(ConflictError):
            transaction.commit()
    finally:
        transaction.abort()
        manager.abort()
        connection.close()
