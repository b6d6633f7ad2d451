"""A site from which the add-on was taken off: no route answers, no mail leaves."""

from collective.externalshare.interfaces import IShareStore
from collective.externalshare.mail.sender import OutboxSender
from collective.externalshare.model.audit import Actor
from collective.externalshare.services.invite import Invite
from plone.base.utils import get_installer
from tests.functional.admin.conftest import PANEL

import pytest
import transaction


@pytest.fixture
def link(share_with, ports):
    """The path of a link that was alive until now."""
    (share_id,) = share_with("jo@example.org")
    found = ports()
    link = Invite(found).link(found.store.shares[share_id], Actor("user", "steward"))
    transaction.commit()
    return link[link.index("@@") :]


@pytest.fixture
def uninstalled(site, link):
    get_installer(site, site.REQUEST).uninstall_product("collective.externalshare")
    transaction.commit()
    return site


def test_no_route_answers(uninstalled, steward, visitor, link):
    for view in (PANEL, f"{PANEL}-settings", f"{PANEL}-health", f"{PANEL}-revoke"):
        assert steward.get(view).status_code == 404, view
    for view in (link, "@@external-share", "++resource++collective.externalshare/admin.css"):
        assert visitor().get(view).status_code == 404, view


def test_pages_of_plone_still_work(uninstalled, steward, document):
    for view in ("", "@@overview-controlpanel", "quality", f"quality/{document.getId()}/view"):
        assert steward.get(view).status_code == 200, view


def test_the_sender_leaves_the_outbox_alone(uninstalled):
    transaction.begin()
    assert OutboxSender(uninstalled).send_due() == 0
    transaction.begin()
    store = IShareStore(uninstalled)
    (row_id,) = store.pending_mail
    assert (store.outbox[row_id].state, store.outbox[row_id].attempts) == ("queued", 0)


def test_a_new_installation_makes_the_link_live_again(uninstalled, site, visitor, link):
    get_installer(site, site.REQUEST).install_product("collective.externalshare")
    transaction.commit()
    assert visitor().get(link).status_code == 200
