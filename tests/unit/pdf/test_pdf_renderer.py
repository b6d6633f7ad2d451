"""Pages of a virtual file as images and as words, or a refusal, and never anything else."""

from collective.externalshare.interfaces import RenderFailed
from collective.externalshare.model.settings import Settings
from collective.externalshare.pdf.bounded import Answer
from collective.externalshare.pdf.bounded import Engine
from collective.externalshare.pdf.renderer import Renderer
from collective.externalshare.pdf.values import Bounds
from collective.externalshare.pdf.virtual import Virtual
from contextlib import suppress
from PIL import Image
from PIL import ImageChops
from tests.common.numbers import LEEWAY
from tests.unit.pdf import makers
from tests.unit.pdf import processes
from tests.unit.pdf.halves import cut

import io
import os
import pikepdf
import pypdfium2
import pytest
import time


HOSTILE = makers.hostile()
LARGE = {
    "a square of 5 m": (0, 0, 14400, 14400),
    "a thread": (0, 0, 3, 14400),
    "a country": (0, 0, 10**9, 10**9),
    "a border": (0, 0, 10**9, 1),
}


def opened(image):
    return Image.open(io.BytesIO(image))


@pytest.mark.parametrize(("dpi", "size"), [(110, (910, 1287)), (150, (1241, 1754))])
def test_page_is_the_stamped_page(renderer, copy, report, target, dpi, size):
    image = opened(renderer.page(copy, 2, dpi))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", size)
    seen = image.convert("L")
    assert difference(seen, drawn(target, 1, dpi)) < 1.2 < difference(seen, drawn(report, 1, dpi))


def drawn(path, index, dpi):
    """A page of a file; PDFium draws letters otherwise where it knows no colours."""
    bitmap = pypdfium2.PdfDocument(path)[index].render(scale=dpi / 72, may_draw_forms=False)
    return bitmap.to_pil().convert("L")


def difference(one, other):
    """Mean distance of two pictures in grey levels."""
    levels = ImageChops.difference(one, other).histogram()
    return sum(level * count for level, count in enumerate(levels)) / sum(levels)


def test_page_is_in_colour(renderer, tmp_path):
    path = makers.single(tmp_path / "red.pdf", b"1 0 0 rg 0 0 595 842 re f")
    red, green, blue = opened(renderer.page(cut(path), 1, 110)).getpixel((100, 100))
    assert red > 250
    assert max(green, blue) < 5


def test_each_page_is_another_and_the_same_page_the_same(renderer, copy):
    images = [renderer.page(copy, number, 110) for number in (1, 2, 3, 1)]
    assert len(set(images)) == 3
    assert images[0] == images[3]


@pytest.mark.parametrize("number", [0, -1, 4, 10**9, 2**70])
def test_page_that_does_not_exist(renderer, copy, number):
    with pytest.raises(RenderFailed):
        renderer.page(copy, number, 110)
    with pytest.raises(RenderFailed):
        renderer.text(copy, number)


@pytest.mark.parametrize("dpi", [0, -110, 72, 109, 300, 10**9])
def test_any_other_resolution(renderer, copy, dpi):
    with pytest.raises(RenderFailed):
        renderer.page(copy, 1, dpi)


@pytest.mark.parametrize("tail", [b"", b"garbage", b"%PDF-1.7\n%%EOF"])
def test_copy_with_another_tail_shows_nothing(renderer, copy, tail):
    """The body alone is no document that could be rendered without its stamp."""
    with pytest.raises(RenderFailed):
        renderer.page(Virtual(copy.path, tail), 1, 110)


def test_body_that_is_gone(renderer, copy):
    os.unlink(copy.path)
    with pytest.raises(RenderFailed, match="FileNotFoundError"):
        renderer.page(copy, 1, 110)
    with pytest.raises(RenderFailed):
        renderer.text(copy, 1)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_page_is_an_image_or_refused(tmp_path, name):
    virtual = cut(makers.written(tmp_path / "hostile.pdf", HOSTILE[name]), 10)
    bounds = Bounds(cpu_seconds=2, wall_seconds=5, memory=512 << 20)
    started = time.monotonic()
    with suppress(RenderFailed):
        opened(Renderer(bounds).page(virtual, 1, 150)).load()
    assert time.monotonic() - started < bounds.wall_seconds + LEEWAY
    assert processes.jobs() == []


@pytest.mark.parametrize("media", LARGE.values(), ids=LARGE)
def test_large_page_is_made_smaller_before_it_is_drawn(renderer, tmp_path, media):
    """Twenty seconds of processor time and a gibibyte would not do otherwise."""
    path = makers.single(tmp_path / "large.pdf", b"0 0 m 9 9 l S", media)
    image = opened(renderer.page(cut(path, 100), 1, 150))
    image.load()
    assert image.width * image.height <= 25_000_000
    assert max(image.size) <= 16_000


def test_bound_of_pixels_is_kept_to_the_pixel(tmp_path):
    for most in (10, 1000, 12345, 10**6):
        for side in (1, 10, 842, 5000):
            path = makers.single(tmp_path / "some.pdf", b"n", (0, 0, 595, side))
            image = opened(Renderer(Bounds(image=most)).page(cut(path, 100), 1, 110))
            assert image.width * image.height <= most


def test_bounds_are_those_of_the_settings(copy):
    asked = []

    def engine(job, bounds, *_):
        asked.append((bounds.wall_seconds, bounds.memory))
        return Answer({}, b"\xff\xd8\xff\xd9")

    renderer = Renderer(run=engine)
    renderer.page(copy, 1, 110, Settings(pdf_wall_seconds=7, pdf_memory_megabytes=300))
    renderer.page(copy, 1, 110)
    assert asked == [(7, 300 << 20), (30, 1 << 30)]


def test_child_that_gives_no_image_or_text_is_refused(copy):
    engine = Engine("tests.unit.pdf.naughty")
    renderer = Renderer(run=lambda job, bounds, *_: engine.run({"do": "echo"}, bounds, b"\xff\xd8"))
    with pytest.raises(RenderFailed, match="no image"):
        renderer.page(copy, 1, 110)
    with pytest.raises(RenderFailed, match="no text"):
        renderer.text(copy, 1)
    engine.close()


def test_form_fields_are_drawn_with_the_page(tmp_path):
    """Readers see what was filled in; a stamp never takes it away."""
    pdf = pikepdf.new()
    page = makers.leaf(pdf, b"")
    makers.button(pdf, page, (100, 300, 300, 500), "0 g")
    pdf.save(tmp_path / "form.pdf")
    data = Renderer().page(Virtual(str(tmp_path / "form.pdf"), b""), 1, 110)
    image = Image.open(io.BytesIO(data)).convert("L")
    assert image.getpixel((200 * 110 // 72, (842 - 400) * 110 // 72)) < 60
