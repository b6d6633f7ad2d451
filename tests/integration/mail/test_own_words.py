"""Words of mails in the languages of the catalogues, by way of the settings of a site."""

from collective.externalshare.interfaces import IMailWords
from collective.externalshare.interfaces import ISiteSettings
from collective.externalshare.model.letters import key_of
from collective.externalshare.model.letters import LETTERS
from collective.externalshare.model.letters import own_wording
from collective.externalshare.model.letters import read_wording
from collective.externalshare.model.recipient import LANGUAGES
from collective.externalshare.model.wording import Wording
from plone import api
from zope.interface.verify import verifyObject

import pytest


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTERS)
def test_the_usual_words_of_each_language_could_be_typed(portal, kind, language):
    words = IMailWords(portal)
    assert verifyObject(IMailWords, words)
    usual = words.usual(kind, language)
    assert read_wording(kind, usual.subject, usual.text) == usual
    subject, text, markup = words.sample(kind, language, usual)
    assert "{" not in subject + text
    assert f'lang="{language}"' in markup
    assert "href=" not in markup


def test_german_is_german(portal):
    usual = IMailWords(portal).usual("welcome", "de")
    assert usual.subject == "{sender} hat ein Dokument für Sie freigegeben"
    assert "{sender} ({site})" in usual.text


def test_words_are_read_back_as_they_were_stored(portal):
    stored = {key_of("goodbye", "de"): {"subject": "Ade {name}", "text": "{documents}"}}
    api.portal.set_registry_record("collective.externalshare.mail_words", stored)
    own = ISiteSettings(portal).read().mail_words
    assert own_wording(own, "goodbye", "de") == Wording("Ade {name}", "{documents}")
    assert own_wording(own, "goodbye", "en") is None
