"""Every script looks as another program sets it.

The judge is Pillow with raqm: HarfBuzz as here, but the order of directions, the choice of
scripts and the drawing (FriBidi, FreeType) are not ours.
"""

from collective.externalshare.pdf import artwork
from collective.externalshare.pdf import bidi
from collective.externalshare.pdf import fonts
from collective.externalshare.pdf.outline import Outliner
from noto_cjk_sans_jp_regular import FONT_PATH
from PIL import features
from PIL import Image
from PIL import ImageChops
from PIL import ImageDraw
from PIL import ImageFont
from tests.common.programs import need
from tests.unit.pdf import looking

import io
import pikepdf
import pypdfium2
import pytest


LATIN, ARABIC, DEVANAGARI, THAI, HEBREW = fonts.bundled()
SIZE = 100
LINES = {
    "Latin with marks": (LATIN, "Žofie Müller (Łukasz) Ngọc Ánh"),
    "Greek": (LATIN, "Ελένη Παπαδοπούλου"),
    "Cyrillic": (LATIN, "Ђорђе Щербаков [ОТК]"),
    "Hebrew": (HEBREW, "דנה אורטיז"),
    "Hebrew with points": (HEBREW, "שָׁלוֹם עֲלֵיכֶם"),
    "Hebrew with brackets": (HEBREW, "דנה (QA) אורטיז [ב״מ] 12"),
    "Hebrew in Latin": (HEBREW, "Dana (אורטיז) Ortiz, [דנה] 12"),
    "Hebrew before Latin brackets": (HEBREW, "אורטיז book(s) דנה"),
    "Arabic": (ARABIC, "محمد الخوارزمي"),
    "Arabic with marks and brackets": (ARABIC, "مُحَمَّد (الجودة) لا"),
    "Devanagari": (DEVANAGARI, "श्रीकान्त शर्मा क्ष हिन्दी"),
    "Thai": (THAI, "สมชาย ใจดี ปู่ น้ำ กี่"),
    "Chinese, Japanese and Korean": (str(FONT_PATH), "山田太郎（品質）やまだ 김철수"),
}


def ours(font, text):
    """Black on white, cut to the ink: our outlines, drawn by PDFium."""
    glyphs, width = Outliner([font]).line(text)
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=((width + 2000) / 1000 * SIZE, 4 * SIZE))
    path = "\n".join(artwork._painted(glyphs, (1000, 2000), "f"))
    drawn = f"{SIZE / 1000} 0 0 {SIZE / 1000} 0 0 cm\n{path}".encode()
    pdf.pages[0].obj.Contents = pdf.make_stream(drawn)
    stream = io.BytesIO()
    pdf.save(stream)
    page = pypdfium2.PdfDocument(stream.getvalue())[0]
    return cut(page.render(scale=1, grayscale=True).to_pil().convert("L"))


def judged(font, text):
    """The same, set and drawn by Pillow."""
    face = ImageFont.truetype(font, SIZE, layout_engine=ImageFont.Layout.RAQM)
    image = Image.new("L", (int(face.getlength(text)) + 4 * SIZE, 4 * SIZE), 255)
    ImageDraw.Draw(image).text((2 * SIZE, SIZE), text, font=face, fill=0)
    return cut(image)


def cut(image):
    inked = ImageChops.invert(image)
    return inked.crop(inked.getbbox())


def alike(one, other):
    """Share of common ink; the judge hints its letters, so sizes may differ by some pixels."""
    assert abs(one.width - other.width) <= 0.03 * other.width
    assert abs(one.height - other.height) <= 0.05 * other.height
    one, other = (
        image.resize(other.size).point(lambda v: 255 * (v > 127)) for image in (one, other)
    )
    return looking.alike(one, other)


@pytest.mark.parametrize("script", LINES)
def test_a_line_looks_as_another_program_sets_it(script):
    need(features.check("raqm") and features.check("fribidi"), "libfribidi")
    font, text = LINES[script]
    assert alike(ours(font, text), judged(font, text)) > 0.8


def test_the_judge_sees_words_in_another_order():
    need(features.check("raqm") and features.check("fribidi"), "libfribidi")
    font, text = LINES["Hebrew with brackets"]
    backwards = " ".join(reversed(text.split(" ")))
    assert alike(ours(font, backwards), judged(font, text)) < 0.6


def test_fonts_are_mixed_in_a_line():
    """Each part as wide as alone, in the order of the line."""
    outliner = Outliner((*fonts.bundled(), str(FONT_PATH)))
    parts = ("山田 ", "Müller ", "श्री ", "สม ")
    assert outliner.width("".join(parts)) == pytest.approx(sum(map(outliner.width, parts)), abs=8)
    assert bidi.direction("".join(parts)) == 0
