"""Honest stand-ins for the ports: they keep every promise of `interfaces`, without Plone."""

from array import array
from collective.externalshare.interfaces import CopyFailed
from collective.externalshare.interfaces import IAccounts
from collective.externalshare.interfaces import IAnnouncer
from collective.externalshare.interfaces import ICopies
from collective.externalshare.interfaces import IDocument
from collective.externalshare.interfaces import IDocuments
from collective.externalshare.interfaces import IKeys
from collective.externalshare.interfaces import IMailGate
from collective.externalshare.interfaces import IRenderer
from collective.externalshare.interfaces import KeysUnusable
from collective.externalshare.model.grant import CopyFacts
from collective.externalshare.model.policy import NO_RULES
from collective.externalshare.model.revision import Revision
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.model.secrets import KeyRing
from collective.externalshare.model.template import Layout
from collective.externalshare.model.template import Template
from collective.externalshare.model.traces import Marks
from collective.externalshare.pdf.virtual import Virtual
from zope.interface import implementer

import hashlib
import os


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

    def rules(self):
        return self.demands

    def pages(self):
        return self.known_pages

    def refusal(self):
        self.asked += 1
        return self.blocked

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


@implementer(ICopies)
class FakeCopies:
    """Copies that name their reader, as files of a folder; `fails` lets none be made.

    `named` is what is found in any file. `shrinks_to`: bytes that any copy has at most.
    """

    shrinks_to = None
    fails_for = ""
    undrawn = ""
    lost_fonts = ()
    named = ()

    def __init__(self, folder):
        self.folder = str(folder)
        self.fails = False
        self.made = 0
        self.prepared = 0

    def key(self, sha256, settings, pages=""):
        return sha256 + pages

    def prepare(self, blob, sha256, settings, pages=""):
        if self.fails:
            raise CopyFailed("no stamp, no bytes")
        self.prepared += 1
        length = len(self._bytes(blob))
        layout = None if self.shrinks_to is None else Layout(length, 0, 0, b"", b"", 0)
        return Template(sha256 + pages, array("f", (595, 842)), layout=layout)

    def make(self, template, blob, stamp, identity, settings):
        if self.fails:
            raise CopyFailed("no stamp, no bytes")
        self.made += 1
        return self._write(blob, stamp), None

    def preview(self, revision, stamp, identity, settings):
        if self.fails or (revision and self.fails_for == revision.document_uid):
            raise CopyFailed("no stamp, no bytes")
        blob = revision.blob if revision else FakeBlob(b"a sample page")
        return Virtual(self._path(self._write(blob, stamp)), b"")

    def marks(self, stream, settings):
        if self.fails:
            raise CopyFailed("no file can be read")
        return Marks(hashlib.sha256(stream.read()).hexdigest(), self.named)

    def draws(self, text, settings):
        return not any(letter in text for letter in self.undrawn)

    def unusable_fonts(self, settings):
        return self.lost_fonts

    def open(self, grant, settings):
        path = self._path(grant.copy)
        if not os.path.exists(path) and self._write(grant.blob, grant.stamp) != grant.copy:
            raise CopyFailed("the copy came out different")
        return Virtual(path, b"")

    def spoil(self):
        """Let no copy come out again as it was granted."""
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        self._bytes = lambda blob: b"other bytes"

    def _write(self, blob, stamp):
        data = self._bytes(blob) + b"\n" + stamp.footer.encode()
        facts = CopyFacts(hashlib.sha256(data).hexdigest(), len(data), 1)
        with open(self._path(facts), "wb") as out:
            out.write(data)
        return facts

    def _bytes(self, blob):
        return blob.data[: self.shrinks_to]

    def _path(self, facts):
        return os.path.join(self.folder, facts.sha256)


@implementer(IRenderer)
class FakeRenderer:
    """Pages that say what they are; `raises` is what it raises instead."""

    raises = None

    def page(self, virtual, number, dpi, settings=None):
        return self._made(f"page {number} at {dpi} dpi").encode()

    def text(self, virtual, number, settings=None):
        return self._made(f"words of page {number}")

    def _made(self, text):
        if self.raises is not None:
            raise self.raises
        return text


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
