"""The store: BTrees of small persistent objects under random ids, and their indexes."""

from __future__ import annotations

from ..interfaces import IShareStore
from ..model.audit import ADMINISTRATION
from ..model.audit import Chain
from ..model.distribution import Distribution
from ..model.gate import DocumentGate
from ..model.invitation import Invitation
from ..model.limits import Window
from ..model.recipient import Recipient
from ..model.recipient import SessionList
from ..model.seal import Seal
from ..model.share import Share
from ..model.words import words_of
from .copies import CopyIndex
from .due import Due
from .ends import Ends
from .hands import Hands
from .index import order_key
from .index import Postings
from .journal import Journals
from .labels import Labels
from .order import Order
from .outbox import Outbox
from .people import People
from .persons import Persons
from .policies import Policies
from .seals import Seals
from .templates import Templates
from .trees import Tree
from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOTreeSet
from persistent import Persistent
from typing import Any
from zope.interface import implementer


@implementer(IShareStore)
class ShareStore(
    CopyIndex,
    Due,
    Ends,
    Hands,
    Labels,
    Order,
    Outbox,
    People,
    Persons,
    Policies,
    Seals,
    Templates,
    Journals,
    Persistent,
):
    """Everything the add-on knows of one site.

    Records by id:      distributions, invitations, shares, recipients, gates
                        (by document UID), challenges, sessions, grants, chains,
                        outbox, verdicts (by blob oid), windows (by name).
    Operations:         ids that forms carry, each to the distribution it made.
    Indexes:            each of `tokens`, `addresses`, `browsers`, `tickets` maps a
                        digest or address to one id; each `Postings` lists shares.
    The rest:           see `CopyIndex`, `Due`, `Ends`, `Hands`, `Order`, `Outbox`, `People`,
                        `Persons`, `Policies`, `Seals`, `Templates`, `Journals`.
    """

    version = 1
    installed = True

    def __init__(self) -> None:
        self.database_key = ""
        for name in (
            "distributions",
            "invitations",
            "shares",
            "recipients",
            "session_lists",
            "gates",
            "challenges",
            "sessions",
            "grants",
            "chains",
            "outbox",
            "verdicts",
            "windows",
            "tokens",
            "addresses",
            "browsers",
            "tickets",
            "operations",
            "templates",
        ):
            setattr(self, name, Tree())
        for name in (
            "by_document",
            "by_recipient",
            "by_organisation",
            "by_sender",
            "by_distribution",
            "by_word",
        ):
            setattr(self, name, Postings())
        self.begin_order()
        self.ended: Any = OOTreeSet()
        self.expiry_days: Any = IOBTree()
        self.pending_mail: Any = OOTreeSet()
        self.dead_mail: Any = OOTreeSet()
        self.begin_journal()
        self.begin_people()

    # Annotated for readers and type checkers; made in __init__.
    distributions: Any
    invitations: Any
    shares: Any
    recipients: Any
    session_lists: Any
    gates: Any
    challenges: Any
    sessions: Any
    grants: Any
    chains: Any
    verdicts: Any
    windows: Any
    tokens: Any
    addresses: Any
    browsers: Any
    tickets: Any
    # None on a store made before operations were remembered, until one is.
    operations: Any = None
    by_document: Postings
    by_recipient: Postings
    by_organisation: Postings
    by_sender: Postings
    by_distribution: Postings
    by_word: Postings

    def begin_anew(self, seal: Seal) -> None:
        """Forget everything but key, rules, seals with their mails, and the seal that says so.

        Whoever appends to a chain meanwhile conflicts: no row goes that nobody has seen.
        """
        self.unsealed_chains().close()
        key, rules, torn = self.database_key, self.folder_rules, self.torn_seals
        mailed, mails, kept = self.mailed_seals, self._seal_mails(), self._seals_to_keep(seal)
        for name in [name for name in vars(self) if not name.startswith("_")]:
            delattr(self, name)
        self.__init__()  # type: ignore[misc]
        self.database_key = key
        # What a folder forbids is no evidence.
        self.folder_rules = rules
        self.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
        self.mailed_seals, self.torn_seals = mailed, torn
        self.sealed = IOBTree({one.fields["number"]: (one.text, one.mac) for one in kept})
        # They are for somebody outside, who must not miss a seal because all the rest is gone.
        self._put_back(mails)

    def gate(self, uid: str, path: str, title: str) -> DocumentGate:
        """The document's gate, made when there is none."""
        gate = self.gates.get(uid)
        if gate is None:
            gate = self.gates[uid] = DocumentGate(uid, path, title)
        return gate

    def recipient_at(self, address: str) -> Recipient | None:
        """The recipient with a canonical address."""
        found = self.addresses.get(address)
        return None if found is None else self.recipients[found]

    def add_recipient(self, recipient: Recipient) -> None:
        """Keep a new recipient under its address."""
        self.recipients[recipient.id] = recipient
        self.session_lists[recipient.id] = SessionList()
        self.addresses[recipient.address] = recipient.id
        self.post_person(recipient)

    def distribution_by_operation(self, operation: str) -> Distribution | None:
        """What an operation made, while it is remembered."""
        found = self.operations.get(operation) if self.operations is not None else None
        return None if found is None else self.distributions[found]

    def remember_operation(self, operation: str, distribution: Distribution) -> None:
        """Keep what an operation made; two at once conflict, so that the later one finds it."""
        if self.operations is None:
            self.operations = Tree()
        self.operations.insert(operation, distribution.id)

    def add_invitation(self, invitation: Invitation) -> None:
        """Keep a new invitation; its chain of evidence begins with it."""
        self.invitations[invitation.id] = invitation
        self.tokens[invitation.token_digest] = invitation.id
        self.chains[invitation.id] = Chain(invitation.id)

    def renew_token(self, invitation: Invitation, token_digest: str) -> None:
        """Replace the link's digest; the old link is unknown from now on."""
        self.tokens.pop(invitation.token_digest, None)
        invitation.token_digest = token_digest
        self.tokens[token_digest] = invitation.id

    def invitation_by_token(self, token_digest: str) -> Invitation | None:
        """The invitation whose living link has this digest."""
        found = self.tokens.get(token_digest)
        return None if found is None else self.invitations[found]

    def add_share(self, share: Share, organisation_key: str, address: str, name: str) -> None:
        """Keep a new share in every index."""
        key = order_key(share.created, share.id)
        self.shares[share.id] = share
        self.put_in_order(key, share)
        self.by_document.add(share.document_uid, key)
        self.by_recipient.add(share.recipient_id, key)
        self.by_sender.add(share.sender_id, key)
        self.by_distribution.add(share.distribution_id, key)
        if organisation_key:
            self.by_organisation.add(organisation_key, key)
        label = self.label_of(share)
        for word in words_of(share.gate.title, name, address, share.organisation, label):
            self.by_word.add(word, key)
        self._post_expiry(share)
        self.post_deadline(share)

    def window(self, name: str, length: int) -> Window:
        """The counter of this name, made when there is none."""
        window = self.windows.get(name)
        if window is None:
            window = self.windows[name] = Window(length)
        return window

    def let_go(self) -> None:
        """Give back the memory of what was read and not changed; it is read again when needed."""
        if self._p_jar is not None:
            self._p_jar.cacheMinimize()

    def rely_on(self, *records: Persistent) -> None:
        """Make the commit fail if one of the records changes meanwhile."""
        for record in records:
            if record._p_jar is not None:
                # What another thread changed has its old serial until it is loaded again.
                record._p_activate()
                record._p_jar.readCurrent(record)
