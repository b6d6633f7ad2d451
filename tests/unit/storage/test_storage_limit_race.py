"""R12, M3: of forty at once as many get the file as the limit says, in every round."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from tests.common.numbers import LIMIT_ROUNDS
from tests.common.world import READER
from tests.unit.storage.together import at_once
from tests.unit.storage.together import patiently

import pytest
import transaction


TAKERS = 40
LIMITS = (1, 2, 5)


@pytest.fixture
def cookies(world):
    """The sessions of one reader in forty browsers."""
    (share,) = world.share()
    world.bound(sessions_per_recipient=TAKERS, codes_per_hour=100, codes_per_day=100)
    world.bound(seconds_between_codes=0, address_tries_per_hour=1000)
    return [world.session(share).digest for _ in range(TAKERS)]


@pytest.mark.campaign
def test_r12_of_forty_takers_at_once_as_many_get_the_file_as_the_limit_says(world, cookies):
    for number in range(LIMIT_ROUNDS):
        limit = LIMITS[number % len(LIMITS)]
        (share,) = world.share(asked={"limit": limit})
        share_id = share.id

        def take(place, share_id=share_id):
            def grant(ports):
                session = ports.store.sessions[cookies[place]]
                return Read(ports).grant(session, share_id, "download", READER)

            return patiently(world, grant)

        answers = at_once(TAKERS, take)
        transaction.begin()
        assert sum(isinstance(answer, Granted) for answer in answers) == limit, number
        assert answers.count(None) == TAKERS - limit
        assert (share.usage.downloads, share.left) == (limit, 0)
        assert len(world.rows(share, Action.SHARE_DOWNLOADED)) == limit
        assert len(world.rows(share, Action.ACCESS_REFUSED)) == TAKERS - limit
        # Else a session has had its copies for the hour, or is over, before the rounds are.
        keep(world, cookies)


def keep(world, cookies):
    """Begin the next round with sessions that took nothing."""
    for cookie in cookies:
        session = world.store.sessions[cookie]
        session.grants, session.last_seen = (), world.ports.now
    world.store.windows.clear()
    transaction.commit()
