"""What may be shared of an object now, or why not: the whole table."""

from collective.externalshare.content.pdf_field import find_pdf
from collective.externalshare.interfaces import IShareSource
from collective.externalshare.model.revision import Revision
from collective.externalshare.model.revision import SourceRefusal
from DateTime import DateTime
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from plone.dexterity.fti import DexterityFTI
from plone.namedfile.file import NamedBlobFile
from tests.common.content import a_document
from tests.common.content import a_folder
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.integration.content.steps import refusal
from tests.integration.content.steps import with_locks

import hashlib
import pytest
import transaction


TWO_FILES = """
<model xmlns="http://namespaces.plone.org/supermodel/schema">
  <schema>
    <field name="source" type="plone.namedfile.field.NamedBlobFile">
      <required>False</required>
    </field>
    <field name="rendition" type="plone.namedfile.field.NamedBlobFile">
      <required>False</required>
    </field>
  </schema>
</model>
"""


@pytest.fixture
def procedure(portal, ports):
    """A type with a workflow of its own and two file fields."""
    fti = DexterityFTI(
        "procedure",
        model_source=TWO_FILES,
        behaviors=("plone.dublincore", "plone.namefromtitle"),
        klass="plone.dexterity.content.Item",
        global_allow=True,
    )
    portal.portal_types._setObject("procedure", fti)
    portal.portal_workflow.setChainForPortalTypes(["procedure"], ("simple_publication_workflow",))

    def make(container=None, state="published", **files):
        obj = api.content.create(container or portal, "procedure", title="SOP", **files)
        if state == "published":
            api.content.transition(obj, "publish")
        return obj

    return make


@pytest.mark.parametrize("state", ["published", "private", "pending"])
@pytest.mark.parametrize("parent", [True, False])
def test_the_objects_own_workflow_decides_whatever_its_folder_is(portal, procedure, state, parent):
    folder = a_folder(portal, published=parent)
    obj = procedure(folder, state, source=pdf_file())
    if state == "pending":
        api.content.transition(obj, "submit")
    assert refusal(obj) == (None if state == "published" else SourceRefusal.NOT_PUBLISHED)


def test_a_file_without_a_workflow_follows_its_nearest_ancestor_with_one(portal, ports):
    outer = a_folder(portal)
    inner = a_folder(outer, "Drafts", published=False)
    file = api.content.create(inner, "File", title="A", file=pdf_file())
    assert refusal(file) == SourceRefusal.NOT_PUBLISHED
    api.content.transition(inner, "publish")
    api.content.transition(outer, "retract")
    assert refusal(file) is None


def test_a_file_that_no_workflow_governs_is_shared_only_where_the_site_says_so(portal, ports):
    portal.portal_workflow.setChainForPortalTypes(["Folder"], ())
    folder = api.content.create(portal, "Folder", title="Free")
    file = api.content.create(folder, "File", title="A", file=pdf_file())
    assert refusal(file) == SourceRefusal.NOT_PUBLISHED
    api.portal.set_registry_record("collective.externalshare.share_without_workflow", True)
    assert refusal(file) is None


def test_the_site_says_which_states_are_published(portal, procedure):
    obj = procedure(state="private", source=pdf_file())
    api.portal.set_registry_record(
        "collective.externalshare.published_states", ("private", "pending")
    )
    assert refusal(obj) is None
    api.content.transition(obj, "publish")
    assert refusal(obj) == SourceRefusal.NOT_PUBLISHED


@pytest.mark.parametrize(
    ("effective", "expires", "expected"),
    [
        (None, None, None),
        (-1, None, None),
        (0, None, None),
        (1, None, SourceRefusal.NOT_YET_EFFECTIVE),
        (None, 1, None),
        (None, 0, SourceRefusal.EXPIRED_DOCUMENT),
        (None, -1, SourceRefusal.EXPIRED_DOCUMENT),
        (-2, -1, SourceRefusal.EXPIRED_DOCUMENT),
        (1, -1, SourceRefusal.NOT_YET_EFFECTIVE),
    ],
)
def test_dates_count_to_the_second(portal, clock, procedure, effective, expires, expected):
    obj = procedure(source=pdf_file())
    now = clock.now().timestamp()
    obj.effective_date = None if effective is None else DateTime(now + effective)
    obj.expiration_date = None if expires is None else DateTime(now + expires)
    assert refusal(obj) == expected


def test_the_state_is_said_before_the_file_is_looked_at(portal, procedure):
    assert refusal(procedure(state="private")) == SourceRefusal.NOT_PUBLISHED


def test_a_working_copy_is_never_shared_and_its_original_still_is(portal, ports):
    with_locks(portal)
    original = a_document(portal)
    copy = ICheckinCheckoutPolicy(original).checkout(portal)
    assert refusal(copy) == SourceRefusal.WORKING_COPY
    assert refusal(original) is None


FILES = {
    "none": ({}, SourceRefusal.NO_PDF),
    "pdf": ({"source": a_pdf()}, None),
    "word then pdf": ({"source": b"PK\x03\x04", "rendition": a_pdf()}, None),
    "word": ({"source": b"PK\x03\x04"}, SourceRefusal.NO_PDF),
    "html": ({"source": b"<html>"}, SourceRefusal.NO_PDF),
}


@pytest.mark.parametrize("case", FILES)
def test_the_first_file_that_is_a_pdf_is_the_one(procedure, case):
    files, expected = FILES[case]
    values = {
        name: NamedBlobFile(data, contentType="application/octet-stream", filename=f"{name}.bin")
        for name, data in files.items()
    }
    obj = procedure(**values)
    assert refusal(obj) == expected
    revision = IShareSource(obj).revision()
    if expected is None:
        assert revision.sha256 == hashlib.sha256(a_pdf()).hexdigest()
    else:
        assert revision == expected


@pytest.mark.parametrize(
    ("data", "name", "declared", "expected"),
    [
        (b"<html><script>alert(1)</script>", "a.pdf", "application/pdf", SourceRefusal.NOT_PDF),
        (b"<svg/>", "a.svg", "application/pdf", SourceRefusal.NOT_PDF),
        (b"<html>", "a.pdf", "text/html", SourceRefusal.NOT_PDF),
        (b"", "a.pdf", "application/pdf", SourceRefusal.NOT_PDF),
        (b" " * 1025 + b"%PDF-1.4", "a.pdf", "application/pdf", SourceRefusal.NOT_PDF),
        (b"<html>%PDF-1.4 polyglot", "a.pdf", "text/html", SourceRefusal.DAMAGED),
        (b"%PDF-1.4 nothing else", "a.pdf", "application/pdf", SourceRefusal.DAMAGED),
        (a_pdf(password="secret"), "a.pdf", "application/pdf", SourceRefusal.LOCKED),
        (a_pdf(), "a.txt", "text/plain", None),
    ],
)
def test_the_content_decides_and_not_what_it_is_called(
    portal, ports, data, name, declared, expected
):
    """T47"""
    file = a_document(portal, data=data, filename=name, content_type=declared)
    revision = IShareSource(file).revision()
    if expected is None:
        assert isinstance(revision, Revision)
        assert revision.filename == "a.txt.pdf"
    else:
        assert revision == expected
    assert refusal(file) == expected


def test_a_file_whose_blob_is_lost_is_no_pdf_and_no_error(portal, ports):
    file = a_document(portal)
    file.file._blob = type(file.file._blob)()
    assert find_pdf(file) == SourceRefusal.NOT_PDF


def test_refusal_never_writes_and_never_inspects(portal, ports, monkeypatch):
    file = a_document(portal)
    transaction.savepoint()
    ports.store.verdicts.clear()
    transaction.savepoint()
    assert refusal(file) is None
    assert len(ports.store.verdicts) == 0
    assert not portal._p_jar._registered_objects


def test_a_verdict_is_kept_once_for_a_file_version(portal, ports):
    file = a_document(portal)
    assert len(ports.store.verdicts) == 1
    (verdict,) = ports.store.verdicts.values()
    IShareSource(file).revision()
    assert list(ports.store.verdicts.values()) == [verdict]
    assert verdict.pages == 2
    assert verdict.size == len(a_pdf())


def test_a_file_overwritten_in_place_is_looked_at_anew_at_once(portal, ports):
    """`obj.file.data = …` keeps the blob; even in the same transaction the old verdict is none."""
    file = a_document(portal)
    old = IShareSource(file).revision()
    other = a_pdf("Other text", 3)
    file.file.data = other
    new = IShareSource(file).revision()
    assert (new.sha256, new.pages) == (hashlib.sha256(other).hexdigest(), 3)
    assert new.sha256 != old.sha256
    file.file.data = b"%PDF-1.4 broken"
    assert IShareSource(file).revision() == SourceRefusal.DAMAGED
