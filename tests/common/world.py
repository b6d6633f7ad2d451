"""A whole site of services over a real database in memory, without Plone."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.outbox import MailKind
from collective.externalshare.model.settings import Settings
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.lifecycle import give_out
from collective.externalshare.services.ports import Ports
from collective.externalshare.services.posting import Posting
from collective.externalshare.services.terms import make_terms
from collective.externalshare.storage.seal_log import SealLog
from collective.externalshare.storage.store import ShareStore
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from tests.common.clock import HandClock
from tests.common.fake_copies import FakeCopies
from tests.common.fake_copies import FakeRenderer
from tests.common.fakes import FakeAccounts
from tests.common.fakes import FakeBlob
from tests.common.fakes import FakeDocument
from tests.common.fakes import FakeDocuments
from tests.common.fakes import FakeKeys
from tests.common.fakes import FakeMail
from tests.common.fakes import KeepingAnnouncer
from ZODB.DB import DB

import transaction


MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EDITOR = Actor("user", "dana")
SENDER = Sender("dana", "Dana Ortiz", "dana@example.org")
READER = Contact("198.51.100.7", "Browser")  # a documentation address: no limits by client
PUBLIC = Contact("8.8.8.8", "Browser")
JO = Addressee("jo@supplier.example.org", "Jo Meyer", "Supplier Ltd")
KIM = Addressee("kim@other.example.org", "Kim Vos", "Other")
TOGETHER = {"documents": (), "addressees": (JO,)}


class World:
    """Ports over a store in its own database, and the steps of the walk in one call each."""

    def __init__(self, folder, storage=None, **bounds):
        self.db = DB(storage)
        self.connection = self.db.open()
        self.root = self.connection.root()
        store = self.root["store"] = ShareStore()
        store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
        transaction.commit()
        self.document = FakeDocument("a" * 32)
        self.clock = HandClock(MORNING)
        self.documents = FakeDocuments(self.document)
        self.copies = FakeCopies(folder)
        self.renderer = FakeRenderer()
        self.mail = FakeMail()
        self.keys = FakeKeys()
        self.announcer = KeepingAnnouncer()
        self.accounts = FakeAccounts()
        self.seal_log = SealLog(folder / "seals.jsonl")
        settings = Settings(link_base="https://documents.example.org", **bounds)
        self.ports = self.ports_on(store, settings)

    def ports_on(self, store, settings=None, **others):
        """The same world seen through another connection's store, or with other ports."""
        made = Ports(
            store=store,
            settings=settings or self.ports.settings,
            clock=self.clock,
            keys=self.keys,
            documents=self.documents,
            copies=self.copies,
            renderer=self.renderer,
            mail=self.mail,
            announcer=self.announcer,
            seal_log=self.seal_log,
            accounts=self.accounts,
        )
        return replace(made, **others)

    @property
    def store(self):
        return self.ports.store

    def bound(self, **bounds):
        """Change settings."""
        self.ports = replace(self.ports, settings=replace(self.ports.settings, **bounds))

    def order(self, *people, documents=None, access="download", days=7, asked=None, **values):
        terms = make_terms(self.ports, days=days, access=access, **(asked or {}))
        return Order(documents or [self.document], people or [JO], terms, SENDER, **values)

    def share(self, *people, **values):
        """Share the document; the shares of the distribution, committed."""
        distribution = Distribute(self.ports)(self.order(*people, **values))
        transaction.commit()
        return [self.store.shares[share_id] for share_id in distribution.share_ids]

    def publish(self, data=b"%PDF- 2", label="2"):
        """Another PDF of the document, as subscribers note it."""
        self.document.blob, self.document.label = FakeBlob(data), label
        give_out(self.ports, self.store.gates[self.document.uid], self.document.revision())
        transaction.commit()

    def post(self, minutes=2):
        """Let what was recorded rest, and post it; how many rows that were."""
        self.clock.pass_time(minutes=minutes)
        posted = Posting(self.ports)()
        transaction.commit()
        return posted

    def token(self, share):
        invitation = self.store.invitations[share.invitation_id]
        return self.ports.ring.link_token(invitation.key_id, invitation.id, invitation.generation)

    def ask(self, share, address=JO.address, browser="", contact=READER):
        return Admit(self.ports).request_code(self.token(share), address, browser, contact)

    def code(self, browser):
        """The code that was mailed for this browser, whether it was or not."""
        challenge = self.challenge(browser)
        return self.ports.ring.code(
            challenge.key_id, challenge.id, challenge.nonce, challenge.invitation_id
        )

    def challenge(self, browser):
        from collective.externalshare.model.secrets import digest

        return self.store.challenges[self.store.browsers[digest(browser)]]

    def verify(self, share, code, browser, contact=READER):
        return Admit(self.ports).verify(self.token(share), code, browser, contact)

    def session(self, share, address=JO.address):
        """A verified session for the share's reader."""
        asked = self.ask(share, address)
        verified = self.verify(share, self.code(asked.browser), asked.browser)
        transaction.commit()
        return living_session(self.ports, verified.cookie)

    def rows(self, share, *actions):
        """Rows of the share's invitation, those of the given actions only."""
        rows = self.store.chains[share.invitation_id].rows()
        return [row for row in rows if not actions or row["action"] in actions]

    def administration(self, *actions):
        """Rows of the administration, those of the given actions only."""
        rows = self.store.chains[ADMINISTRATION].rows()
        return [row for row in rows if not actions or row["action"] in actions]

    def whole(self):
        """Whether every row of every chain holds."""
        chains = self.store.chains.values()
        return all(chain.broken_at(self.ports.ring) is None for chain in chains)

    def mails(self, kind=MailKind.CODE):
        return [row for row in self.store.outbox.values() if row.kind == kind]

    def renew(self, share):
        """Make a new link, as when the key of the old one is gone; the new link."""
        self.store.invitations[share.invitation_id].key_id = "gone"
        return self.link(share)

    def link(self, share):
        return Invite(self.ports).link(share, EDITOR)

    def close(self):
        transaction.abort()
        self.connection.close()
        self.db.close()
