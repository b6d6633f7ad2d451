"""The way of a real file: looked into, prepared, completed for a reader, shown and judged."""

from collective.externalshare.interfaces import RenderFailed
from collective.externalshare.model.grant import CopyFacts
from collective.externalshare.model.grant import Identity
from collective.externalshare.model.grant import Stamp
from collective.externalshare.model.grant import Tail
from collective.externalshare.model.settings import Settings
from collective.externalshare.model.template import Template
from collective.externalshare.pdf.bounded import Engine
from collective.externalshare.pdf.copies import Copies
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.rehearsal import RehearsingInspector
from collective.externalshare.pdf.renderer import Renderer
from collective.externalshare.pdf.values import Bounds
from collective.externalshare.sentences import SOURCE_SENTENCES
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tests.unit.pdf.checking import complaints
from typing import Any

import hashlib


STAMP = Stamp(
    ("External distribution · Confidential", "Žofie Müller", "z.mueller@example.org · 2026-11-21"),
    "Issued to Žofie Müller <z.mueller@example.org> · Confidential · 2026-11-21",
)
IDENTITY = Identity("5e" * 16, "BSQ5-WBTY-NXAS", "Pump station")

JUDGES = Engine("tests.unit.pdf.judging")
PATIENCE = Bounds(cpu_seconds=40, wall_seconds=60, memory=2 << 30)
"""What the judges may use."""


class Kept:
    """A file where a blob would be."""

    def __init__(self, path):
        self.path = path

    def open(self, mode):
        assert mode == "r"
        return open(self.path, "rb")


@dataclass(frozen=True)
class Given:
    """As much of a grant as the engine reads."""

    template: Template
    tail: Tail | None
    blob: Any
    stamp: Stamp
    copy: CopyFacts


@dataclass(frozen=True)
class Outcome:
    """What became of a file: a word of refusal, or how its copy was made; and what is wrong."""

    word: str
    faults: tuple[str, ...] = ()

    @property
    def copied(self):
        """Whether a reader could get a copy."""
        return self.word in ("template", "whole")


class Way:
    """Goes it with file after file; safe in threads."""

    def __init__(self, folder, settings=None):
        self.folder = Path(folder)
        self.settings = settings or Settings()
        workshop = str(self.folder / "workshop")
        self.inspector = RehearsingInspector(workshop)
        self.copies = Copies(workshop)
        self.renderer = Renderer()

    def all(self, files):
        """Go it with many files, two at a time; their outcomes by name."""
        with ThreadPoolExecutor(2) as pool:
            return dict(pool.map(lambda named: (named[0], self.go(str(named[1]))), files))

    def go(self, path):
        """Anything that is raised is a fault of the engine."""
        found = self.inspector.inspect(path, self.settings)
        if not found.ok:
            return Outcome(found.refusal, () if SOURCE_SENTENCES[found.refusal] else ("no word",))
        template = self.copies.prepare(Kept(path), found.sha256, self.settings)
        faults = self._faults(path, found.pages, template)
        return Outcome("whole" if template.layout is None else "template", tuple(faults))

    def _faults(self, path, pages, template):
        facts, tail = self.copies.make(template, Kept(path), STAMP, IDENTITY, self.settings)
        given = Given(template, tail, Kept(path), STAMP, facts)
        virtual = self.copies.open(given, self.settings)
        with virtual.open() as stream:
            data = stream.read()
        if (hashlib.sha256(data).hexdigest(), len(data)) != (facts.sha256, facts.size):
            yield "the facts are those of other bytes"
        if not facts.pages == template.pages == pages:
            yield f"{pages} pages became {facts.pages}"
        copy = self.folder / f"{hashlib.sha256(path.encode()).hexdigest()}.pdf"
        copy.write_bytes(data)
        try:
            yield from self._judged(path, str(copy), pages, virtual)
        finally:
            copy.unlink()

    def _judged(self, path, copy, pages, virtual):
        if found := complaints(copy):
            # What its owner sees in a broken picture, its readers may see too.
            yield from (f"qpdf says {fault}" for fault in found - complaints(path))
        try:
            image = self.renderer.page(virtual, 1, 110)
            self.renderer.page(virtual, pages, 110)
            self.renderer.text(virtual, 1)
        except RenderFailed as error:
            yield f"no image: {error}"
            return
        job = {"do": "judge", "source": path, "copy": copy, "pages": pages}
        try:
            yield from JUDGES.run(job, PATIENCE, image).facts["faults"]
        except ChildDied as error:
            yield f"a judge fell: {error}"
