"""Documents to measure with: made here, the same in every run."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

import random


SCANS = 28
FEW_SCANS = 2


def all_of_them(folder: Path) -> Iterator[tuple[str, int, Path]]:
    """Name, pages and path of each."""
    for pages in (10, 200, 1000):
        yield f"{pages} pages", pages, report(folder / f"{pages}.pdf", pages)
    for pages in (FEW_SCANS, SCANS):
        yield f"{pages} scans", pages, scans(folder / f"scans-{pages}.pdf", pages)


def report(path: Path, pages: int) -> Path:
    """Text, bookmarks and links, as people write them."""
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=True)
    for number in range(1, pages + 1):
        sheet.bookmarkPage(f"p{number}")
        sheet.addOutlineEntry(f"Section {number}", f"p{number}")
        for line in range(45):
            words = f"Section {number}, line {line}: valve, pump, gauge and their settings"
            sheet.drawString(56, 790 - line * 16, words)
        for link in range(5):
            target = (number * 7 + link * 31) % pages + 1
            sheet.linkRect("", f"p{target}", (56, 40 + link * 5, 200, 44 + link * 5))
        sheet.showPage()
    sheet.save()
    return path


def scans(path: Path, pages: int) -> Path:
    """A4 at 300 dpi, noisy as paper is: about 3.3 MB a page."""
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=True)
    source = random.Random(7)
    for _ in range(pages):
        noise = Image.frombytes("L", (1240, 1754), source.randbytes(1240 * 1754))
        page = noise.resize((2480, 3508))
        data = BytesIO()
        page.save(data, "JPEG", quality=60)
        data.seek(0)
        sheet.drawImage(ImageReader(data), 0, 0, *A4)
        sheet.showPage()
    sheet.save()
    return path


def stamp_page(path: Path) -> Path:
    """A ready-made stamp of one page, for those who overlay one."""
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=True)
    sheet.saveState()
    sheet.setFillAlpha(0.3)
    sheet.translate(A4[0] / 2, A4[1] / 2)
    sheet.rotate(55)
    sheet.setFont("Helvetica", 36)
    sheet.drawCentredString(0, 0, "External distribution - Confidential")
    sheet.drawCentredString(0, -44, "z.mueller@example.org 2026-11-22")
    sheet.restoreState()
    sheet.setFont("Helvetica", 7)
    sheet.drawCentredString(A4[0] / 2, 8, "External distribution - z.mueller@example.org")
    sheet.showPage()
    sheet.save()
    return path
