"""What only a commit shows: verdicts found again, and grants that a retraction overtakes."""

from collective.externalshare.interfaces import IShareSource
from collective.externalshare.model.finding import Finding
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.session import AccessSession
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.read import Granted
from collective.externalshare.services.read import Read
from DateTime import DateTime
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from Testing.makerequest import makerequest
from tests.common.cargo import carrying
from tests.common.cargo import signed
from tests.common.content import a_document
from tests.common.content import a_folder
from tests.common.content import a_pdf
from tests.common.content import set_up_mail
from tests.common.world import READER
from tests.integration.content.steps import share_with
from transaction import TransactionManager
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

import pytest
import transaction


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    set_up_mail(portal, "https://documents.example.org")
    transaction.commit()
    return portal


@pytest.fixture
def file(site):
    made = a_document(site)
    transaction.commit()
    return made


def test_a_file_overwritten_before_a_savepoint_is_inspected_anew(site, file):
    file.file.data = b"%PDF-1.4 broken"
    transaction.savepoint()
    assert IShareSource(file).revision() == SourceRefusal.DAMAGED
    transaction.commit()
    transaction.begin()
    assert IShareSource(file).refusal() == SourceRefusal.DAMAGED


def verdicts(site):
    return ports_for(site).store.verdicts


def test_a_verdict_made_with_the_upload_is_found_after_the_commit(site, file):
    transaction.begin()
    (verdict,) = verdicts(site).values()
    assert IShareSource(file)._known_verdict(file.file._blob) is verdict
    revision = IShareSource(file).revision()
    assert revision.size == len(a_pdf())
    assert not site._p_jar._registered_objects


def test_a_file_overwritten_in_place_has_no_verdict_until_it_is_inspected_again(site, file):
    file.file.data = b"%PDF-1.4 broken"
    transaction.commit()
    transaction.begin()
    source = IShareSource(file)
    assert source._known_verdict(file.file._blob) is None
    assert source.refusal() is None  # begins like a PDF, and nothing is known yet
    assert source.revision() == SourceRefusal.DAMAGED
    transaction.commit()
    transaction.begin()
    assert IShareSource(file).refusal() == SourceRefusal.DAMAGED
    assert len(verdicts(site)) == 1


def test_a_verdict_made_with_the_overwriting_is_found_after_the_commit(site, file):
    file.file.data = a_pdf("Other", 3)
    made = IShareSource(file).revision()
    transaction.commit()
    transaction.begin()
    source = IShareSource(file)
    assert source._known_verdict(file.file._blob).pages == 3
    assert source.revision().sha256 == made.sha256
    assert not site._p_jar._registered_objects


def test_findings_are_kept_with_the_verdict_of_the_version_they_are_in(site):
    file = a_document(site, data=carrying(signed))
    transaction.commit()
    transaction.begin()
    source = IShareSource(file)
    assert source.findings() == source.revision().findings == (Finding.SIGNATURE,)
    assert not site._p_jar._registered_objects
    file.file.data = a_pdf("Unsigned")
    assert source.findings() is None
    assert source.revision().findings == ()
    transaction.commit()
    transaction.begin()
    assert source.findings() == ()


@pytest.fixture
def old(site):
    """A signed file whose verdict is one of before there were findings."""
    file = a_document(site, data=carrying(signed))
    (verdict,) = verdicts(site).values()
    del verdict._words
    transaction.commit()
    site._p_jar.cacheMinimize()
    transaction.begin()
    return file


def test_a_verdict_without_findings_stands_until_somebody_asks_for_the_revision(site, old):
    source = IShareSource(old)
    assert (source.refusal(), source.findings()) == (None, None)
    assert not site._p_jar._registered_objects
    (before,) = verdicts(site).values()
    revision = source.revision()
    transaction.commit()
    transaction.begin()
    (after,) = verdicts(site).values()
    assert revision.findings == IShareSource(old).findings() == (Finding.SIGNATURE,)
    assert (after.pages, after.size, after.sha256) == (before.pages, before.size, before.sha256)
    assert not site._p_jar._registered_objects


@pytest.fixture
def session(site, file):
    """A reader's session for a share of the file; (share id, session digest)."""
    ports = ports_for(site)
    share = share_with(ports, file)
    made = AccessSession("d" * 64, share.recipient_id, share.invitation_id, ports.now)
    ports.store.sessions[made.digest] = made
    transaction.commit()
    return share.id, made.digest


def retract(site, file):
    api.content.transition(file.aq_parent, "retract")


def expire(site, file):
    file.expiration_date = DateTime() - 1


def overwrite(site, file):
    file.file.data = a_pdf("Other")


def replace(site, file):
    file.file = type(file.file)(a_pdf("Other"), filename="other.pdf")


def delete(site, file):
    api.content.delete(file)


def move(site, file):
    api.content.move(file, a_folder(site, "Private", published=False))


@pytest.mark.parametrize("end", [retract, expire, overwrite, replace, delete, move])
def test_what_ends_a_publication_overtakes_a_grant_begun_before(site, file, session, end):
    """T57, M2: the reader's transaction began first and commits last."""
    share_id, digest = session
    manager = TransactionManager()
    connection = site._p_jar.db().open(manager)
    try:
        manager.begin()
        theirs = makerequest(connection.root()["Application"])[site.getId()]
        setSite(theirs)
        ports = ports_for(theirs)
        reader = ports.store.sessions[digest]
        granted = Read(ports).grant(reader, share_id, "download", READER)
        assert isinstance(granted, Granted)
        setSite(site)
        end(site, file)
        transaction.commit()
        setSite(theirs)
        with pytest.raises(ConflictError):
            manager.commit()
    finally:
        setSite(site)
        manager.abort()
        connection.close()
    transaction.begin()
    assert ports_for(site).store.shares[share_id].usage.opened == 0
