"""The proof that a copy is its source, but for the stamp.

PDFium reads the source, and another library writes the copy.  Of a damaged
file each may put together something else, and then a reader would be given
what nobody published.
"""

from collections.abc import Sequence
from collective.externalshare.pdf import raster
from collective.externalshare.pdf.specimen import Specimen
from PIL import Image
from PIL import ImageChops
from PIL import ImageFilter
from pypdfium2 import PdfDocument


MOST = 200
"""Pages of a damaged file whose words are compared, evenly through all of it."""

VISIBLE = 10
"""Grey levels of 255 that count as a change."""

SHARE = 0.0005
"""Of the pixels of a page that may be changed where no stamp is drawn."""


class NotTheSame(Exception):
    """A page of the copy shows something else than its source."""


def pictured(before: PdfDocument, after: PdfDocument, number: int, stamp: Specimen) -> None:
    """Raise ``NotTheSame`` if a page, by number from 0, looks different beside its stamp.

    Notes are not drawn: the copy may leave them out.
    """
    bare = _unstamped(stamp)
    pixels = max(bare.size)
    one, other = (
        raster.page(document, number, pixels, notes=False) for document in (before, after)
    )
    changed = ImageChops.difference(one, other).point(
        [255 if level >= VISIBLE else 0 for level in range(256)]
    )
    found = ImageChops.multiply(changed, bare).histogram()[255]
    if found > SHARE * bare.width * bare.height:
        raise NotTheSame("picture")


def worded(
    before: PdfDocument, after: PdfDocument, numbers: Sequence[int], everywhere: bool
) -> None:
    """Raise ``NotTheSame`` unless pages, by number from 0, have the words they had.

    :param everywhere: whether to look at others beside these.
    """
    if everywhere:
        step = max(1, -(-len(before) // MOST))
        numbers = sorted({*numbers, *range(0, len(before), step)})
    for number in numbers:
        if words(before, number) != words(after, number):
            raise NotTheSame("words")


def _unstamped(stamp: Specimen) -> Image.Image:
    """White where no drawing of a stamp changes anything, with some distance."""
    out = Image.new("L", stamp[0][0].size, 255)
    for on_white, on_black in stamp:
        for drawn in (on_white, ImageChops.invert(on_black)):
            out = ImageChops.multiply(out, drawn.point([0] * 255 + [255]))
    return out.filter(ImageFilter.MinFilter(3))


def words(document: PdfDocument, number: int) -> list[str]:
    """The words of a page, by number from 0."""
    leaf = document[number]
    layer = leaf.get_textpage()
    try:
        return str(layer.get_text_range()).split()
    finally:
        layer.close()
        leaf.close()
