"""Steps and looks that tests of content share."""

from collective.externalshare.content.documents import Document
from collective.externalshare.interfaces import IShareSource
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.audit import Action
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.authorize import standing
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.terms import make_terms
from plone.app.testing import applyProfile
from plone.app.testing import TEST_USER_ID


def share_with(ports, obj, reader="Jo Meyer <jo@supplier.example.org>"):
    """Share an object with one reader; the share."""
    order = Order(
        [Document(obj)],
        [parse_line(reader)],
        make_terms(ports, days=7, access="download"),
        Sender(TEST_USER_ID, "Dana Ortiz"),
    )
    distribution = Distribute(ports)(order)
    return ports.store.shares[distribution.share_ids[0]]


def refusal(obj):
    return IShareSource(obj).refusal()


def with_locks(portal):
    """What plone.app.iterate needs to check a file out."""
    applyProfile(portal, "plone.app.iterate:default")
    behaviors = portal.portal_types.File.behaviors
    portal.portal_types.File.manage_changeProperties(
        behaviors="\n".join((*behaviors, "plone.locking"))
    )


def told(ports, share):
    rows = ports.store.chains[share.invitation_id].rows()
    wanted = (Action.SHARE_SUSPENDED, Action.SHARE_RESUMED)
    return [(row["action"], row["reason"]) for row in rows if row["action"] in wanted]


def status(ports, share):
    found = standing(ports, share)
    return found.status, found.reason
