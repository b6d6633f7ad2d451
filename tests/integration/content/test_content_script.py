"""`externalshare-housekeeping`: everything that is due, and nothing twice."""

from collective.externalshare.content.script import do_all
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.audit import Event
from collective.externalshare.model.audit import SYSTEM
from collective.externalshare.model.limits import Window
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.record import record_administration
from tests.integration.mail.test_mail_script import conf as conf

import subprocess
import sys
import transaction


COMMAND = [sys.executable, "-m", "collective.externalshare.content.script"]


def test_what_is_due_is_done_once(functional_portal, clock):
    ports = ports_for(functional_portal)
    ports.store.windows["old"] = Window(1)
    event = Event(Action.SETTINGS_CHANGED, SYSTEM)
    for _number in range(3):
        record_administration(ports, event, Contact("198.51.100.7", "Browser"))
    transaction.commit()
    clock.pass_time(days=181)

    assert do_all(functional_portal) > 0

    transaction.begin()
    ports = ports_for(functional_portal)
    chain = ports.store.chains["administration"]
    assert "old" not in ports.store.windows
    assert not chain.side
    assert chain.broken_at(ports.ring) is None
    assert ports.store.last_seal() is not None
    transaction.abort()
    assert do_all(functional_portal) == 0


def test_rows_are_put_in_order_for_the_audit_page(functional_portal, clock):
    """Where the built-in sender is off, nothing else does it."""
    record_administration(ports_for(functional_portal), Event(Action.SETTINGS_CHANGED, SYSTEM))
    transaction.commit()
    clock.pass_time(minutes=2)

    assert do_all(functional_portal) > 0

    transaction.begin()
    chain = ports_for(functional_portal).store.chains["administration"]
    assert chain.posted == chain.length > 0
    transaction.abort()


def run(*arguments):
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=120
    )


def test_a_database_without_a_site_of_ours_has_nothing_to_be_done(conf):
    ended = run(conf)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == ""


def test_a_bad_path_is_a_sentence_and_2():
    ended = run("/nowhere/zope.conf")
    assert ended.returncode == 2
    assert "there is no file /nowhere/zope.conf" in ended.stderr
