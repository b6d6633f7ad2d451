"""Documents are found where they really lie, and described as they are."""

from Acquisition import aq_base
from collective.externalshare.content.documents import Document
from collective.externalshare.interfaces import IShareSource
from collective.externalshare.model.revision import SourceRefusal
from plone import api
from tests.common.content import a_document
from tests.common.content import a_folder
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from types import SimpleNamespace


def test_the_label_is_the_documents_own_or_the_running_number(portal, ports, share_of):
    file = a_document(portal)
    share_of(file)
    assert IShareSource(file).revision().label == "1"
    file.file = pdf_file(a_pdf("Second"))
    assert IShareSource(file).revision().label == "2"
    api.portal.set_registry_record("collective.externalshare.revision_attribute", "issue")
    file.issue = " C "
    assert IShareSource(file).revision().label == "C"
    file.issue = ""
    assert IShareSource(file).revision().label == "2"
    api.portal.set_registry_record("collective.externalshare.revision_attribute", "Title")
    assert IShareSource(file).revision().label == "2"  # a method is no label


def test_an_attribute_of_the_folder_is_no_label_of_the_document(portal, ports):
    file = a_document(portal)
    api.portal.set_registry_record("collective.externalshare.revision_attribute", "issue")
    file.aq_parent.issue = "Folder's"
    assert IShareSource(file).revision().label == "1"


def test_a_document_is_found_by_its_path_without_a_catalog(portal, ports):
    file = a_document(portal)
    document = Document(file)
    portal.portal_catalog.unindexObject(file)
    found = ports.documents.get(document.uid, document.path)
    assert (found.uid, found.path) == (document.uid, document.path)


def test_a_moved_document_is_found_by_the_catalog(portal, ports):
    file = a_document(portal)
    uid, old = Document(file).uid, Document(file).path
    moved = api.content.move(file, a_folder(portal, "Elsewhere"))
    found = ports.documents.get(uid, old)
    assert found.path == "/".join(moved.getPhysicalPath()) != old


def test_what_a_path_acquires_is_not_the_document(portal, ports):
    file = a_document(portal)
    folder = a_folder(portal, "Other")
    uid = Document(file).uid
    trick = "/".join((*folder.getPhysicalPath(), *file.getPhysicalPath()[2:]))
    portal.portal_catalog.unindexObject(file)
    assert portal.unrestrictedTraverse(trick) is not None
    assert ports.documents.get(uid, trick) is None
    for path in ("", "/", "/nowhere", "/".join(portal.getPhysicalPath()), f"{trick}/@@view"):
        assert ports.documents.get(uid, path) is None


def test_another_object_at_the_path_is_not_the_document(portal, ports):
    file = a_document(portal)
    other = a_document(portal, "Other")
    portal.portal_catalog.unindexObject(file)
    assert ports.documents.get(Document(file).uid, Document(other).path) is None


def test_a_document_of_another_site_is_not_found_by_its_path(app, portal, ports):
    """A copied site keeps UIDs and paths; it must not give out the original's documents."""
    from OFS.Folder import Folder

    file = a_document(portal)
    uid = Document(file).uid
    app._setObject("elsewhere", Folder("elsewhere"))
    outside = app.elsewhere
    stranger = file.aq_base
    outside._setOb(stranger.getId(), stranger)
    path = "/elsewhere/" + stranger.getId()
    portal.portal_catalog.unindexObject(file)
    assert portal.unrestrictedTraverse(path) is not None
    assert ports.documents.get(uid, path) is None


def test_a_source_that_an_object_knows_itself_is_the_one_for_senders_and_readers(
    portal, ports, monkeypatch
):
    file = a_document(portal)
    document = Document(file)
    own = SimpleNamespace(refusal=lambda: SourceRefusal.DAMAGED)
    monkeypatch.setattr(type(aq_base(file)), "__conform__", lambda _self, asked: own, raising=False)
    found = ports.documents.get(document.uid, document.path)
    assert found.source is own is Document(file, uid=document.uid).source
