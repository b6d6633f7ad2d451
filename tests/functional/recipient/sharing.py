"""What senders and administrators do, and what the store then holds."""

from collective.externalshare.content.documents import Document
from collective.externalshare.model.address import parse_line
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.distribution import Distribution
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.secrets import digest
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.terms import make_terms
from dataclasses import dataclass
from plone.app.testing import TEST_USER_ID

import transaction


EDITOR = Actor("user", TEST_USER_ID)


@dataclass(frozen=True)
class Shared:
    """Ids, so that nothing outlives a transaction."""

    id: str
    token: str
    invitation: str


class Sharing:
    """Each method begins a transaction and commits what it did."""

    def __init__(self, site, document):
        self.site = site
        self.document = document

    @property
    def ports(self):
        return ports_for(self.site)

    def share(
        self,
        line="Jo Meyer <J.Meyer@supplier.example.org>, Supplier",
        access="download",
        days=7,
        document=None,
        message="",
        **asked,
    ):
        transaction.begin()
        ports = self.ports
        order = Order(
            [Document(document or self.document)],
            [parse_line(line)],
            make_terms(ports, days=days, access=access, **asked),
            Sender(TEST_USER_ID, "Dana Ortiz"),
            message,
        )
        distribution = Distribute(ports)(order)
        assert isinstance(distribution, Distribution), distribution
        share = ports.store.shares[distribution.share_ids[0]]
        token = Invite(ports).link(share, EDITOR).rpartition("/")[2]
        transaction.commit()
        return Shared(share.id, token, share.invitation_id)

    def revoke(self, share):
        transaction.begin()
        Revoke(self.ports)([self.ports.store.shares[share.id]], EDITOR, "Mistake")
        transaction.commit()

    def renew(self, share):
        """Make a new link, as when the key of the old one is gone: that leads nowhere then."""
        transaction.begin()
        self.ports.store.invitations[share.invitation].key_id = "gone"
        Invite(self.ports).link(self.ports.store.shares[share.id], EDITOR)
        transaction.commit()

    def code(self, place=-1, token=None):
        """The code of the latest challenge that was mailed, derived as the mail does.

        Of those of one link, where several readers may ask in the same moment.
        """
        transaction.begin()
        rows = [row for row in self.ports.store.outbox.values() if row.kind == MailKind.CODE]
        challenges = [self.ports.store.challenges.get(row.subject_id) for row in rows]
        living = sorted((one for one in challenges if one is not None), key=lambda one: one.issued)
        if token is not None:
            asked = self.ports.store.invitation_by_token(digest(token)).id
            living = [one for one in living if one.invitation_id == asked]
        found = living[place]
        return self.ports.ring.code(found.key_id, found.id, found.nonce, found.invitation_id)

    def mails(self, kind=MailKind.CODE):
        """How many code mails wait or were sent."""
        transaction.begin()
        return sum(row.kind == kind for row in self.ports.store.outbox.values())

    def stored(self, share):
        """The share as it is now."""
        transaction.begin()
        return self.ports.store.shares[share.id]

    def sessions(self):
        transaction.begin()
        return list(self.ports.store.sessions.values())

    def rows(self, share):
        """The actions in the chain of a share's invitation."""
        transaction.begin()
        chain = self.ports.store.chains[share.invitation]
        assert chain.broken_at(self.ports.ring) is None
        return [row["action"] for row in chain.rows()]

    def last_write(self):
        """The database's last transaction: equal before and after means nothing was written."""
        return self.site._p_jar.db().lastTransaction()
