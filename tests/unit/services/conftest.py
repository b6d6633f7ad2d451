"""No layer is set up for these tests; a world of services in memory."""

from collective.externalshare.services.people_deeds import PeopleDeeds
from collective.externalshare.services.read import Read
from collective.externalshare.services.trace import Trace
from io import BytesIO
from tests.common.unlayered import _keep_functional_session  # noqa: F401
from tests.common.unlayered import _keep_integration_session  # noqa: F401
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from tests.common.world import World
from tests.unit.services.acknowledging import ASKED
from tests.unit.services.pinning import PINNED

import pytest
import transaction


@pytest.fixture
def world(tmp_path):
    """Ports over a store in memory."""
    made = World(tmp_path)
    yield made
    made.close()


@pytest.fixture
def share(world):
    (made,) = world.share()
    return made


@pytest.fixture
def session(world, share):
    """The reader's, who gave a good code."""
    return world.session(share)


@pytest.fixture
def jo(world, share):
    """The recipient of the share."""
    return world.store.recipients[share.recipient_id]


@pytest.fixture
def read(world):
    """What a session reads."""
    return Read(world.ports)


@pytest.fixture
def deeds(world):
    """What is done to people outside."""
    return PeopleDeeds(world.ports)


@pytest.fixture
def held(world):
    """Two shares of two readers that wait."""
    world.bound(approval_required=True)
    return world.share(JO, KIM)


@pytest.fixture
def asked(world):
    """A share whose reader is asked to acknowledge it."""
    (made,) = world.share(asked=ASKED)
    return made


@pytest.fixture
def pinned(world):
    """A share that keeps to its revision."""
    (made,) = world.share(asked=PINNED)
    return made


@pytest.fixture
def attachments(world):
    """Copies may go with mails."""
    world.bound(attachments=True)


@pytest.fixture
def granted(world):
    """Shares with somebody and lets them get a copy; the grant."""

    def grant(person=JO, access="download"):
        (share,) = world.share(person)
        Read(world.ports).grant(world.session(share, person.address), share.id, access, READER)
        transaction.commit()
        (made,) = [one for one in world.store.grants.values() if one.share_id == share.id]
        return made

    return grant


@pytest.fixture
def ask(world):
    """By a number."""
    return lambda typed: Trace(world.ports).number(typed, EDITOR, READER)


@pytest.fixture
def drop(world):
    """By a file of these bytes, in which these numbers are found."""

    def by_file(data, *named):
        world.copies.named = named
        return Trace(world.ports).file(BytesIO(data), EDITOR, READER)

    return by_file
