"""An export of everything is of one moment, and is made once, whatever is recorded meanwhile."""

from collective.externalshare.interfaces import IClock
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Event
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.record import record_administration
from datetime import datetime
from datetime import UTC
from io import BytesIO
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer

import json
import pytest
import transaction
import zipfile


EVIDENCE = "@@externalshare-evidence"


@implementer(IClock)
class BusyClock:
    """Whoever asks for the time after `left` others finds that somebody recorded something."""

    def __init__(self, site):
        self.site, self.left, self.wrote = site, 1 << 62, 0

    def now(self):
        self.left -= 1
        if self.left < 0:
            self.left = 1 << 62
            self.write()
        return datetime.now(UTC)

    def write(self):
        manager = transaction.TransactionManager()
        connection = self.site._p_jar.db().open(manager)
        try:
            place = connection.root()["Application"]
            for name in self.site.getPhysicalPath()[1:]:
                place = place[name]
            event = Event(Action.SETTINGS_CHANGED, Actor("user", "somebody"), new="other")
            record_administration(ports_for(place), event)
            manager.commit()
            self.wrote += 1
        finally:
            manager.abort()
            connection.close()


@pytest.fixture
def clock(site):
    manager, real = getGlobalSiteManager(), getUtility(IClock)
    busy = BusyClock(site)
    manager.registerUtility(busy, IClock)
    yield busy
    manager.registerUtility(real, IClock)


def lines_of(answer):
    with zipfile.ZipFile(BytesIO(answer.content)) as packed:
        lines = packed.read("rows.jsonl").decode().splitlines()
    return [json.loads(line) for line in lines]


# The clock is asked for the head of the export, its letter, its name and its row.
@pytest.mark.parametrize("left", range(4))
def test_it_is_of_the_moment_when_it_began(share_with, steward, ports, clock, left):
    share_with("jo@example.org", by_mail=False)
    token = steward.token()
    before = sum(chain.length for chain in ports().store.chains.values())
    clock.left = left
    answer = steward.post(EVIDENCE, _authenticator=token, scope="everything", format="zip")
    assert answer.status_code == 200
    clock.left = 1 << 62
    head, *rows = lines_of(answer)
    made = head["export"]["rows"]
    assert len(rows) == made
    store = ports().store
    chain = store.chains[ADMINISTRATION]
    last = list(chain.rows())
    assert chain.broken_at(ports().ring) is None
    assert clock.wrote == 1
    assert made == before, "what was recorded meanwhile is in the next one"
    told = [row for row in last if row["action"] == Action.EVIDENCE_EXPORTED]
    assert [row["new"] for row in told] == [f"everything: {made} rows, zip"]
    assert sum(one.length for one in store.chains.values()) == before + 2


def test_where_the_row_cannot_be_written_nothing_is_given_out(share_with, steward, ports, clock):
    """Ten conflicts for each try of the publisher; each time somebody writes the same chain."""
    share_with("jo@example.org", by_mail=False)
    token = steward.token()
    before = ports().store.chains[ADMINISTRATION].length

    class Always(BusyClock):
        writing = False

        def now(self):
            if not self.writing:
                self.writing = True
                self.write()
                self.writing = False
            return datetime.now(UTC)

    getGlobalSiteManager().registerUtility(Always(clock.site), IClock)
    values = {"scope": "everything", "format": "jsonl", "_authenticator": token}
    answer = steward.post(EVIDENCE, **values)
    getGlobalSiteManager().registerUtility(clock, IClock)
    assert answer.status_code >= 500
    assert b'"export"' not in answer.content
    rows = list(ports().store.chains[ADMINISTRATION].rows())
    assert len(rows) > before
    assert not [row for row in rows if row["action"] == Action.EVIDENCE_EXPORTED]
