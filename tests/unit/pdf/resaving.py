"""What people do to a copy before it turns up: saved anew, stripped, cut, locked."""

from collective.externalshare.model.grant import Identity
from collective.externalshare.model.secrets import copy_number
from collective.externalshare.model.traces import Place
from pathlib import Path

import pikepdf
import pypdf
import shutil
import subprocess


COPY_ID = "5e" * 16
ZOFIE = Identity(COPY_ID, copy_number(COPY_ID), "Pump station")
NUMBER = ZOFIE.copy_number.replace("-", "")
EVERYWHERE = {Place.IDENTIFIER, Place.PROPERTIES, Place.STAMP}
CHEAP = {"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode.disable}


def renamed(copy, target):
    shutil.copy(copy, target)


def appended(copy, target):
    Path(target).write_bytes(Path(copy).read_bytes() + b"\n" + b"x" * 5000)


def prefixed(copy, target):
    Path(target).write_bytes(b"From a mail\r\n" + Path(copy).read_bytes())


def by_pikepdf(copy, target):
    with pikepdf.open(copy) as pdf:
        pdf.save(target)


def by_pikepdf_packed(copy, target):
    with pikepdf.open(copy) as pdf:
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(target, object_stream_mode=mode, linearize=True, recompress_flate=True)


def by_pikepdf_plain(copy, target):
    with pikepdf.open(copy) as pdf:
        pdf.save(target, **CHEAP)


def by_pypdf(copy, target):
    pypdf.PdfWriter(clone_from=copy).write(target)


def by_pypdf_page_by_page(copy, target):
    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(copy).pages:
        writer.add_page(page)
    writer.write(target)


def by_qpdf(copy, target):
    subprocess.run(["qpdf", "--linearize", copy, target], check=True)


def by_qpdf_in_plain(copy, target):
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", copy, target], check=True)


def stripped(copy, target):
    """Neither Info nor XMP, and an identifier that is another."""
    with pikepdf.open(copy) as pdf:
        del pdf.trailer.Info
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        pdf.trailer.ID = pikepdf.Array([pikepdf.String("x" * 16)] * 2)
        pdf.save(target)
    assert ZOFIE.copy_id not in Path(target).read_bytes().hex()


def of_one_page(copy, target):
    with pikepdf.open(copy) as pdf, pikepdf.new() as one:
        one.pages.append(pdf.pages[1])
        one.save(target)


def encrypted_by_its_owner(copy, target):
    with pikepdf.open(copy) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="somebody", user=""))


def flattened(copy, target):
    """What the forms of the stamp draw, in the content of each page: no dictionary is left."""
    with pikepdf.open(copy) as pdf:
        for held in pdf.objects:
            if isinstance(held, pikepdf.Stream) and "/ExternalShareCopy" in held:
                del held["/ExternalShareCopy"]
        del pdf.trailer.Info
        pdf.trailer.ID = pikepdf.Array([pikepdf.String("x" * 16)] * 2)
        pdf.save(target)


def with_its_identifier_in_letters(copy, target):
    data = Path(copy).read_bytes()
    hexadecimal, letters = b"<%s>" % COPY_ID.encode(), b"(%s)" % bytes.fromhex(COPY_ID)
    assert data.count(hexadecimal) == 2
    Path(target).write_bytes(data.replace(hexadecimal, letters))


def without_its_end(copy, target):
    data = Path(copy).read_bytes()
    Path(target).write_bytes(data[: data.rindex(b"startxref")])


def cut_in_its_tail(copy, target):
    """Behind the first form of the stamp: no table, no properties, no trailer."""
    data = Path(copy).read_bytes()
    Path(target).write_bytes(data[: data.index(b"/ExternalShareCopy") + 400])


KEPT = {
    renamed: EVERYWHERE,
    appended: EVERYWHERE,
    prefixed: EVERYWHERE,
    by_pikepdf: EVERYWHERE,
    by_pikepdf_packed: EVERYWHERE,
    by_pikepdf_plain: EVERYWHERE,
    by_pypdf: EVERYWHERE,
    by_pypdf_page_by_page: {Place.STAMP},
    by_qpdf: EVERYWHERE,
    by_qpdf_in_plain: EVERYWHERE,
    stripped: {Place.STAMP},
    of_one_page: {Place.STAMP},
    encrypted_by_its_owner: EVERYWHERE,
    flattened: {Place.STAMP},
    with_its_identifier_in_letters: EVERYWHERE,
    without_its_end: EVERYWHERE,
    cut_in_its_tail: {Place.STAMP},
}
