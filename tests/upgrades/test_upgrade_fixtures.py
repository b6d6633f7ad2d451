"""Databases of earlier profile versions: upgraded, twice over, without loss."""

from collective.externalshare.interfaces import IClock
from collective.externalshare.services.ports import ports_for
from datetime import datetime
from pathlib import Path
from Testing.makerequest import makerequest
from tests.common.clock import HandClock
from tests.upgrades.make_fixture import DATA
from tests.upgrades.make_fixture import PROFILE
from tests.upgrades.story import describe
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.component.hooks import setSite

import gzip
import json
import pytest
import tarfile
import transaction


VERSIONS = sorted(path.stem for path in DATA.glob("*.json"))
LARGEST = 3 * 1024 * 1024


@pytest.fixture
def old(request, tmp_path, portal):
    """The site of one fixture, in a copy of its database, at the moment of its making."""
    version = request.param
    (tmp_path / "Data.fs").write_bytes(gzip.decompress((DATA / f"{version}.fs.gz").read_bytes()))
    with tarfile.open(DATA / f"{version}.blobs.tar.gz") as tar:
        tar.extractall(tmp_path, filter="data")
    storage = FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs"))
    facts = json.loads((DATA / f"{version}.json").read_text("utf-8"))
    here, real = getSite(), getUtility(IClock)
    manager = getGlobalSiteManager()
    manager.registerUtility(HandClock(datetime.fromisoformat(facts.pop("moment"))), IClock)
    transaction.abort()
    database = DB(storage)
    connection = database.open()
    try:
        site = makerequest(connection.root()["Application"]).Plone
        setSite(site)
        yield site, facts
    finally:
        transaction.abort()
        setSite(here)
        manager.registerUtility(real, IClock)
        connection.close()
        database.close()


every_version = pytest.mark.parametrize("old", VERSIONS, indirect=True)


def upgraded(site):
    site.portal_setup.upgradeProfile(PROFILE)
    transaction.savepoint()
    return json.loads(json.dumps(describe(site)))


def test_the_present_version_has_its_fixture(setup_tool):
    (present,) = (setup_tool.getVersionForProfile(PROFILE),)
    assert present in VERSIONS


def test_fixtures_stay_small():
    for version in VERSIONS:
        assert sum(Path(path).stat().st_size for path in DATA.glob(f"{version}.*")) < LARGEST


@every_version
def test_the_fixture_tells_of_every_status_and_every_state_of_a_mail(old):
    _, facts = old
    statuses = {share["status"] for share in facts["shares"].values()}
    assert statuses == {"active", "suspended", "expired", "revoked"}
    reasons = {share["reason"] for share in facts["shares"].values()}
    assert reasons >= {"not_published", "deleted"}
    states = {share["mail"][0] for share in facts["shares"].values()}
    assert states == {"none", "queued", "sent", "failed"}
    assert any(share["usage"][1] for share in facts["shares"].values())
    assert set(facts["links"].values()) == {True, False}
    assert all(broken is None for _, _, broken, _ in facts["chains"].values())


@every_version
def test_upgrading_twice_over_loses_nothing(old):
    site, facts = old
    for _ in range(2):
        now = upgraded(site)
        # Newer versions have more settings; none of the old ones may be lost.
        now["settings"] = {name: now["settings"][name] for name in facts["settings"]}
        assert now == facts
    present = site.portal_setup.getVersionForProfile(PROFILE)
    assert site.portal_setup.getLastVersionForProfile(PROFILE) == (present,)


@every_version
def test_an_upgraded_site_goes_on(old):
    from collective.externalshare.model.audit import Actor
    from collective.externalshare.services.revoke import Revoke

    site, facts = old
    upgraded(site)
    ports = ports_for(site)
    active = next(key for key, share in facts["shares"].items() if share["status"] == "active")
    assert Revoke(ports)([ports.store.shares[active]], Actor("user", "admin"), "After") == 1
    chain = ports.store.chains[ports.store.shares[active].invitation_id]
    assert chain.broken_at(ports.ring) is None


@pytest.mark.parametrize("old", ["1000", "1001"], indirect=True)
def test_verdicts_of_then_are_read_and_looked_into_again_only_when_asked(old):
    """Of before there were findings."""
    from collective.externalshare.model.revision import Revision

    site, _ = old
    upgraded(site)
    ports = ports_for(site)
    verdicts, gates = ports.store.verdicts, ports.store.gates.values()
    assert {one.findings for one in verdicts.values()} == {None}
    found = [ports.documents.get(gate.uid, gate.path) for gate in gates]
    sources = [document.source for document in found if document is not None]
    for source in sources:
        source.refusal()
        assert source.findings() is None
    revisions = [one for source in sources if isinstance(one := source.revision(), Revision)]
    assert revisions
    assert {one.findings for one in revisions} == {()}
    assert all(verdicts[one.blob._p_oid.hex()].findings == () for one in revisions)


@every_version
def test_evidence_of_then_is_in_order_of_time_and_whole(old):
    from collective.externalshare.services.proving import Proving
    from collective.externalshare.services.trail import Trail
    from collective.externalshare.services.trail import Wanted

    site, _ = old
    upgraded(site)
    ports = ports_for(site)
    chains = list(ports.store.chains.values())
    assert all(Proving(ports).broken_at(chain) is None for chain in chains)
    page = Trail(ports).page(Wanted(), 100)
    assert page.whole
    times = [row["time"] for row in page.rows]
    assert times == sorted(times, reverse=True)
    assert len(times) == min(100, sum(chain.length for chain in chains))
