"""Words: which language, whose, and never a mixture that tells something."""

from collective.externalshare.browser.recipient.language import language_of
from collective.externalshare.browser.recipient.language import preferences
from plone import api
from tests.functional.recipient.reader import Reader
from zope.component import getGlobalSiteManager
from zope.i18n.interfaces import ITranslationDomain
from zope.i18n.simpletranslationdomain import SimpleTranslationDomain

import pytest
import transaction


DOMAIN = "collective.externalshare"
GERMAN = {
    ("de", "recipient_unavailable_heading"): "Das ist nicht verfügbar",
    ("de", "recipient_landing_heading"): "Dokumente für Sie",
    ("de", "recipient_portal_heading"): "Für Sie freigegeben",
    ("de", "recipient_open_label"): "${title} öffnen",
    ("de", "access_download"): "Ansehen und herunterladen",
    ("de", "refusal_address_missing"): "Geben Sie Ihre Adresse ein.",
}


@pytest.fixture
def german(site):
    """A catalogue of few words, so that the test depends on no translation."""
    manager = getGlobalSiteManager()
    before = manager.queryUtility(ITranslationDomain, DOMAIN)
    manager.registerUtility(SimpleTranslationDomain(DOMAIN, GERMAN), ITranslationDomain, DOMAIN)
    yield
    if before is None:
        manager.unregisterUtility(provided=ITranslationDomain, name=DOMAIN)
    else:
        manager.registerUtility(before, ITranslationDomain, DOMAIN)


@pytest.mark.parametrize(
    ("accepted", "wanted"),
    [
        ("de", "de"),
        ("de-AT,en;q=0.5", "de"),
        ("de; q=0.9, en; q=0.5", "de"),
        ("fr; q=1, de ;Q=0.2", "de"),
        ("en; level=1; q=0.5, de;q=0.9", "de"),
        ("fr, de;q=0.3, en;q=0.7", "en"),
        ("fr", "en"),
        ("", "en"),
        ("*", "en"),
        ("de;q=0", "en"),
        ("de;q=x,en", "en"),
        ("de" * 5000, "en"),
    ],
)
def test_before_the_code_the_browser_decides_among_ours(german, reader, share, accepted, wanted):
    answer = reader.get(share.token, headers={"Accept-Language": accepted})
    assert answer.headers["Content-Language"] == wanted
    assert f'<html lang="{wanted}"' in answer.text.replace(
        ' xmlns="http://www.w3.org/1999/xhtml"', ""
    )
    assert ("Dokumente für Sie" in answer.text) == (wanted == "de")


def test_the_site_decides_when_the_browser_wants_none_of_ours(site, reader, share, german):
    api.portal.set_registry_record("plone.available_languages", ["de", "en"])
    api.portal.set_registry_record("plone.default_language", "de")
    transaction.commit()
    answer = reader.get(share.token, headers={"Accept-Language": "fr"})
    assert "Dokumente für Sie" in answer.text


def test_behind_the_code_the_readers_own_language_holds(german, inside, sharing, share):
    transaction.begin()
    store = sharing.ports.store
    store.recipients[sharing.stored(share).recipient_id].language = "de"
    transaction.commit()
    page = inside.get()
    assert page.headers["Content-Language"] == "de"
    assert "Für Sie freigegeben" in page.text
    assert "SOP-014 Incoming inspection öffnen" in page.text
    assert "Ansehen und herunterladen" in page.text
    assert Reader(inside.base).get(share.token).headers["Content-Language"] == "en"


def test_refusals_speak_the_language_of_their_page(german, reader, share):
    german_reader = Reader(reader.base, share.token, language="de")
    assert "Geben Sie Ihre Adresse ein." in german_reader.post(f"{share.token}/email").text
    assert "Das ist nicht verfügbar" in german_reader.get("none").text


def test_preferences_are_in_their_order():
    assert preferences("a;q=0.1, b, c;q=0.5") == ["b", "c", "a"]
    assert preferences("") == []


def test_a_known_language_we_do_not_speak_counts_for_nothing(site):
    assert language_of("de", "fr") == "de"


def test_plone_keeps_no_language_in_a_cookie_of_a_reader(site, share):
    for name in ("use_cookie_negotiation", "set_cookie_always"):
        api.portal.set_registry_record(f"plone.{name}", True)
    transaction.commit()
    answer = Reader(site.absolute_url()).get(f"{share.token}?set_language=en")
    assert answer.status_code == 200
    assert not answer.cookies
