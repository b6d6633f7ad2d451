"""Pictures, patterns and colours that are made to hang or to crash whoever draws them."""

from tests.unit.pdf.makers import bomb
from tests.unit.pdf.makers import one_page
from tests.unit.pdf.makers import raw
from tests.unit.pdf.makers import stream

import zlib


PLAIN = stream(zlib.compress(b"0 0 m 99 99 l S"))
IMAGE = b"/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceGray"
DRAW = stream(zlib.compress(b"q 500 0 0 700 50 50 cm /I Do Q"))
WITH_IMAGE = b"/Resources<</XObject<</I 5 0 R>>>>"


def page(entries, content=PLAIN, media=b"[0 0 595 842]", **more):
    """A file of one page; entries are added to it, or stand for its own."""
    return raw(one_page(content, entries, media, **more))


def painted():
    """The files, by name."""
    return {**_images(), **_paints()}


def _images():
    wide = b"/Width 2000000000/Height 2000000000"
    return {
        "image of a country": page(WITH_IMAGE, DRAW, o5=stream(b"x", IMAGE + wide)),
        "image twelve thousand square": page(
            WITH_IMAGE,
            DRAW,
            o5=stream(bomb(144 << 20, bytes(1024)), IMAGE + b"/Width 12000/Height 12000"),
        ),
        "fax of a country": page(
            WITH_IMAGE,
            DRAW,
            o5=stream(
                b"\0" * 999,
                IMAGE.replace(b"8", b"1")
                + b"/Width 16000/Height 16000/DecodeParms<</K -1/Columns 16000/Rows 16000>>",
                b"/CCITTFaxDecode",
            ),
        ),
        "bilevel image that is none": page(
            WITH_IMAGE,
            DRAW,
            o5=stream(
                b"\0\0\0\0\x30\0\1\0\0\0\x13\xff\xff\xff\xff\xff\xff\xff\xff" + bytes(20),
                IMAGE.replace(b"8", b"1") + b"/Width 60000/Height 60000",
                b"/JBIG2Decode",
            ),
        ),
        "wavelets that are none": page(
            WITH_IMAGE,
            DRAW,
            o5=stream(
                b"\xff\x4f\xff\x51\0\x2f\0\0" + b"\xff" * 16 + bytes(40),
                IMAGE + b"/Width 60000/Height 60000",
                b"/JPXDecode",
            ),
        ),
        "photograph that is none": page(
            WITH_IMAGE,
            DRAW,
            o5=stream(
                b"\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0\xff\xd9",
                IMAGE + b"/Width 65535/Height 65535",
                b"/DCTDecode",
            ),
        ),
        "mask of itself": page(
            WITH_IMAGE,
            DRAW,
            o5=stream(
                zlib.compress(bytes(64)), IMAGE + b"/Width 8/Height 8/SMask 5 0 R/Mask 5 0 R"
            ),
        ),
        "palette of itself": page(
            WITH_IMAGE,
            DRAW,
            o5=stream(
                zlib.compress(bytes(64)),
                b"/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace 6 0 R",
            ),
            o6=b"[/Indexed 6 0 R 255 6 0 R]",
        ),
    }


def _paints():
    tile = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/Resources<</Pattern<</P 5 0 R>>>>"
    fill = stream(zlib.compress(b"/Pattern cs /P scn 0 0 595 842 re f"))
    pattern = b"/Resources<</Pattern<</P 5 0 R>>>>"
    soft = b"/Resources<</ExtGState<</G<</SMask<</S/Alpha/G 5 0 R>>>>>>/XObject<</F 5 0 R>>>>"
    group = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency>>"
    glyph = b"/Resources<</Font<</F 5 0 R>>>>"
    return {
        "tiles of nothing": page(
            pattern,
            fill,
            o5=stream(
                zlib.compress(b"0 0 .001 .001 re f"),
                tile + b"/BBox[0 0 .01 .01]/XStep .01/YStep .01",
            ),
        ),
        "tiles without step": page(
            pattern,
            fill,
            o5=stream(zlib.compress(b"n"), tile + b"/BBox[0 0 9 9]/XStep 0/YStep 0"),
        ),
        "tiles of themselves": page(
            pattern,
            fill,
            o5=stream(
                zlib.compress(b"/Pattern cs /P scn 0 0 9 9 re f"),
                tile + b"/BBox[0 0 9 9]/XStep 9/YStep 9",
            ),
        ),
        "soft mask of itself": page(
            soft,
            stream(zlib.compress(b"/G gs /F Do")),
            o5=stream(zlib.compress(b"/G gs /F Do"), group + soft),
        ),
        "letters of themselves": page(
            glyph,
            stream(zlib.compress(b"BT /F 99 Tf 99 99 Td (aaaa) Tj ET")),
            o5=b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97"
            b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>"
            + glyph
            + b">>",
            o6=stream(zlib.compress(b"9 0 d0 BT /F 9 Tf (aaaa) Tj ET")),
        ),
        "font of a million points": page(
            b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
            stream(zlib.compress(b"BT /F 1000000 Tf (aaaa) Tj ET")),
        ),
        "dashes finer than dust": page(
            b"", stream(zlib.compress(b"[.001 .001] 0 d .01 w " + b"0 0 m 595 842 l S " * 3000))
        ),
        "colours in a circle": page(
            b"/Resources<</ColorSpace<</C 5 0 R>>>>",
            stream(zlib.compress(b"/C cs .5 scn 0 0 99 99 re f")),
            o5=b"[/Separation/X 5 0 R 5 0 R]",
        ),
        "functions in a circle": page(
            b"/Resources<</Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 9 9]"
            b"/Function 5 0 R>>>>>>",
            stream(zlib.compress(b"/S sh")),
            o5=b"<</FunctionType 3/Domain[0 1]/Functions[5 0 R 5 0 R]/Bounds[.5]/Encode[0 1 0 1]>>",
        ),
    }
