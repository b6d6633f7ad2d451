"""Copies of some pages, and documents that hide what must not be in them."""

from collective.externalshare.model.settings import Settings
from collective.externalshare.pdf.copies import Copies
from pathlib import Path
from pikepdf import Name
from tests.unit.pdf import makers
from tests.unit.pdf.way import Given
from tests.unit.pdf.way import IDENTITY
from tests.unit.pdf.way import Kept
from tests.unit.pdf.way import STAMP

import hashlib
import io
import pikepdf


SETTINGS = Settings()
SECRET = b"kept-from-them"


class Bench:
    """Makes a copy of some pages of a file."""

    def __init__(self, folder):
        self.folder = folder
        self.copies = Copies(str(folder / "workshop"))

    def copy(self, path, pages, settings=SETTINGS):
        sha256 = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        template = self.copies.prepare(Kept(path), sha256, settings, pages)
        facts, tail = self.copies.make(template, Kept(path), STAMP, IDENTITY, settings)
        virtual = self.copies.open(Given(template, tail, Kept(path), STAMP, facts), settings)
        with virtual.open() as stream:
            self.data = stream.read()
        self.virtual, self.template = virtual, template
        return pikepdf.open(io.BytesIO(self.data))

    def everything(self, path, pages, settings=SETTINGS):
        """Every byte of every object of the copy, streams decoded."""
        with self.copy(path, pages, settings) as pdf:
            found = []
            for one in pdf.objects:
                found += _said(one)
            return b"\n".join(found)


def whole(path):
    """Every byte of every object of a file, and of its trailer."""
    with pikepdf.open(path) as pdf:
        parts = [part for one in pdf.objects for part in _said(one)]
        parts.append(pdf.trailer.unparse(resolved=True))
        return b"\n".join(parts)


def _said(one):
    if isinstance(one, pikepdf.Stream):
        return [one.stream_dict.unparse(resolved=True), _decoded(one)]
    return [one.unparse(resolved=True)]


def _decoded(stream):
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def saved(pdf, tmp_path):
    path = str(tmp_path / "made.pdf")
    pdf.save(path)
    return path


def hiding(hide, tmp_path, pages=3):
    """A document whose first page, or something beside it, holds what must stay behind."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        makers.leaf(pdf, b"BT /F1 18 Tf 60 700 Td (Section %d) Tj ET" % number)
    hide(pdf)
    return saved(pdf, tmp_path)


def picture(pdf, colour):
    return pdf.make_stream(
        SECRET + bytes([colour]) * (300 - len(SECRET)),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=10,
        Height=10,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
