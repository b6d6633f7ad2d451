"""The stamp's ink: on every shade of paper, with clean edges, as large in print as it should be."""

from collective.externalshare.pdf import geometry
from tests.unit.pdf import looking
from tests.unit.pdf import makers

import pytest


@pytest.mark.parametrize("grey", [0, 0.25, 0.4, 0.5, 0.75, 1])
def test_stamp_shows_on_every_shade_of_paper(tmp_path, stamper, a_stamp, grey):
    source = makers.single(tmp_path / "a.pdf", b"%.2f g 0 0 600 850 re f" % grey)
    copy = str(tmp_path / "copy.pdf")
    stamper.stamp(source, a_stamp, copy)
    assert looking.ink(looking.marks(looking.picture(source), looking.picture(copy), 16)) > 2000


def test_edges_do_not_shine_through_the_letters(tmp_path, stamper, a_stamp):
    """On black, nothing is lighter than a white edge at its opacity."""
    source = makers.single(tmp_path / "a.pdf", b"0 g 0 0 600 850 re f")
    copy = str(tmp_path / "copy.pdf")
    stamper.stamp(source, a_stamp, copy)
    image = looking.picture(copy, 0, 1600)
    body = image.crop((0, 0, image.width, int(image.height * 0.93)))
    assert 70 <= body.getextrema()[1] <= 79


@pytest.mark.parametrize("unit", [0.5, 1, 2])
def test_footer_is_as_large_in_print_at_any_user_unit(unit):
    page = geometry.frame([0, 0, 595 / unit, 842 / unit], None, 0, unit)
    scale = geometry.along_foot(page, 50_000, 1250)[0]
    assert scale * unit * geometry.EM == pytest.approx(geometry.FOOTER_POINTS)
