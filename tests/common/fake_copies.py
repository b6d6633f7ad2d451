"""Stand-ins for the PDF engine: copies that name their reader, pages that say what they are."""

from array import array
from collective.externalshare.interfaces import CopyFailed
from collective.externalshare.interfaces import ICopies
from collective.externalshare.interfaces import IRenderer
from collective.externalshare.model.grant import CopyFacts
from collective.externalshare.model.grant import Whole
from collective.externalshare.model.template import Layout
from collective.externalshare.model.template import Recipe
from collective.externalshare.model.template import Template
from collective.externalshare.model.traces import Marks
from collective.externalshare.pdf.virtual import Virtual
from tests.common.fakes import FakeBlob
from zope.interface import implementer

import hashlib
import os


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
        return self._write(blob, stamp), Whole(Recipe(), (), identity)

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
