"""Makes the packed database of the present profile version, which later versions must upgrade.

    .venv/bin/python -m tests.upgrades.make_fixture

writes data/<version>.fs.gz, data/<version>.blobs.tar.gz and data/<version>.json beside this
file: a small classic site with a share of every status, mails in every state, a reader who
came in, and what must still be there after any upgrade. Make one for each profile version
that is released and never touch it again.
"""

from datetime import datetime
from datetime import UTC
from pathlib import Path
from tests.common.clock import HandClock
from tests.upgrades.story import describe
from tests.upgrades.story import tell

import gzip
import json
import os
import shutil
import tarfile
import tempfile


DATA = Path(__file__).parent / "data"
PROFILE = "collective.externalshare:default"
BEGINNING = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


def main():
    os.environ["EXTERNALSHARE_SENDER"] = "off"
    for name in ("EXTERNALSHARE_KEY", "EXTERNALSHARE_KEY_FILE"):
        # The key must lie in the fixture: the environment of a test is not ours.
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp())
    try:
        version, facts = _make(folder)
        _keep(folder / "var", version, facts)
    finally:
        shutil.rmtree(folder)


def _make(folder):
    from collective.externalshare.demo import site
    from collective.externalshare.demo.instance import start_zope
    from collective.externalshare.demo.instance import stop_zope
    from collective.externalshare.demo.instance import write_instance
    from collective.externalshare.demo.settings import DemoSettings
    from collective.externalshare.interfaces import IClock
    from zope.component import getGlobalSiteManager

    import transaction
    import Zope2

    settings = DemoSettings(8080, folder, "admin", "admin-demo")
    write_instance(settings)
    start_zope(folder)
    clock = HandClock(BEGINNING)
    getGlobalSiteManager().registerUtility(clock, IClock)
    with site.application(settings.admin_name) as app:
        portal = site.ensure_site(app)
        tell(portal, clock)
        transaction.commit()
        facts = {"moment": clock.moment.isoformat(), **describe(portal)}
        version = portal.portal_setup.getLastVersionForProfile(PROFILE)[0]
    Zope2.DB.pack()
    stop_zope()
    return version, facts


def _keep(var, version, facts):
    DATA.mkdir(exist_ok=True)
    with gzip.GzipFile(DATA / f"{version}.fs.gz", "wb", 9, mtime=0) as packed:
        packed.write((var / "Data.fs").read_bytes())
    with tarfile.open(DATA / f"{version}.blobs.tar.gz", "w:gz") as tar:
        tar.add(var / "blobs", "blobs", filter=_nobody)
    text = json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False)
    (DATA / f"{version}.json").write_text(text + "\n", encoding="utf-8")


def _nobody(entry):
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry


if __name__ == "__main__":
    main()
