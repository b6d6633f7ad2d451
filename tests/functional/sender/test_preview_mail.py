"""The preview shows the mail's words as the one who writes them gives them."""

from collective.externalshare.interfaces import IInvitationPreview
from plone.base.interfaces import IPloneSiteRoot
from tests.functional.sender.conftest import TWO_PEOPLE
from zope.component import getGlobalSiteManager
from zope.interface import implementer
from zope.interface import providedBy

import pytest


@implementer(IInvitationPreview)
class Hand:
    """Writes what it was given."""

    def __init__(self, site):
        self.site = site

    def invitation(self, order, revisions, addressee):
        (revision,) = revisions
        text = f"<{revision.title}> for {addressee.address} by {order.sender.name}"
        return "A subject & more", f"{text}\n\n{order.message}"


@pytest.fixture
def hand(site):
    manager = getGlobalSiteManager()
    usual = manager.adapters.lookup((providedBy(site),), IInvitationPreview)
    manager.registerAdapter(Hand, (IPloneSiteRoot,), IInvitationPreview)
    yield
    manager.unregisterAdapter(Hand, (IPloneSiteRoot,), IInvitationPreview)
    if usual is not None:
        manager.registerAdapter(usual, (IPloneSiteRoot,), IInvitationPreview)


def test_the_preview_shows_subject_and_words_of_the_mail(hand, document, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    emma.press("preview", recipients=TWO_PEOPLE, message="Read section 4.")
    assert "A subject &amp; more" in emma.text
    words = "&lt;SOP-014 Incoming inspection&gt; for jo@example.org by Emma Berg"
    assert f"{words}\n\nRead section 4." in emma.plain
