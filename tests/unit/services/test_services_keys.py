"""Without usable keys nothing is written that could not be recorded."""

from collective.externalshare.interfaces import KeysUnusable
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sessions import Sessions
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import PUBLIC
from tests.common.world import READER

import pytest
import transaction


ACTS = {
    # From no public address: there no limit needs a key before the first write.
    "ask": lambda ports, share, session, token: Admit(ports).request_code(
        token, JO.address, "", READER
    ),
    "leave": lambda ports, share, session, token: Admit(ports).leave(session, PUBLIC),
    "grant": lambda ports, share, session, token: Read(ports).grant(
        session, share.id, "view", PUBLIC
    ),
    "refused grant": lambda ports, share, session, token: Read(ports).grant(
        session, share.id, "download", PUBLIC
    ),
    "revoke": lambda ports, share, session, token: Revoke(ports)([share], EDITOR),
    "amend": lambda ports, share, session, token: Amend(ports)(
        share, EDITOR, expires=from_micros(ports.now + 30 * DAY)
    ),
    "resend": lambda ports, share, session, token: Invite(ports).resend(share, EDITOR),
    "link": lambda ports, share, session, token: Invite(ports).link(share, EDITOR),
    "enable": lambda ports, share, session, token: Invite(ports).enable_codes(share, EDITOR),
    "end one": lambda ports, share, session, token: Sessions(ports).end_one(session.digest, EDITOR),
    "end all": lambda ports, share, session, token: Sessions(ports).end_all(EDITOR),
    "test mail": lambda ports, share, session, token: Mailroom(ports).test_mail(
        "keeper@example.org", "en", EDITOR
    ),
    "deleted": lambda ports, share, session, token: Lifecycle(ports).refresh(
        share.document_uid, None
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_that_cannot_be_recorded_changes_nothing(world, act):
    (share,) = world.share(access="download")
    session, token = world.session(share), world.token(share)
    transaction.commit()
    world.keys.unusable = True
    with pytest.raises(KeysUnusable):
        ACTS[act](world.ports_on(world.store), share, session, token)
    changed = {type(one).__name__ for one in world.connection._registered_objects}
    assert not changed


def test_nothing_is_served_that_could_not_be_stopped_nor_what_was_granted(world):
    """A revoke is refused for want of a record, so a ticket must not go on either."""
    (share,) = world.share(access="download")
    session = world.session(share)
    granted = Read(world.ports).grant(session, share.id, "download", PUBLIC)
    world.keys.unusable = True
    ports = world.ports_on(world.store)
    for page in (
        lambda read: Fetch(read.ports).file(session, granted.ticket),
        lambda read: read.document(session, share.id),
        lambda read: read.document(session, "0" * 32),
    ):
        with pytest.raises(KeysUnusable):
            page(Read(ports))
    world.keys.unusable = False
    assert Fetch(world.ports_on(world.store)).file(session, granted.ticket)


def test_a_dead_link_is_dead_with_any_keys(world, share):
    world.keys.unusable = True
    assert Admit(world.ports_on(world.store)).arrive("0" * 32) is None
