"""Whatever services write as a reason has words, and a person's own words stay."""

from collective.externalshare.mail.reply import Trouble
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.share import Status
from collective.externalshare.vocabularies import reason_words
from zope.i18n import translate
from zope.i18nmessageid import Message

import pytest


@pytest.mark.parametrize(
    "reason", [*SourceRefusal, *Status, *Trouble, "view_only", "share_ended", "tries_left 3"]
)
def test_a_reason_of_a_service_has_words(reason):
    assert isinstance(reason_words(str(reason)), Message)


def test_the_tries_left_are_said(portal):
    assert translate(reason_words("tries_left 3"), target_language="en") == "Tries left: 3."


@pytest.mark.parametrize("reason", ["", "550 5.1.1", "tries_left many", "The order was cancelled"])
def test_other_words_stay_as_they_are(reason):
    assert reason_words(reason) == reason
