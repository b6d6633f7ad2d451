"""T60: a document in two languages, by plone.app.multilingual."""

from collective.externalshare.content.documents import Document
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from io import BytesIO
from plone import api
from plone.app.multilingual.dx.interfaces import ILanguageIndependentField
from plone.app.multilingual.interfaces import IPloneAppMultilingualInstalled
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.testing import applyProfile
from plone.app.testing.helpers import popGlobalRegistry
from plone.app.testing.helpers import pushGlobalRegistry
from plone.testing.zca import stackConfigurationContext
from tests.common.content import a_document
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.functional.recipient.ways import everywhere
from tests.functional.recipient.ways import GIVEN
from tests.functional.recipient.ways import opened
from zope.configuration import xmlconfig
from zope.event import notify
from zope.interface import alsoProvides
from zope.interface import noLongerProvides
from zope.lifecycleevent import ObjectModifiedEvent

import plone.app.multilingual
import pypdf
import pytest
import transaction


@pytest.fixture
def own_registry(site):
    """Components that are registered from here on are forgotten after the test."""
    pushGlobalRegistry(site)
    yield
    transaction.abort()
    popGlobalRegistry(site)
    transaction.commit()


@pytest.fixture
def languages(functional, site, own_registry):
    """The site with folders `en` and `de`."""
    context = stackConfigurationContext(functional.get("configurationContext"))
    xmlconfig.file("configure.zcml", plone.app.multilingual, context)
    xmlconfig.file("overrides.zcml", plone.app.multilingual, context)
    api.portal.set_registry_record("plone.available_languages", ["en", "de"])
    applyProfile(site, "plone.app.multilingual:default")
    # The test's own request has passed no traversal that would mark it.
    alsoProvides(functional["request"], IPloneAppMultilingualInstalled)
    transaction.commit()
    return site


@pytest.fixture
def document(languages):
    """A published PDF in the English folder."""
    made = a_document(languages["en"], data=a_pdf("Procedure"))
    transaction.commit()
    return made


def translate(document):
    transaction.begin()
    made = ITranslationManager(document).add_translation("de")
    made.title = "AA-014 Eingangsprüfung"
    return made


@pytest.fixture
def translation(document, share):
    """Its German translation, made after it was shared, with a PDF of its own."""
    made = translate(document)
    made.file = pdf_file(a_pdf("Anweisung"))
    notify(ObjectModifiedEvent(made))
    transaction.commit()
    return made


def shares_of(sharing, document):
    transaction.begin()
    filters = Filters(document=Document(document).uid)
    return [row.share.id for row in Overview(sharing.ports).page(filters).rows]


def words_of(reader, share):
    """The text on the first page of the copy that a reader gets."""
    copy = pypdf.PdfReader(BytesIO(reader.get(reader.fetch(share)).content))
    return copy.pages[0].extract_text()


def test_t60_a_translation_has_no_share_and_the_original_keeps_its(
    inside, sharing, document, translation, share
):
    assert ITranslationManager(document).get_translations() == {"en": document, "de": translation}
    assert shares_of(sharing, translation) == []
    assert shares_of(sharing, document) == [share.id]
    assert "Procedure, page 1" in words_of(inside, share)


def test_t60_in_no_language_does_the_link_lead_to_the_translation(site, inside, translation, share):
    inside.http.cookies.set("I18N_LANGUAGE", "de")
    inside.http.headers["Accept-Language"] = "de"
    page = inside.get(f"d/{share.id}", params={"set_language": "de"})
    assert "SOP-014" in page.text
    assert "AA-014" not in page.text + inside.get().text
    assert "Procedure, page 1" in words_of(inside, share)
    inside.root = f"{site.absolute_url()}/de/@@external-share"
    for path in (share.token, f"d/{share.id}", ""):
        assert inside.get(path).status_code == 404


def test_t60_a_shared_translation_is_a_share_of_its_own(
    inside, sharing, document, translation, share
):
    other = sharing.share(document=translation)
    assert other.token != share.token
    assert shares_of(sharing, translation) == [other.id]
    assert shares_of(sharing, document) == [share.id]
    assert "Anweisung, page 1" in words_of(inside, other)
    assert "Procedure, page 1" in words_of(inside, share)
    ticket, form = opened(inside, share)
    sharing.revoke(share)
    assert everywhere(inside, share, ticket, form) == {404}
    assert "Anweisung, page 1" in words_of(inside, other)
    assert inside.get(other.token).status_code == 200


def test_t60_a_deleted_translation_takes_its_own_share_along_alone(
    inside, sharing, translation, share
):
    other = sharing.share(document=translation)
    ticket, form = opened(inside, other)
    transaction.begin()
    api.content.delete(translation)
    transaction.commit()
    assert everywhere(inside, other, ticket, form) == {404}
    assert "Procedure, page 1" in words_of(inside, share)


@pytest.fixture
def one_file_for_all(languages):
    """The file is a field that all translations have in common."""
    field = languages.portal_types["File"].lookupSchema()["file"]
    alsoProvides(field, ILanguageIndependentField)
    yield
    noLongerProvides(field, ILanguageIndependentField)


def test_t60_a_file_that_all_languages_have_in_common_is_shared_in_one(
    one_file_for_all, inside, sharing, document, share
):
    translation = translate(document)
    transaction.commit()
    assert translation.file.data == document.file.data
    assert shares_of(sharing, translation) == []
    other = sharing.share(document=translation)
    transaction.begin()
    document.file = pdf_file(a_pdf("Second edition"))
    notify(ObjectModifiedEvent(document))
    transaction.commit()
    assert "Second edition, page 1" in words_of(inside, share)
    assert "Second edition, page 1" in words_of(inside, other)
    sharing.revoke(share)
    assert inside.get(f"d/{share.id}").status_code == 404
    assert inside.get(f"d/{other.id}").status_code == 200
    assert "SOP-014" not in inside.get().text


def test_t60_an_asset_of_all_languages_is_shared_in_the_one_where_it_was_shared(
    languages, reader, sharing
):
    asset = api.content.create(languages["en"]["assets"], "File", "asset", file=pdf_file())
    transaction.commit()
    share = sharing.share(document=asset)
    elsewhere = languages.unrestrictedTraverse("de/assets/asset")
    assert elsewhere.aq_base is asset.aq_base
    assert shares_of(sharing, elsewhere) == []
    assert shares_of(sharing, asset) == [share.id]
    reader.token = share.token
    reader.enter(sharing)
    ticket, form = opened(reader, share)
    assert everywhere(reader, share, ticket, form) == GIVEN
    transaction.begin()
    api.content.delete(elsewhere)
    transaction.commit()
    assert everywhere(reader, share, ticket, form) == {404}
