"""When nobody may be disturbed: no add-on, no site, no key, thousands of documents."""

from collective.externalshare.events import ExternalShareCreated
from collective.externalshare.interfaces import IExternalShareCreated
from collective.externalshare.interfaces import IShareSource
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.share import Status
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.services.lifecycle import Lifecycle
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.storage.site import find_store
from DateTime import DateTime
from five.localsitemanager import make_objectmanager_site
from plone import api
from plone.registry.interfaces import IRegistry
from Products.CMFCore.indexing import processQueue
from tests.common.broken import broken_by
from tests.common.content import a_document
from tests.common.content import a_folder
from tests.common.content import pdf_file
from tests.integration.content.steps import status
from tests.integration.content.steps import told
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import errno
import pytest
import transaction


def test_dates_fire_no_event_and_the_sweep_finds_out(file, ports, share, clock):
    file.expiration_date = DateTime(clock.now().timestamp() + 60)
    clock.pass_time(seconds=60)
    assert status(ports, share) == (Status.SUSPENDED, "expired_document")
    assert told(ports, share) == []
    Sweep(ports)()
    assert told(ports, share) == [("share.suspended", "expired_document")]
    Sweep(ports)()
    assert len(told(ports, share)) == 1


def test_a_quiet_minute_sweeps(portal, file, ports, share, clock):
    from collective.externalshare.mail.idle import Idle

    clock.pass_time(days=8)
    notify(Idle(portal))
    assert share.id in ports.store.ended


def test_what_happens_in_a_folder_wakes_no_other_document(portal, ports, share_of):
    """Adding to a folder modifies it, and a site with thousands of shares must not notice."""
    folder = a_folder(portal)
    file = api.content.create(folder, "File", title="A", file=pdf_file())
    share_of(file)
    transaction.savepoint()
    # What waits for the catalog would wake it.
    processQueue()
    file._p_deactivate()
    api.content.create(folder, "Document", title="Beside")
    api.content.create(portal, "Document", title="Above")
    assert file._p_changed is None, "still asleep"


def test_with_the_add_on_away_documents_live_on_unheeded(portal, file, ports, share):
    store = find_store(portal)
    store.installed = False
    assert ports_for(portal) is None
    api.content.transition(file.aq_parent, "retract")
    api.content.delete(file)
    assert share.gate.refusal is None
    store.installed = True
    Sweep(ports_for(portal))()
    assert share.gate.refusal == "deleted"


def test_without_a_site_and_without_a_request_documents_live_on(portal, file, ports, share):
    folder = file.aq_parent
    setSite(None)
    try:
        notify(ObjectModifiedEvent(file))
    finally:
        setSite(portal)
    assert folder[file.getId()]


@pytest.fixture
def subsite(portal, file):
    """The document's folder as a site of its own, as add-ons make them, and acted in."""
    folder = file.aq_parent
    make_objectmanager_site(folder)
    setSite(folder)
    yield folder
    setSite(portal)


def test_a_folder_that_is_a_site_of_its_own_hides_no_document(file, ports, share, subsite):
    assert IShareSource(file).refusal() is None
    api.content.transition(subsite, "retract")
    assert share.gate.refusal == "not_published"


def test_a_setting_changed_in_a_folder_that_is_a_site_leaves_its_row(ports, subsite):
    rows = ports.store.chains[ADMINISTRATION].length
    getUtility(IRegistry)["collective.externalshare.contact"] = "quality@example.org"
    assert ports.store.chains[ADMINISTRATION].length == rows + 1


def test_without_usable_keys_editors_go_on_and_the_sweep_tells_later(
    file, ports, share, monkeypatch
):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "not a key")
    api.content.transition(file.aq_parent, "retract")
    assert share.gate.refusal is None
    assert told(ports, share) == []
    monkeypatch.delenv("EXTERNALSHARE_KEY")
    Sweep(ports)()
    assert told(ports, share) == [("share.suspended", "not_published")]


every_error = pytest.mark.parametrize(
    "error", [EngineMissing("no library"), OSError(11, "no more processes")]
)


@every_error
def test_an_engine_that_fails_keeps_nobody_from_editing(portal, ports, share_of, error):
    with broken_by(error):
        file = a_document(portal)
        file.title = "Edited"
        notify(ObjectModifiedEvent(file))
    assert file.Title() == "Edited"
    assert not ports.store.verdicts, "no file is to blame"
    share_of(file)
    assert len(ports.store.verdicts) == 1


@every_error
def test_an_engine_that_fails_is_told_to_who_shares_and_remembered_of_no_file(
    portal, ports, error, caplog
):
    with broken_by(error):
        file = a_document(portal)
        caplog.clear()
        assert IShareSource(file).revision() is SourceRefusal.ENGINE_FAILED
        assert "A PDF could not be looked into" in caplog.text
        assert IShareSource(file).refusal() is None, "no share is suspended by it"
    assert IShareSource(file).revision().pages


@every_error
def test_a_verdict_without_findings_is_good_enough_while_nobody_can_look(file, ports, error):
    (verdict,) = ports.store.verdicts.values()
    del verdict._words
    with broken_by(error):
        assert IShareSource(file).revision().findings == ()
    assert list(ports.store.verdicts.values()) == [verdict]
    assert verdict.findings is None


class FullDisk:
    """A member of the transaction that has no room for a savepoint."""

    transaction_manager = transaction.manager

    def savepoint(self):
        raise OSError(errno.ENOSPC, "No space left on device")

    def abort(self, change):
        pass


def test_a_disk_that_is_full_is_said_to_be_full_and_nothing_else(portal, ports):
    folder = a_folder(portal)
    transaction.get().join(FullDisk())
    with pytest.raises(OSError, match="No space left on device"):
        api.content.create(folder, "File", title="A", file=pdf_file())


def test_removing_the_whole_site_works(app, portal, file, ports, share):
    app.manage_delObjects([portal.getId()])
    assert portal.getId() not in app.objectIds()
    assert told(ports, share) == []


def test_creation_is_an_event_on_the_document(portal, file, ports, share_of, heard):
    share = share_of(file)
    assert heard == [("ExternalShareCreated", share.id, file)]
    assert IExternalShareCreated.implementedBy(ExternalShareCreated)


def test_a_life_cycle_of_unshared_documents_leaves_no_gate(portal, ports):
    file = a_document(portal)
    api.content.transition(file.aq_parent, "retract")
    api.content.delete(file)
    assert len(ports.store.gates) == 0
    Lifecycle(ports).refresh("0" * 32, None)
    assert len(ports.store.gates) == 0
