"""A site without Plone: the real store in a real ZODB, ports that tests hold in hand."""

from collective.externalshare import interfaces
from collective.externalshare.content.enclosures import Enclosures
from collective.externalshare.mail.letterhead import ILetterhead
from collective.externalshare.mail.letterhead import Letterhead
from collective.externalshare.mail.transport import Server
from collective.externalshare.mail.transport import Transport
from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.secrets import KeyRing
from collective.externalshare.model.settings import Settings
from collective.externalshare.model.terms import Terms
from collective.externalshare.model.times import DAY
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.distribute import Order
from collective.externalshare.services.ports import ports_for
from collective.externalshare.storage.seal_log import SealLog
from dataclasses import replace
from tests.unit.mail.small import ISmallSite
from tests.unit.mail.small import Paper
from tests.unit.mail.small import SmallFolder
from tests.unit.mail.small import SmallSite
from transaction import TransactionManager
from ZODB import DB
from ZODB.DemoStorage import DemoStorage
from zope.component import provideAdapter
from zope.component import provideUtility

import zope.component.event  # noqa: F401 - passes events on to handlers


RING = KeyRing((b"k" * 32,))
LINK_BASE = "https://share.example.org/portal"
READER = Addressee("jo.meyer@example.org", "Jo Meyer", "Example Ltd", "en")
EDITOR = Sender("erika", "Erika Example", "erika@example.org")


class Office:
    """Everything around the store of one small site, and the connections to it."""

    def __init__(self, clock):
        self.clock = clock
        self.settings = Settings(link_base=LINK_BASE)
        self.head = Letterhead("Example Works", "en", "Europe/Berlin")
        self.site_sender = ("Example Works", "noreply@example.org")
        self.problem = None
        self.keys_problem = None
        self.papers = {}
        self.people = {}
        self.approvers = []
        self.told = []
        self.deaf = None
        self.port = 1
        self.options = {}
        self.user = self.password = ""
        self.db = DB(DemoStorage())
        self.site = self.open()
        self._register()

    def open(self):
        """The site on a connection with a transaction manager of its own."""
        connection = self.db.open(TransactionManager())
        root = connection.root()
        if "site" not in root:
            root["site"] = SmallSite()
            connection.transaction_manager.commit()
        return root["site"]

    def close(self):
        self.site._p_jar.transaction_manager.abort()
        self.db.close()

    def begin(self):
        self.site._p_jar.transaction_manager.begin()

    def commit(self):
        self.site._p_jar.transaction_manager.commit()

    @property
    def store(self):
        """The store as committed, seen from the first connection."""
        self.begin()
        return self.site.store

    def open_app(self):
        """An application root with the site two folders deep."""
        site = self.open()
        root, manager = site._p_jar.root(), site._p_jar.transaction_manager
        if "app" not in root:
            root["app"] = SmallFolder(customers=SmallFolder(small=site), stray=SmallFolder())
            manager.commit()
        return root["app"]

    def paper(self, **facts):
        paper = Paper(f"{len(self.papers):032x}", **facts)
        self.papers[paper.uid] = paper
        return paper

    def invite(
        self,
        reader=READER,
        papers=None,
        days=30,
        access="view",
        sender=EDITOR,
        message="",
        **wishes,
    ):
        """A committed distribution to one reader; returns the id of its invitation."""
        self.begin()
        ports = ports_for(self.site)
        terms = Terms(ports.now + days * DAY, access)
        order = Order(papers or [self.paper()], [reader], terms, sender, message, **wishes)
        made = Distribute(ports)(order)
        self.commit()
        self.told.clear()
        return made.invitation_ids[0]

    def ask_code(self, invitation_id, address=READER.address, browser=""):
        """A committed request for a code; returns the browser's secret."""
        invitation = self.store.invitations[invitation_id]
        token = RING.link_token(invitation.key_id, invitation.id, invitation.generation)
        asked = Admit(ports_for(self.site)).request_code(token, address, browser, Contact())
        self.commit()
        return asked.browser

    def rules(self, **changed):
        self.settings = replace(self.settings, **changed)

    def only_row(self):
        (row_id,) = self.store.outbox
        return self.store.outbox[row_id]

    def actions(self, invitation_id):
        return [row["action"] for row in self.store.chains[invitation_id].rows()]

    def _register(self):
        provideUtility(self.clock, interfaces.IClock)
        provideUtility(object(), interfaces.ICopies)
        provideUtility(object(), interfaces.IRenderer)
        for port, face in (
            (interfaces.ISiteSettings, _face(read=lambda site: self.settings)),
            (interfaces.IKeys, _face(ring=lambda site: self._ring(), problem=lambda site: None)),
            (
                interfaces.IDocuments,
                _face(
                    get=lambda site, uid, path: self.papers.get(uid),
                    under=lambda site, settings: interfaces.IDocuments(site),
                ),
            ),
            (interfaces.IAnnouncer, _face(announce=lambda site, *told: self._tell(told))),
            (interfaces.ISealLog, lambda site: SealLog(None)),
            (
                interfaces.IAccounts,
                _face(
                    named=lambda site, user_id: self.people.get(user_id),
                    approvers=lambda site, most: self.approvers[:most],
                ),
            ),
            (ILetterhead, _face(read=lambda site: self.head)),
            (
                interfaces.IMailGate,
                _face(
                    problem=lambda site: self.problem,
                    sender=lambda site: self.site_sender,
                    transport=lambda site: Transport(self._server()),
                ),
            ),
        ):
            provideAdapter(face, (ISmallSite,), port)
        provideAdapter(Enclosures, (ISmallSite,), interfaces.IEnclosures)
        provideAdapter(lambda site: site.store, (ISmallSite,), interfaces.IShareStore)

    def _ring(self):
        if self.keys_problem:
            raise self.keys_problem
        return RING

    def _tell(self, told):
        if self.deaf:
            raise self.deaf
        self.told.append(told)

    def _server(self):
        return Server("127.0.0.1", self.port, self.user, self.password, **self.options)


def _face(**methods):
    """An adapter class whose methods get the site first."""

    class Face:
        def __init__(self, site):
            self.site = site

    for name, answer in methods.items():

        def method(self, *args, _answer=answer):
            return _answer(self.site, *args)

        setattr(Face, name, method)
    return Face
