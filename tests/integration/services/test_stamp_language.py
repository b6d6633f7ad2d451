"""The words of the stamp in the reader's language, by the message catalogues."""

from collective.externalshare.model.settings import Settings
from collective.externalshare.services.stamping import stamp_for
from tests.unit.services.test_services_stamping import subject


def test_the_usual_words_are_in_the_readers_language(portal):
    stamp = stamp_for(Settings(), subject(language="de"))
    assert stamp.diagonal[0] == "Externe Weitergabe · Vertraulich"
    own = Settings(watermark_headline="Controlled copy")
    assert stamp_for(own, subject(language="de")).diagonal[0] == "Controlled copy · Vertraulich"
