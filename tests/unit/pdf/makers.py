"""Files made for the tests: plain, odd and broken ones."""

from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

import pikepdf
import zlib


BOX = (0, 0, 595, 842)
TEXT = b"BT /F1 18 Tf 60 700 Td (Pump station, revision C) Tj ET"


def report(path, pages=3, title="Pump station"):
    """A report as people make them: text, an outline, links, properties."""
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=True)
    sheet.setTitle(title)
    sheet.setAuthor("Jan Author")
    for number in range(1, pages + 1):
        sheet.bookmarkPage(f"p{number}")
        sheet.addOutlineEntry(f"Section {number}", f"p{number}")
        for line in range(40):
            sheet.drawString(56, 780 - line * 17, f"Section {number}, line {line}, valve and pump")
        sheet.linkURL("https://example.org/", (56, 780, 200, 795))
        sheet.linkRect("", "p1", (56, 40, 200, 60))
        sheet.showPage()
    sheet.save()
    return str(path)


def leaf(pdf, content=TEXT, media=BOX, **entries):
    """Append one page; entries are the page's own, such as Rotate."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = Dictionary(Type=Name.Page, Resources=Dictionary(Font=Dictionary(F1=font)))
    if media is not None:
        page.MediaBox = Array(list(media))
    if isinstance(content, bytes):
        page.Contents = pdf.make_stream(content)
    elif content is not None:
        page.Contents = content
    for key, value in entries.items():
        page[Name("/" + key)] = Array(list(value)) if isinstance(value, tuple) else value
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1].obj


def button(pdf, page, place, colour):
    """Put a form field on a page that is nothing but a box of a colour (`0 g` is black)."""
    left, bottom, right, top = place
    box = Array([0, 0, right - left, top - bottom])
    looks = pdf.make_stream(
        f"{colour} 0 0 {right - left} {top - bottom} re f".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=box,
    )
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        Rect=Array(list(place)),
        F=4,
        FT=Name.Btn,
        Ff=1 << 16,
        T="button",
        AP=Dictionary(N=looks),
    )
    page.Annots = Array([pdf.make_indirect(note)])
    pdf.Root.AcroForm = Dictionary(Fields=page.Annots)


def single(path, content=TEXT, media=BOX, **entries):
    """A file of one page."""
    pdf = pikepdf.new()
    leaf(pdf, content, media, **entries)
    pdf.save(str(path))
    return str(path)


def written(path, data):
    """A file of these bytes."""
    path.write_bytes(data)
    return str(path)


def raw(objects, extra=b"", header=b"%PDF-1.7\n"):
    """The bytes of a PDF from its objects by number; number 1 is the root."""
    out = bytearray(header)
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(offsets) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        free = number not in offsets
        out += b"%010d %s \n" % (offsets.get(number, 0), b"00000 f" if free else b"00000 n")
    out += b"trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, extra, start)
    return bytes(out)


def stream(data, entries=b"", filters=b"/FlateDecode"):
    """A stream object; the data must already be filtered."""
    return b"<<%s/Filter%s/Length %d>>stream\n%s\nendstream" % (entries, filters, len(data), data)


def one_page(content, entries=b"", media=b"[0 0 595 842]", **more):
    """The objects of a raw document of one page; content is object 4."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R%s>>" % (media, entries),
        4: content,
    }
    objects.update({int(number[1:]): body for number, body in more.items()})
    return objects


def bomb(size, unit=b" " * 1024):
    """Deflate this many bytes of a repeated unit."""
    squeeze = zlib.compressobj(6)
    block = unit * 1024
    parts = [squeeze.compress(block) for _ in range(size // len(block))]
    return b"".join([*parts, squeeze.flush()])


def endless():
    """A page whose shading asks for a long calculation at every point."""
    shading = b"/Resources<</Shading<</S<</ShadingType 1/ColorSpace/DeviceGray"
    shading += b"/Domain[0 600 0 850]/Function 5 0 R>>>>>>"
    function = zlib.compress(b"{ " + b"sin cos " * 20000 + b"add }")
    kind = b"/FunctionType 4/Domain[0 600 0 850]/Range[0 1]"
    paint = stream(zlib.compress(b"/S sh"))
    return raw(one_page(paint, shading, o5=stream(function, kind)))


def hostile():
    """Files made to hang or to fill the memory, by name."""
    fill = zlib.compress(b"/F Do " * 10)
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
    nested = {
        f"o{5 + depth}": stream(fill, form + b"/Resources<</XObject<</F %d 0 R>>>>" % (6 + depth))
        for depth in range(9)
    }
    nested["o14"] = stream(zlib.compress(b"0 0 m 9 9 l S"), form)
    spaces = bomb(700 << 20)
    paths = bomb(300 << 20, unit=b"0 0 m 9 9 l S 1 1 m 8 8 l S    \n" * 32)
    forms = b"/Resources<</XObject<</F 5 0 R>>>>"
    blend = b"/Resources<</ExtGState<</G<</ca .01/BM/Luminosity>>>>>>"
    return {
        "inflating": raw(one_page(stream(spaces))),
        "inflating twice": raw(
            one_page(stream(zlib.compress(spaces), filters=b"[/FlateDecode/FlateDecode]"))
        ),
        "paths": raw(one_page(stream(paths))),
        "nested forms": raw(one_page(stream(fill), forms, **nested)),
        "own form": raw(one_page(stream(fill), forms, o5=stream(fill, form + forms))),
        "shading": endless(),
        "blending": raw(one_page(stream(zlib.compress(b"/G gs 0 0 595 842 re f " * 20000)), blend)),
        "deep arrays": raw(
            one_page(stream(zlib.compress(b"n")), o5=b"[" * 200000 + b"]" * 200000), b"/X 5 0 R"
        ),
        "page tree in a circle": raw(
            {**one_page(b"null"), 2: b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"}
        ),
        "no page": raw({**one_page(b"null"), 2: b"<</Type/Pages/Kids[]/Count 0>>"}),
        "size of a country": raw(
            one_page(stream(zlib.compress(b"n")), media=b"[0 0 1000000000 1000000000]")
        ),
        "no size": raw(one_page(stream(zlib.compress(b"n")), media=b"[0 0 0 0]")),
    }


def many_pages(count):
    """A small file that has one page very many times."""
    kids = b"3 0 R " * count
    objects = one_page(stream(zlib.compress(b"n")))
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return raw(objects)
