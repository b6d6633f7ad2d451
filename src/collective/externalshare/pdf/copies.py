"""Templates and the copies made from them: the engine as services know it."""

from __future__ import annotations

from ..interfaces import CopyFailed
from ..interfaces import ICopies
from ..model.grant import CopyFacts
from ..model.grant import Identity
from ..model.grant import Stamp
from ..model.grant import Tail
from ..model.grant import Whole
from ..model.revision import Revision
from ..model.settings import Settings
from ..model.template import Template
from ..model.traces import Marks
from . import fonts
from . import tail
from .digests import Digests
from .digests import WrongBytes
from .errors import EngineMissing
from .errors import NotPreparable
from .excerpts import excerpt_of
from .lettering import Lettering
from .marks import marks_of
from .overlay import Artwork
from .preparer import Prepared
from .preparer import Preparer
from .sample import sample
from .stamper import Stamper
from .values import bounds_of
from .values import recipe_of
from .values import SPECIMEN
from .virtual import Virtual
from .whole import WholeCopies
from .workshop import Workshop
from array import array
from functools import lru_cache
from pathlib import Path
from typing import Any
from ZODB.blob import Blob
from ZODB.interfaces import BlobError
from ZODB.POSException import POSKeyError
from zope.interface import implementer

import hashlib
import os


_LOST = (BlobError, POSKeyError, OSError)


@implementer(ICopies)
class Copies:
    """One for all threads and sites of a process."""

    def __init__(self, folder: str = "") -> None:
        self._workshop = Workshop(folder)
        self._digests = Digests()

    def key(self, sha256: str, settings: Settings, pages: str = "") -> str:
        """Name the template of a source, or of some pages of it, under these settings."""
        return recipe_of(settings, pages).key(sha256)

    def prepare(self, blob: Any, sha256: str, settings: Settings, pages: str = "") -> Template:
        """Make a template; without a body where the file can only be stamped whole."""
        recipe, bounds = recipe_of(settings, pages), bounds_of(settings)
        key = recipe.key(sha256)
        try:
            with blob.open("r") as source:
                # Else the template of these bytes would be made of others.
                self._digests.demand(source, sha256)
                try:
                    with excerpt_of(source.name, recipe, bounds, self._workshop) as path:
                        prepared = Preparer(self._workshop, bounds, recipe).prepare(path, sha256)
                except EngineMissing as error:
                    raise CopyFailed(str(error)) from error
                except NotPreparable as error:
                    if pages:
                        # A copy written whole would begin with the whole.
                        raise CopyFailed(str(error)) from error
                    way = Whole(recipe, settings.font_files)
                    facts = self._whole(settings, way).make(source.name, SPECIMEN)[1]
                    return Template(key, array("f", bytes(8 * facts.pages)))
            return self._stored(key, prepared)
        except (*_LOST, WrongBytes) as error:
            raise CopyFailed(str(error)) from error

    def make(
        self,
        template: Template,
        blob: Any,
        stamp: Stamp,
        identity: Identity,
        settings: Settings,
    ) -> tuple[CopyFacts, Tail | Whole]:
        """Make one reader's copy: its facts and its tail, or how it was made whole."""
        if template.layout is None:
            way = Whole(recipe_of(settings), settings.font_files, identity)
            return self._stamped_whole(blob, stamp, way, settings), way
        try:
            artwork = _artwork(stamp, settings)
            made = tail.build(template.layout, artwork, identity)
            joined = made.joined(template.layout)
            with template.body.open("r") as body:
                self._digests.demand(body, template.body_sha256)
                sha256 = self._digests.of(body, joined)
        except (*_LOST, WrongBytes, ValueError) as error:
            raise CopyFailed(str(error)) from error
        size = template.layout.length + len(joined)
        return CopyFacts(sha256, size, template.pages), made

    def _stamped_whole(self, blob: Any, stamp: Stamp, way: Whole, settings: Settings) -> CopyFacts:
        try:
            with blob.open("r") as source:
                return self._whole(settings, way).make(source.name, stamp)[1]
        except _LOST as error:
            raise CopyFailed(str(error)) from error

    def preview(
        self, revision: Revision | None, stamp: Stamp, identity: Identity, settings: Settings
    ) -> Virtual:
        """A copy for nobody, of a revision or a sample page; only the workshop keeps its body."""
        try:
            if revision is None:
                return self._previewed_sample(stamp, identity, settings)
            with revision.blob.open("r") as source:
                return self._previewed(source.name, revision.sha256, stamp, identity, settings)
        except (*_LOST, NotPreparable, EngineMissing, ValueError) as error:
            raise CopyFailed(str(error)) from error

    def _previewed_sample(self, stamp: Stamp, identity: Identity, settings: Settings) -> Virtual:
        data = sample()
        with self._workshop.making() as folder:
            path = Path(folder, "sample.pdf")
            path.write_bytes(data)
            sha256 = hashlib.sha256(data).hexdigest()
            return self._previewed(str(path), sha256, stamp, identity, settings)

    def _previewed(
        self, source: str, sha256: str, stamp: Stamp, identity: Identity, settings: Settings
    ) -> Virtual:
        preparer = Preparer(self._workshop, bounds_of(settings), recipe_of(settings))
        made = preparer.prepare(source, sha256)
        written = tail.build(made.layout, _artwork(stamp, settings), identity)
        return Virtual(made.path, written.joined(made.layout))

    def marks(self, stream: Any, settings: Settings) -> Marks:
        """What a file says of the copy that it is, or was made of."""
        try:
            with self._workshop.making() as folder:
                return marks_of(stream, os.path.join(folder, "found.pdf"), bounds_of(settings))
        except (OSError, EngineMissing) as error:
            raise CopyFailed(str(error)) from error

    def draws(self, text: str, settings: Settings) -> bool:
        """Whether fonts cover every character of a line; False where that cannot be told."""
        try:
            return _lettering(fonts.files(settings.font_files)).draws(text)
        except OSError:
            return False

    def unusable_fonts(self, settings: Settings) -> tuple[str, ...]:
        """Font files that are named and cannot be used now."""
        return fonts.unusable(settings.font_files)

    def open(self, grant: Any, settings: Settings) -> Virtual:
        """The bytes of a grant, as a file that is nowhere written whole."""
        template = grant.template
        try:
            if grant.tail is None:
                way = grant.whole or Whole(recipe_of(settings), settings.font_files)
                with grant.blob.open("r") as source:
                    path = self._whole(settings, way).open(source.name, grant.stamp, grant.copy)
                return Virtual(path, b"")
            added = grant.tail.joined(template.layout)
            with template.body.open("r") as body:
                # The very bytes that were recorded: body, layout and tail are proved together.
                self._digests.demand(body, grant.copy.sha256, added)
                return Virtual(body.name, added)
        except (*_LOST, WrongBytes) as error:
            raise CopyFailed(str(error)) from error

    def _whole(self, settings: Settings, way: Whole) -> WholeCopies:
        stamper = Stamper(bounds_of(settings), way.recipe, way.fonts, way.identity)
        return WholeCopies(self._workshop, stamper, self._digests)

    def _stored(self, key: str, prepared: Prepared) -> Template:
        """Take a finished body over into a blob of the database."""
        with self._workshop.making() as folder, open(prepared.path, "rb") as stream:
            self._digests.demand(stream, prepared.sha256)
            # A second name for the same bytes: the blob's store takes this one
            # away, and the workshop keeps its own for whoever waits for it.
            body = Blob()
            body.consumeFile(self._workshop.second_name(prepared.path, folder))
        return Template(key, prepared.sizes, body, prepared.sha256, prepared.layout)


def _artwork(stamp: Stamp, settings: Settings) -> Artwork:
    lettering = _lettering(fonts.files(settings.font_files))
    return lettering.artwork(stamp.diagonal, stamp.footer, stamp.opacity)


@lru_cache(maxsize=4)
def _lettering(files: tuple[fonts.FontFile, ...]) -> Lettering:
    # Few: each holds its fonts in memory, and one list of them serves nearly always.
    return Lettering([file.path for file in files])
