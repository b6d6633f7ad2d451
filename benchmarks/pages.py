"""Page images over HTTP against bare PDFium drawing the same page.

Bare is what nobody can do without, in a process that has PDFium loaded: open
the file, draw the page at the same resolution, write it as a JPEG of the same
quality; once of the stamped copy, which is the page that is shown, and once of
the source without a stamp.  Ours proves the session, completes the copy, and
does the same in a child that is forked for it.  A pause before each, as between
people who ask.
"""

from __future__ import annotations

from benchmarks.report import Figure
from benchmarks.site import fetch
from benchmarks.site import Library
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import io
import pypdfium2
import time


ROUNDS = 30
PAUSE = 0.1
MOST_RATIO = 2.0
DPI, QUALITY = 110, 80
CLIENTS = 2
PAGES_EACH = 30
TWO_CLIENTS_ON = "200 pages"


def measure(library: Library, shelf: dict[str, str], sources: dict[str, Path]) -> list[Figure]:
    """The first page of each document, and pages a second."""
    figures = []
    for name, document in shelf.items():
        reader = library.reader(document, sources[name])
        copy = sources[name].with_name("copy.pdf")
        copy.write_bytes(reader.copy())
        figures += _first(name, reader.picture(), reader.cookie, sources[name], copy)
    figures.append(_together(library, shelf[TWO_CLIENTS_ON], sources[TWO_CLIENTS_ON]))
    return figures


def _first(name: str, address: str, cookie: str, source: Path, copy: Path) -> list[Figure]:
    acts = {
        "over HTTP": lambda: fetch(address, cookie),
        "bare PDFium, stamped": lambda: _drawn(copy),
        "bare PDFium, source": lambda: _drawn(source),
    }
    took: dict[str, list[float]] = {key: [] for key in acts}
    for _ in range(ROUNDS):
        for key, act in acts.items():
            time.sleep(PAUSE)
            began = time.perf_counter()
            act()
            took[key].append(time.perf_counter() - began)
    ours, stamped, plain = (median(took[key]) * 1000 for key in acts)
    ratio = ours / stamped
    return [
        Figure(f"{name}: first page over HTTP", ours, "ms"),
        Figure(f"{name}: the same by bare PDFium", stamped, "ms"),
        Figure(f"{name}: over HTTP / bare", ratio, "x", MOST_RATIO, ratio <= MOST_RATIO),
        Figure(f"{name}: over HTTP / bare without stamp", ours / plain, "x"),
    ]


def _drawn(source: Path) -> bytes:
    document = pypdfium2.PdfDocument(source)
    document.init_forms()
    written = io.BytesIO()
    document[0].render(scale=DPI / 72).to_pil().convert("RGB").save(
        written, "JPEG", quality=QUALITY
    )
    document.close()
    return written.getvalue()


def _together(library: Library, document: str, source: Path) -> Figure:
    """Pages a second for clients that turn page by page, each in a document of its own."""
    readers = [library.reader(document, source) for _ in range(CLIENTS)]
    places = [(reader.picture(), reader.cookie) for reader in readers]

    def turn(place: tuple[str, str]) -> None:
        first, cookie = place
        for number in range(1, PAGES_EACH + 1):
            fetch(first.replace("/1/image", f"/{number}/image"), cookie)

    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(turn, places))
    rate = CLIENTS * PAGES_EACH / (time.perf_counter() - began)
    return Figure(f"{TWO_CLIENTS_ON}: pages a second, {CLIENTS} clients", rate, "pages/s")
