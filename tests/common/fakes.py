"""Honest stand-ins for the ports: they keep every promise of `interfaces`, without Plone."""

from collective.externalshare.interfaces import IAccounts
from collective.externalshare.interfaces import IAnnouncer
from collective.externalshare.interfaces import IDocument
from collective.externalshare.interfaces import IDocuments
from collective.externalshare.interfaces import IKeys
from collective.externalshare.interfaces import IMailGate
from collective.externalshare.interfaces import KeysUnusable
from collective.externalshare.model.policy import NO_RULES
from collective.externalshare.model.revision import Revision
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.secrets import KeyRing
from zope.interface import implementer

import hashlib


class FakeBlob:
    """Bytes of a file; a grant keeps them."""

    def __init__(self, data):
        self.data = data


@implementer(IDocument)
class FakeDocument:
    """A document whose refusal and bytes a test sets.

    `late` is a refusal that only `revision` finds, as an inspection does.
    """

    def __init__(self, uid, title="Procedure", data=b"%PDF- 1", refusal=None, late=None):
        self.uid = uid
        self.path = f"/plone/quality/{uid}"
        self.title = title
        self.obj = f"object {uid}"
        self.blob = FakeBlob(data)
        self.label = "1"
        self.blocked = refusal
        self.late = late
        self.relied = 0
        self.asked = 0
        self.demands = NO_RULES
        self.page_count = self.known_pages = 1
        # Whose right to share it a test took away; how often anybody's was asked for.
        self.strangers = set()
        self.doubted = 0

    def may_be_shared_by(self, user_id):
        self.doubted += 1
        return user_id not in self.strangers

    def stays_with(self, user_id):
        return self.may_be_shared_by(user_id)

    def rules(self):
        return self.demands

    def pages(self):
        return self.known_pages

    def refusal(self):
        self.asked += 1
        return self.blocked

    def judged(self):
        return self.refusal(), self.rules()

    def revision(self):
        refusal = self.blocked or self.late
        if refusal is not None:
            return SourceRefusal(refusal)
        return Revision(
            document_uid=self.uid,
            path=self.path,
            title=self.title,
            label=self.label,
            blob=self.blob,
            serial="",
            sha256=hashlib.sha256(self.blob.data).hexdigest(),
            size=len(self.blob.data),
            pages=self.page_count,
            filename=f"{self.uid}.pdf",
        )

    def rely_on(self):
        self.relied += 1


@implementer(IDocuments)
class FakeDocuments:
    """Documents by UID; a moved one is found all the same, a deleted one is not."""

    def __init__(self, *documents):
        self.by_uid = {document.uid: document for document in documents}
        self.sought = 0

    def get(self, uid, path):
        self.sought += 1
        return self.by_uid.get(uid)

    def under(self, settings):
        return self


@implementer(IMailGate)
class FakeMail:
    """A mail server that never is spoken to; `broken` is what is wrong with it."""

    broken = None

    def problem(self):
        return self.broken

    def sender(self):
        return ("Example Works", "documents@example.org")

    def transport(self):
        return lambda sender, recipient, data: None


@implementer(IKeys)
class FakeKeys:
    """Keys from outside; `unusable` makes them unreadable."""

    def __init__(self, *roots):
        self.roots = roots or (b"k" * 32,)
        self.unusable = False

    def ring(self):
        if self.unusable:
            raise KeysUnusable("cannot be read")
        return KeyRing(self.roots)

    def problem(self):
        return "key_unusable" if self.unusable else None


@implementer(IAccounts)
class FakeAccounts:
    """People by id; `who_approves` are those who may."""

    def __init__(self, *people):
        self.people = {one.id: one for one in people}
        self.who_approves = []

    def named(self, user_id):
        return self.people.get(user_id)

    def approvers(self, most):
        return self.who_approves[:most]


@implementer(IAnnouncer)
class KeepingAnnouncer:
    """Keeps what was announced: (kind, share id, document or None, reason)."""

    def __init__(self):
        self.told = []

    def announce(self, kind, share_id, document, reason=""):
        self.told.append((kind, share_id, document, reason))

    def kinds(self, share=None):
        return [kind for kind, share_id, *_ in self.told if share in (None, share_id)]
