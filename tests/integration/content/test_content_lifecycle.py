"""What Plone does to a document, and what becomes of its shares (T57-T63)."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.share import Status
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sweep import Sweep
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from tests.common.content import a_document
from tests.common.content import a_folder
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.integration.content.conftest import EDITOR
from tests.integration.content.steps import status
from tests.integration.content.steps import told
from tests.integration.content.steps import with_locks
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import transaction


def test_retracting_the_folder_suspends_the_files_in_it_at_once(file, ports, share, heard):
    folder = file.aq_parent
    api.content.transition(folder, "retract")
    assert status(ports, share) == (Status.SUSPENDED, "not_published")
    assert share.gate.refusal == "not_published"
    Sweep(ports)()
    api.content.transition(folder, "publish")
    assert status(ports, share) == (Status.ACTIVE, "")
    Sweep(ports)()
    assert told(ports, share) == [("share.suspended", "not_published"), ("share.resumed", "")]
    assert [kind for kind, share_id, _ in heard] == [
        "ExternalShareSuspended",
        "ExternalShareResumed",
    ]
    assert all(obj == file for *_, obj in heard)


def test_retracting_a_folder_of_folders_reaches_down(portal, ports, share_of):
    outer = a_folder(portal)
    portal.portal_workflow.setChainForPortalTypes(["Folder"], ())
    inner = api.content.create(outer, "Folder", title="Inner")
    portal.portal_workflow.setChainForPortalTypes(["Folder"], ("simple_publication_workflow",))
    deep = api.content.create(inner, "File", title="Deep", file=pdf_file())
    api.content.transition(inner, "publish")
    share = share_of(deep)
    api.content.transition(inner, "retract")
    assert share.gate.refusal == "not_published"


def test_retracting_a_folder_of_shares_leaves_the_news_to_the_sweep(portal, ports, share_of):
    """Each row may conflict with a reader, and a retraction that fails leaves all published."""
    folder = a_folder(portal)
    shares = []
    for number in range(3):
        file = api.content.create(folder, "File", title=f"No {number}", file=pdf_file())
        shares += [share_of(file, f"r{reader}@example.org") for reader in range(10)]
    api.content.transition(folder, "retract")
    assert {share.gate.refusal for share in shares} == {"not_published"}
    assert [told(ports, share) for share in shares] == [[]] * 30
    Sweep(ports)()
    assert [len(told(ports, share)) for share in shares] == [1] * 30


def test_replacing_the_file_makes_a_new_revision_or_suspends(file, ports, share):
    file.file = pdf_file(a_pdf("Second"))
    notify(ObjectModifiedEvent(file))
    assert status(ports, share) == (Status.ACTIVE, "")
    assert (len(share.gate.seen), share.gate.label) == (2, "2")
    file.file = pdf_file(b"%PDF-1.4 broken")
    notify(ObjectModifiedEvent(file))
    assert status(ports, share) == (Status.SUSPENDED, "damaged")
    Sweep(ports)()
    file.file = None
    notify(ObjectModifiedEvent(file))
    assert status(ports, share) == (Status.SUSPENDED, "no_pdf")
    file.file = pdf_file()
    notify(ObjectModifiedEvent(file))
    assert status(ports, share) == (Status.ACTIVE, "")
    Sweep(ports)()
    assert told(ports, share) == [("share.suspended", "damaged"), ("share.resumed", "")]
    assert (len(share.gate.seen), share.gate.label) == (2, "1")


def test_deleting_keeps_the_evidence_and_the_list_says_so(portal, file, ports, share, heard):
    uid = Document(file).uid
    api.content.delete(file.aq_parent)
    assert status(ports, share) == (Status.SUSPENDED, "deleted")
    Sweep(ports)()
    assert told(ports, share) == [("share.suspended", "deleted")]
    assert heard[-1][2] == portal
    (row,) = Overview(ports).page(Filters(document=uid, status="suspended")).rows
    assert (row.title, row.reason) == ("SOP-014 Incoming inspection", "deleted")
    assert ports.store.chains[share.invitation_id].broken_at(ports.ring) is None


def test_moving_and_renaming_change_nothing_but_the_path(portal, file, ports, share):
    """T61"""
    for act in (
        lambda: api.content.rename(file.aq_parent, "renamed"),
        lambda: api.content.move(file, a_folder(portal, "Elsewhere")),
        lambda: api.content.rename(portal["elsewhere"][file.getId()], "other"),
    ):
        act()
        assert status(ports, share) == (Status.ACTIVE, "")
        live = standing(ports, share).document
        assert share.gate.path == live.path
    assert told(ports, share) == []


def test_moving_into_a_private_folder_suspends(portal, file, ports, share):
    private = a_folder(portal, "Private", published=False)
    moved = api.content.move(file, private)
    assert share.gate.refusal == "not_published"
    api.content.move(moved, a_folder(portal, "Public"))
    assert share.gate.refusal is None


def test_a_copy_has_no_shares(portal, file, ports, share):
    """T60"""
    copy = api.content.copy(file, a_folder(portal, "Copies"))
    assert Document(copy).uid != share.document_uid
    assert Overview(ports).page(Filters(document=Document(copy).uid)).rows == ()
    assert len(ports.store.shares) == 1
    assert Document(copy).uid not in ports.store.gates


def test_a_working_copy_has_no_shares_and_checking_it_in_keeps_the_originals(
    portal, file, ports, share
):
    """T60, T62"""
    with_locks(portal)
    copy = ICheckinCheckoutPolicy(file).checkout(portal)
    assert Overview(ports).page(Filters(document=Document(copy).uid)).rows == ()
    copy.file = pdf_file(a_pdf("Better"))
    back = ICheckinCheckoutPolicy(copy).checkin("done")
    assert Document(back).uid == share.document_uid
    assert status(ports, share) == (Status.ACTIVE, "")
    assert len(ports.store.shares) == 1


def test_reverting_a_version_leaves_shares_alone_and_revoked_stays_revoked(portal, ports, share_of):
    """T63, M14"""
    repository = portal.portal_repository
    repository.setVersionableContentTypes(["File"])
    file = a_document(portal)
    living, revoked = share_of(file), share_of(file, "Kim <kim@other.example.org>")
    transaction.savepoint()
    repository.applyVersionControl(file, "first")
    Revoke(ports)([revoked], EDITOR)
    file.title = "Changed"
    repository.save(file, "second")
    later = share_of(file)
    repository.revert(file, 0)
    assert revoked.status(ports.now, None) is Status.REVOKED
    assert status(ports, living)[0] is Status.ACTIVE
    assert later.id in ports.store.shares


def test_a_new_title_is_searched_for(file, ports, share):
    file.title = "Handbook"
    notify(ObjectModifiedEvent(file))
    assert share.gate.title == "Handbook"
    assert len(Overview(ports).page(Filters(query="handb")).rows) == 1


def test_t60_a_translation_is_another_document_without_shares(portal, ports, file, share):
    """As plone.app.multilingual makes one: a new object that is given the same values."""
    file.language = "en"
    values = {"title": file.title, "language": "de", "file": file.file}
    translation = api.content.create(file.aq_parent, "File", **values)
    document = Document(translation)
    assert document.refusal() is None
    assert document.uid != share.document_uid
    assert Overview(ports).page(Filters(document=document.uid)).rows == ()
    api.content.delete(file)
    assert status(ports, share) == (Status.SUSPENDED, "deleted")
