"""The settings are those of the moment, whoever reads them and however often."""

from collective.externalshare.content.documents import Document
from collective.externalshare.interfaces import ISiteSettings
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.services.ports import ports_for
from plone import api
from tests.common.content import a_document


PREFIX = "collective.externalshare"


def settings_of(portal):
    return ISiteSettings(portal).read()


def test_settings_that_nobody_changed_are_not_made_anew(portal, ports):
    assert settings_of(portal) is settings_of(portal)


def test_a_setting_changed_is_seen_at_once_and_so_is_one_changed_back(portal, ports):
    before = settings_of(portal)
    api.portal.set_registry_record(f"{PREFIX}.default_days", before.default_days + 1)
    assert settings_of(portal).default_days == before.default_days + 1
    api.portal.set_registry_record(f"{PREFIX}.default_days", before.default_days)
    assert settings_of(portal) == before


def test_what_is_written_into_a_stored_value_changes_later_readings_alone(portal, ports):
    words = {"de": {"invitation": {"subject": "Dokumente"}}}
    portal.portal_registry.records._values[f"{PREFIX}.mail_words"] = words
    before = settings_of(portal)
    assert before.mail_words == words
    words["de"]["invitation"]["subject"] = "Unterlagen"
    assert before.mail_words == {"de": {"invitation": {"subject": "Dokumente"}}}
    assert settings_of(portal).mail_words == {"de": {"invitation": {"subject": "Unterlagen"}}}


def test_documents_are_judged_by_the_settings_that_the_services_go_by(portal, ports):
    file = a_document(portal)
    document = Document(file)
    assert ports.settings.published_states == ("published",)
    api.portal.set_registry_record(f"{PREFIX}.published_states", ("internally_published",))
    assert ports.documents.get(document.uid, document.path).refusal() is None
    found = ports_for(portal).documents.get(document.uid, document.path)
    assert found.refusal() is SourceRefusal.NOT_PUBLISHED
