"""The logo of Example Works as an image for the site."""

from PIL import Image
from PIL import ImageDraw
from PIL import ImageFont
from plone.formwidget.namedfile.converter import b64encode_file

import fontpkg
import io


_ACCENT = (0, 86, 127, 255)
_WARM = (217, 130, 43, 255)
_INK = (28, 36, 48, 255)


def site_logo() -> bytes:
    """Return the logo in the form the registry record ``plone.site_logo`` keeps."""
    return bytes(b64encode_file("example-works.png", _draw()))


def _draw() -> bytes:
    image = Image.new("RGBA", (520, 128), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.rectangle((4, 14, 36, 114), fill=_ACCENT)
    draw.rectangle((50, 52, 82, 114), fill=_ACCENT)
    draw.ellipse((49, 10, 83, 44), fill=_WARM)
    font = ImageFont.truetype(str(fontpkg.path("Noto Sans")), 60)
    font.set_variation_by_axes([700, 100])
    draw.text((108, 62), "Example", font=font, fill=_ACCENT, anchor="ls")
    draw.text((108, 114), "Works", font=font, fill=_INK, anchor="ls")
    target = io.BytesIO()
    # Drawn large and halved: smooth edges at the size the page header has room for.
    image = image.resize((260, 64), Image.Resampling.LANCZOS)
    image.save(target, "PNG", optimize=True)
    return target.getvalue()
