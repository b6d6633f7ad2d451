"""Looking at pages, apart from the code under test."""

from PIL import ImageChops

import pypdfium2


def picture(path, number=0, pixels=700):
    """A page in grey as a reader sees it, its longest side this long."""
    document = pypdfium2.PdfDocument(path)
    page = document[number]
    scale = pixels / max(page.get_size())
    image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil().convert("L")
    image.load()
    document.close()
    return image


def marks(bare, stamped, least=8):
    """White where a stamp changed the page."""
    changed = ImageChops.difference(bare, stamped)
    return changed.point([255 if level >= least else 0 for level in range(256)])


def ink(mask):
    """Number of marked pixels."""
    return mask.histogram()[255]


def alike(one, other):
    """Share of marks that two masks have in common, 0 to 1."""
    if one.size != other.size:
        return 0.0
    common = ink(ImageChops.multiply(one, other))
    either = ink(ImageChops.lighter(one, other))
    return common / either if either else 0.0
