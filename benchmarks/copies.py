"""What is computed for one reader's copy, against the libraries that stamp one.

Medians of processor time, children included, with all methods of one document
interleaved.  Preparing is reported apart, since it happens once a revision.
"""

from __future__ import annotations

from benchmarks import documents
from benchmarks.report import Figure
from collections.abc import Callable
from collective.externalshare.model.grant import Identity
from collective.externalshare.pdf import fonts
from collective.externalshare.pdf import tail
from collective.externalshare.pdf.digests import Digests
from collective.externalshare.pdf.lettering import Lettering
from collective.externalshare.pdf.preparer import Prepared
from collective.externalshare.pdf.preparer import Preparer
from collective.externalshare.pdf.values import Bounds
from collective.externalshare.pdf.workshop import Workshop
from pathlib import Path
from statistics import median

import itertools
import os
import pikepdf
import pypdf
import resource
import shutil
import subprocess
import time


ROUNDS = 5
SLOW_ROUNDS = 1
AT_MOST_MS = {1000: 12.0}
USUAL_MS = 5.0
OVERLAY_RATIO = 50.0
BOUNDS = Bounds(cpu_seconds=120, wall_seconds=180)


def spent() -> float:
    """Processor seconds of this process and of its ended children."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def cost(act: Callable[[], object]) -> float:
    """Milliseconds of processor time of one act."""
    before = spent()
    act()
    return (spent() - before) * 1000


class Methods:
    """Every way to stamp one document for one reader."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.source = source
        self.out = folder / "copy.pdf"
        self.stamp = documents.stamp_page(folder / "stamp.pdf")
        self.lettering = Lettering(fonts.paths())
        self.number = itertools.count(1)
        began = time.perf_counter()
        digest = f"{source.stat().st_size:064x}"
        self.prepared: Prepared = Preparer(Workshop(str(folder / "workshop")), BOUNDS).prepare(
            str(source), digest
        )
        self.prepare_ms = (time.perf_counter() - began) * 1000

    def tail(self) -> bytes:
        """Ours: shape a new name, build the tail."""
        name = f"Reader {next(self.number)} Žofie Müller"
        artwork = self.lettering.artwork(
            ["External distribution · Confidential", name, "z.mueller@example.org · 2026-11-22"],
            f"External distribution · Confidential · {name} <z.mueller@example.org> · 2026-11-22",
            0.3,
        )
        identity = Identity(os.urandom(16).hex(), "K7QF-2M9X-41TB", "A document")
        layout = self.prepared.layout
        return tail.build(layout, artwork, identity).joined(layout)

    def hashed(self) -> None:
        """The SHA-256 of the body, which a process computes at its first copy and keeps."""
        with open(self.prepared.path, "rb") as body:
            Digests().of(body)

    def copied(self) -> None:
        """The floor: copying the bytes that every copy of it has."""
        shutil.copyfile(self.prepared.path, self.out)

    def whole(self) -> None:
        """Ours, written to a file: the body's bytes and the tail."""
        shutil.copyfile(self.prepared.path, self.out)
        with self.out.open("ab") as stream:
            stream.write(self.tail())

    def pikepdf_overlay(self) -> None:
        """`Page.add_overlay` of a ready-made stamp page on every page."""
        with pikepdf.open(self.source) as pdf, pikepdf.open(self.stamp) as stamp:
            for page in pdf.pages:
                page.add_overlay(stamp.pages[0])
            pdf.save(self.out)

    def pypdf_merge(self) -> None:
        """`merge_page` of a ready-made stamp page on every page."""
        stamp = pypdf.PdfReader(self.stamp).pages[0]
        # Copying page by page fails with RecursionError on many linked pages.
        writer = pypdf.PdfWriter(self.source, full=True)
        for page in writer.pages:
            page.merge_page(stamp)
        writer.write(self.out)

    def qpdf_overlay(self) -> None:
        """``qpdf --overlay --repeat=1``."""
        command = ["qpdf", self.source, "--overlay", self.stamp, "--repeat=1", "--", self.out]
        subprocess.run(command, check=True)


def measure(name: str, pages: int, source: Path, folder: Path) -> list[Figure]:
    """All figures of one document.

    :param folder: an empty one to work in.
    """
    methods = Methods(source, folder)
    methods.tail()
    found: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        for key in (
            "copied",
            "hashed",
            "whole",
            "tail",
            "pikepdf_overlay",
            "qpdf_overlay",
            "pypdf_merge",
        ):
            if key == "qpdf_overlay" and shutil.which("qpdf") is None:
                continue
            if key == "pypdf_merge" and turn >= SLOW_ROUNDS:
                continue
            found.setdefault(key, []).append(cost(getattr(methods, key)))
    ms = {key: median(values) for key, values in found.items()}
    above = ms["whole"] - ms["copied"]
    bound = AT_MOST_MS.get(pages, USUAL_MS)
    ratio = ms["pikepdf_overlay"] / ms["tail"]
    figures = [
        Figure(f"{name}: prepare, once", methods.prepare_ms, "ms"),
        Figure(f"{name}: hashing the body, once a process", ms["hashed"], "ms CPU"),
        Figure(f"{name}: copying the bytes", ms["copied"], "ms CPU"),
        Figure(f"{name}: tail", ms["tail"], "ms CPU"),
        Figure(f"{name}: copy above copying the bytes", above, "ms CPU", bound, above <= bound),
        Figure(
            f"{name}: pikepdf overlay / tail",
            ratio,
            "x",
            OVERLAY_RATIO if pages == 1000 else None,
            ratio >= OVERLAY_RATIO if pages == 1000 else None,
        ),
    ]
    for key in ("qpdf_overlay", "pypdf_merge"):
        if key in ms:
            figures.append(Figure(f"{name}: {key} / tail", ms[key] / ms["tail"], "x"))
    return figures
