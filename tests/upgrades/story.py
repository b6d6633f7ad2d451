"""What happened on the site of a fixture, and what of it must outlive every upgrade."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.outbox import OutboxState
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.read import Read
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sweep import Sweep
from collective.externalshare.services.terms import make_terms
from dataclasses import asdict
from plone import api
from tests.common.content import a_document
from tests.common.content import pdf_file
from tests.common.content import set_up_mail

import hashlib
import transaction


EDITOR = Actor("user", "admin")
READER = Contact("198.51.100.7", "A fictional browser")


def tell(portal, clock):
    """A month on a small site: shares of every status, mails in every state, one reader."""
    set_up_mail(portal, "https://documents.example.org")
    api.portal.set_registry_record("collective.externalshare.contact", "quality@example.org")
    document = a_document(portal, title="SOP-014 Incoming inspection")
    retracted = a_document(portal, title="SOP-015 Retracted")
    deleted = a_document(portal, title="SOP-016 Deleted")
    reader, colleague, revoked = _share(
        portal, document, "Jo Meyer <jo@example.org>, Supplier", "ann@example.org", "li@example.org"
    )
    _share(portal, retracted, "jo@example.org")
    _share(portal, deleted, "jo@example.org")
    _share(portal, document, "old@example.org", days=7, by_mail=False)
    _mails(portal)
    clock.pass_time(days=2)
    _read(portal, reader)
    ports = ports_for(portal)
    Revoke(ports)([ports.store.shares[revoked]], EDITOR, "Wrong address")
    _renew(ports, ports.store.shares[colleague])
    document.file = pdf_file(b"%PDF-1.7 damaged", filename="second.pdf")
    document.file = pdf_file(filename="third.pdf")
    api.content.transition(retracted.aq_parent, "retract")
    retracted.aq_parent.reindexObject()
    api.content.delete(deleted, check_linkintegrity=False)
    clock.pass_time(days=8)
    while Sweep(ports_for(portal))():
        transaction.commit()


def describe(portal):
    """Everything that must be the same after an upgrade, as plain JSON."""
    ports = ports_for(portal)
    store, overview = ports.store, Overview(ports)
    return {
        "settings": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(ports.settings).items()
        },
        "shares": {share.id: _share_facts(overview.one(share)) for share in store.shares.values()},
        "newest_first": [row.share.id for row in overview.page(Filters()).rows],
        "links": {
            invitation.id: Admit(ports).arrive(_token(ports, invitation)) is not None
            for invitation in store.invitations.values()
        },
        "chains": {
            chain.id: [chain.length, chain.head, chain.broken_at(ports.ring), _people(chain)]
            for chain in store.chains.values()
        },
        "mails": {
            row.id: [row.kind, row.state, row.id in store.pending_mail, row.id in store.dead_mail]
            for row in store.outbox.values()
        },
        "counts": {
            name: len(getattr(store, name))
            for name in ("distributions", "invitations", "recipients", "gates", "sessions")
        },
    }


def _share(portal, obj, *lines, days=60, by_mail=True):
    ports = ports_for(portal)
    order = Order(
        [Document(obj)],
        [parse_line(line) for line in lines],
        make_terms(ports, days=days, access="download"),
        Sender("admin", "Dana Ortiz", "dana.ortiz@example.org"),
        message="With kind regards",
        by_mail=by_mail,
    )
    made = Distribute(ports)(order)
    transaction.savepoint()
    return made.share_ids


def _mails(portal):
    """One mail died, one left, the others wait."""
    store = ports_for(portal).store
    first, second = sorted(store.pending_mail)[:2]
    store.outbox[first].finish(OutboxState.DEAD, "550 No such user")
    store.pending_mail.remove(first)
    store.dead_mail.insert(first)
    store.outbox[second].finish(OutboxState.SENT, "250 OK")
    store.pending_mail.remove(second)
    for row_id, state in ((first, "failed"), (second, "sent")):
        store.invitations[store.outbox[row_id].subject_id].delivery.state = state


def _read(portal, share_id):
    ports = ports_for(portal)
    share = ports.store.shares[share_id]
    token = Invite(ports).link(share, EDITOR).rpartition("/")[2]
    asked = Admit(ports).request_code(token, "jo@example.org", "", READER)
    (row,) = [row for row in ports.store.outbox.values() if row.kind == MailKind.CODE]
    challenge = ports.store.challenges[row.subject_id]
    code = ports.ring.code(challenge.key_id, challenge.id, challenge.nonce, challenge.invitation_id)
    cookie = Admit(ports).verify(token, code, asked.browser, READER).cookie
    session = living_session(ports, cookie)
    assert Read(ports).grant(session, share_id, "download", READER).ticket


def _renew(ports, share):
    """A new link, as when the key of the old one is gone."""
    ports.store.invitations[share.invitation_id].key_id = "gone"
    Invite(ports).link(share, EDITOR)


def _token(ports, invitation):
    return ports.ring.link_token(invitation.key_id, invitation.id, invitation.generation)


def _share_facts(row):
    share, delivery = row.share, row.invitation.delivery
    return {
        "status": str(row.status),
        "reason": row.reason,
        "title": row.title,
        "revision": row.revision,
        "document": share.document_uid,
        "recipient": [row.recipient.address, row.invitation.name, row.invitation.organisation],
        "sender": asdict(row.distribution.sender),
        "terms": [share.terms.expires, share.terms.access],
        "usage": [share.usage.opened, share.usage.downloads, share.usage.first, share.usage.last],
        "revocation": share.revocation and [share.revocation.actor, share.revocation.reason],
        "mail": [delivery.state, delivery.row_id],
        "bytes": _file_digest(row.document),
    }


def _file_digest(document):
    if document is None:
        return None
    return hashlib.sha256(document.obj.file.data).hexdigest()


def _people(chain):
    return sum(bool(row["person"]) for row in chain.rows())
