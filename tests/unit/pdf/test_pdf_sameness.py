"""A copy that shows something else than its source is found out."""

from collective.externalshare.model.grant import Stamp
from collective.externalshare.pdf import fonts
from collective.externalshare.pdf import geometry
from collective.externalshare.pdf import raster
from collective.externalshare.pdf import sameness
from collective.externalshare.pdf.lettering import Lettering
from collective.externalshare.pdf.specimen import specimen
from tests.unit.pdf import makers

import pytest


WORDS = Stamp(("Confidential", "Žofie Müller"), "Žofie")
PIXELS = 400
DRAWN = b"0 0 1 rg 60 700 40 40 re f"


@pytest.fixture(scope="module")
def stamp():
    artwork = Lettering(fonts.bundled()).artwork(WORDS.diagonal, WORDS.footer, WORDS.opacity)
    return specimen(artwork, geometry.frame(makers.BOX, None), PIXELS)


@pytest.fixture
def document(tmp_path):
    """Opens a file with a page for each content."""

    def opened(*contents):
        with makers.pikepdf.new() as pdf:
            for content in contents:
                makers.leaf(pdf, content)
            path = str(tmp_path / f"{len(list(tmp_path.iterdir()))}.pdf")
            pdf.save(path)
        return raster.opened(path)

    return opened


def test_stamped_copy_is_its_source(stamp, stamper, a_stamp, target, tmp_path):
    source = makers.single(tmp_path / "a.pdf", makers.TEXT)
    stamper.stamp(source, WORDS, target)
    before, after = raster.opened(source), raster.opened(target)
    sameness.worded(before, after, [0], everywhere=False)
    sameness.pictured(before, after, 0, stamp)
    # Another stamp is none: what it draws stands elsewhere.
    stamper.stamp(source, a_stamp, target)
    with pytest.raises(sameness.NotTheSame, match="picture"):
        sameness.pictured(before, raster.opened(target), 0, stamp)


@pytest.mark.parametrize("content", [b"", DRAWN, makers.TEXT.replace(b"60 700", b"90 690")])
def test_picture_that_lost_or_moved_something_is_another(stamp, document, content):
    with pytest.raises(sameness.NotTheSame, match="picture"):
        sameness.pictured(document(makers.TEXT), document(content), 0, stamp)


def test_words_must_be_those_of_the_source(document):
    other = makers.TEXT.replace(b"revision C", b"revision D")
    before, after = document(makers.TEXT, makers.TEXT), document(makers.TEXT, other)
    sameness.worded(before, after, [0], everywhere=False)
    with pytest.raises(sameness.NotTheSame, match="words"):
        sameness.worded(before, after, [1], everywhere=False)


def test_of_a_damaged_file_all_pages_must_have_their_words(document):
    other = makers.TEXT.replace(b"revision C", b"")
    before = document(makers.TEXT, makers.TEXT, makers.TEXT)
    after = document(makers.TEXT, other, makers.TEXT)
    with pytest.raises(sameness.NotTheSame, match="words"):
        sameness.worded(before, after, [0, 2], everywhere=True)
