"""More files made to hang, to crash or to mislead: each bends another part of the format.

What `makers.hostile` holds fills memory or time by its contents; here the
structure lies. All are small and quickly made.
"""

from tests.unit.pdf.makers import bomb
from tests.unit.pdf.makers import one_page
from tests.unit.pdf.makers import raw
from tests.unit.pdf.makers import stream
from tests.unit.pdf.nasty_paints import page
from tests.unit.pdf.nasty_paints import painted
from tests.unit.pdf.nasty_paints import PLAIN

import zlib


def nasty():
    """The files, by name."""
    return {**_trees(), **_contents(), **painted(), **_structures(), **_active()}


def _document(tree=None, extra=b"", root=b"", **more):
    """A page with a line on it, its page tree or its root's entries replaced."""
    objects = one_page(PLAIN, **more)
    if tree is not None:
        objects[2] = tree
    objects[1] = objects[1].replace(b">>", root + b">>")
    return raw(objects, extra)


def _trees():
    laughs = {
        f"o{10 + n}": b"<</Type/Pages/Kids[%s]/Count %d>>"
        % (b"%d 0 R " % (11 + n if n < 7 else 3) * 10, 10 ** (8 - n))
        for n in range(8)
    }
    deep = {
        f"o{10 + n}": b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (11 + n if n < 9999 else 3)
        for n in range(10000)
    }
    return {
        "count of two thousand million": _document(b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"),
        "negative count": _document(b"<</Type/Pages/Kids[3 0 R]/Count -5>>"),
        "kids that are no pages": _document(
            b"<</Type/Pages/Kids[null 7 (x) 3 0 R 9 0 R]/Count 5>>"
        ),
        "kids that are no array": _document(b"<</Type/Pages/Kids 3 0 R/Count 1>>"),
        "hundred million pages by repetition": _document(
            b"<</Type/Pages/Kids[10 0 R]/Count 100000000>>", **laughs
        ),
        "page tree ten thousand deep": _document(b"<</Type/Pages/Kids[10 0 R]/Count 1>>", **deep),
        "the same page thrice": _document(b"<</Type/Pages/Kids[3 0 R 3 0 R 3 0 R]/Count 3>>"),
        "parent is the page": page(b"/Parent 3 0 R"),
        "no type": raw({**one_page(PLAIN), 3: b"<</MediaBox[0 0 595 842]/Contents 4 0 R>>"}),
    }


def _contents():
    many = b"[" + b"4 0 R " * 10_000 + b"]"
    return {
        "contents of ten thousand parts": page(b"/Contents" + many),
        "contents that are the page": page(b"/Contents 3 0 R"),
        "contents in a circle": page(b"/Contents 5 0 R", o5=b"[5 0 R 4 0 R]"),
        "length of itself": page(b"", b"<</Length 4 0 R>>stream\n0 0 m 9 9 l S\nendstream"),
        "length beyond the file": page(b"", b"<</Length 999999999999>>stream\nn\nendstream"),
        "negative length": page(b"", b"<</Length -1>>stream\nn\nendstream"),
        "hundred filters": page(b"", stream(zlib.compress(b"n"), b"", b"[%s]" % (b"/Fl " * 100))),
        "filter nobody knows": page(b"", stream(b"n", filters=b"/Own")),
        "crypt filter": page(b"", stream(b"n", filters=b"/Crypt")),
        "broken stream": page(b"", stream(zlib.compress(b"0 0 m 99 99 l S" * 99)[:-30])),
        "wide predictor": page(
            b"",
            stream(zlib.compress(b"n"), b"/DecodeParms<</Predictor 12/Columns 2147483647>>"),
        ),
        "run lengths": page(b"", stream(b"\x81 " * 600_000 + b"\x80", filters=b"/RunLengthDecode")),
        "twice inflated in two parts": page(b"/Contents[5 0 R 4 0 R]", o5=stream(bomb(150 << 20))),
        "unclosed text of a megabyte": page(b"", stream(zlib.compress(b"(" * 1_000_000))),
        "deep in arrays": page(b"", stream(zlib.compress(b"[" * 300_000))),
        "deep in dictionaries": page(b"", stream(zlib.compress(b"/A <<" + b"/A <<" * 100_000))),
        "hundred thousand saved": page(b"", stream(zlib.compress(b"q " * 100_000))),
        "hundred thousand restored": page(b"", stream(zlib.compress(b"Q " * 100_000 + b"n"))),
        "inline image without end": page(b"", stream(zlib.compress(b"BI /W 9999 /H 9999 ID " * 9))),
        "inline image of gigabytes": page(
            b"", stream(zlib.compress(b"BI /W 60000 /H 60000 /BPC 8 /CS /RGB ID xx EI"))
        ),
        "clipped away": page(b"", stream(zlib.compress(b"0 0 1 1 re W n 0 0 m 99 99 l S"))),
        "turned to nothing": page(b"", stream(zlib.compress(b"0 0 0 0 0 0 cm 0 0 m 9 9 l S"))),
        "numbers beyond all": page(
            b"", stream(zlib.compress(b"1e999 -%s m 9 9 l S" % (b"9" * 999)))
        ),
    }


def _structures():
    outline = b"<</Title(x)/Parent 5 0 R/Next 6 0 R/Prev 6 0 R/First 6 0 R/Last 6 0 R>>"
    return {
        "outline in a circle": _document(
            root=b"/Outlines 5 0 R", o5=b"<</First 6 0 R/Last 6 0 R/Count 9>>", o6=outline
        ),
        "names in a circle": _document(
            root=b"/Names<</Dests 5 0 R>>", o5=b"<</Kids[5 0 R 5 0 R]>>"
        ),
        "tags in a circle": _document(
            root=b"/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R",
            o5=b"<</Type/StructTreeRoot/K 5 0 R/ParentTree 5 0 R>>",
        ),
        "fields in a circle": _document(
            root=b"/AcroForm<</Fields[5 0 R]>>", o5=b"<</FT/Tx/T(x)/Kids[5 0 R]/Parent 5 0 R>>"
        ),
        "layers in a circle": _document(
            root=b"/OCProperties<</OCGs[5 0 R]/D<</Order[6 0 R]/OFF[5 0 R]>>>>",
            o5=b"<</Type/OCG/Name(x)/Usage 5 0 R>>",
            o6=b"[6 0 R 6 0 R]",
        ),
        "page in a hidden layer": raw(
            {
                **one_page(
                    stream(zlib.compress(b"/OC /L BDC 0 0 m 99 99 l S")),
                    b"/Resources<</Properties<</L 5 0 R>>>>",
                    o5=b"<</Type/OCG/Name(x)>>",
                ),
                1: b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>>>",
            }
        ),
        "twenty thousand notes": page(
            b"/Annots[%s]" % (b"5 0 R " * 20_000),
            o5=b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Border[0 0 0]>>",
        ),
        "notes in a circle": page(b"/Annots 5 0 R", o5=b"[5 0 R]"),
        "table without end": _document(extra=b"/Prev 9"),
        "size of two thousand million": _document(extra=b"/Size 2147483647"),
        "root that is a page": _document(extra=b"/Root 3 0 R"),
        "version of the future": _document(root=b"/Version/9.9"),
        "encrypted by nobody": _document(extra=b"/Encrypt<</Filter/Own/V 9>>"),
        "encrypted by itself": _document(
            extra=b"/Encrypt 5 0 R/ID[<00><00>]", o5=b"<</Filter/Standard/V 5 0 R/O 5 0 R>>"
        ),
        "unit of a million": page(b"/UserUnit 1000000"),
        "unit of nothing": page(b"/UserUnit 0.0000001"),
        "turned by an eighth": page(b"/Rotate 45"),
        "turned beyond all": page(b"/Rotate 99999999999999"),
        "box of words": page(b"", media=b"[(a) (b) null true]"),
        "box of one number": page(b"", media=b"[7]"),
        "box that is no number": page(b"", media=b"[0 0 1e400 -1e400]"),
        "thread of a page": page(b"", media=b"[0 0 1 100000]"),
        "crop box elsewhere": page(b"/CropBox[9000 9000 9900 9900]"),
        "two hundred inches": page(b"", media=b"[0 0 14400 14400]"),
    }


def _active():
    """Documents that want to do something."""
    script = b"/S/JavaScript/JS(app.alert\\(1\\))"
    return {
        "script at opening": _document(root=b"/OpenAction<<%s>>" % script),
        "script in a chain": _document(
            root=b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<<%s>>>>" % script
        ),
        "script that goes on for ever": _document(
            root=b"/OpenAction 5 0 R",
            o5=b"<</S/GoTo/D[3 0 R/Fit]/Next[5 0 R 6 0 R]>>",
            o6=b"<<%s>>" % script,
        ),
        "script by name": _document(root=b"/Names<</JavaScript<</Names[(x)<<%s>>]>>>>" % script),
        "program": page(
            b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 99 99]/A<</S/Launch/F(calc.exe)>>>>]"
        ),
        "script as a link": page(
            b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 99 99]/A<</S/URI/URI(javascript:x)>>>>]"
        ),
        "file inside": _document(
            root=b"/Names<</EmbeddedFiles<</Names[(x)<</Type/Filespec/F(x)/EF<</F 5 0 R>>>>]>>>>",
            o5=stream(zlib.compress(b"MZ"), b"/Type/EmbeddedFile"),
        ),
        "another form inside": _document(
            root=b"/NeedsRendering true/AcroForm<</Fields[]/XFA 5 0 R>>",
            o5=stream(zlib.compress(b"<xdp/>")),
        ),
        "folder of files": _document(root=b"/Collection<</View/T>>"),
        "author": _document(extra=b"/Info 5 0 R", o5=b"<</Author(Jan Author)/Own(x)>>"),
    }
