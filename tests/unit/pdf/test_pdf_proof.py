"""The proof finds out every way in which a stamp can be missing."""

from collective.externalshare.pdf import artwork
from collective.externalshare.pdf import fonts
from collective.externalshare.pdf import geometry
from collective.externalshare.pdf import overlay
from collective.externalshare.pdf import proof
from collective.externalshare.pdf.outline import Outliner
from collective.externalshare.pdf.press import Press
from collective.externalshare.pdf.specimen import specimen
from PIL import Image
from tests.unit.pdf import makers

import pikepdf
import pytest


PIXELS = 400


def test_stamped_document_is_proved(drawings, pages):
    claim, source, target = pages(lambda number: True)
    proof.demand(claim, source, target, PIXELS)


@pytest.mark.parametrize("missing", range(5))
def test_no_page_may_miss_its_stamp(pages, missing):
    """Also those that are not looked at."""
    claim, source, target = pages(lambda number: number != missing)
    with pytest.raises(proof.NotStamped, match=r"forms|pages"):
        proof.demand(claim, source, target, PIXELS)


def test_forms_of_another_stamp_are_not_the_stamp(drawings, pages, outliner):
    claim, source, target = pages(lambda number: True)
    other = overlay.Artwork(
        artwork.diagonal(outliner, ["Another reader"]), artwork.footer(outliner, "Another")
    )
    with pytest.raises(proof.NotStamped, match=r"forms|pages"):
        proof.demand(proof.Claim(other, claim.frames, claim.repaired), source, target, PIXELS)


def test_page_that_went_missing_is_missed(pages):
    claim, source, target = pages(lambda number: True)
    more = proof.Claim(claim.artwork, [*claim.frames, claim.frames[0]], [])
    with pytest.raises(proof.NotStamped, match=r"forms|pages"):
        proof.demand(more, source, target, PIXELS)


@pytest.mark.parametrize("grey", [0, 60, 103, 128, 200, 255])
def test_stamp_is_seen_on_every_grey(wanted, grey):
    bare = Image.new("L", wanted[0][0].size, grey)
    proof.compare(wanted, bare, _over(wanted, bare))


@pytest.mark.parametrize("grey", [0, 60, 103, 128, 200, 255])
def test_bare_page_is_not_stamped(wanted, grey):
    bare = Image.new("L", wanted[0][0].size, grey)
    with pytest.raises(proof.NotStamped, match="pixels"):
        proof.compare(wanted, bare, bare)


def test_half_a_stamp_is_not_enough(wanted):
    """Each drawing must be there, not only one."""
    bare = Image.new("L", wanted[0][0].size, 255)
    for only in (0, 1):
        copy = wanted[only][0]
        with pytest.raises(proof.NotStamped, match="pixels"):
            proof.compare(wanted, bare, copy)


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_180, Image.Transpose.FLIP_LEFT_RIGHT])
def test_stamp_that_is_not_upright_is_none(wanted, turn):
    bare = Image.new("L", wanted[0][0].size, 255)
    with pytest.raises(proof.NotStamped, match="pixels"):
        proof.compare(wanted, bare, _over(wanted, bare).transpose(turn))


def test_stamp_that_is_shifted_is_none(wanted):
    bare = Image.new("L", wanted[0][0].size, 255)
    copy = bare.copy()
    copy.paste(_over(wanted, bare), (30, -30))
    with pytest.raises(proof.NotStamped, match="pixels"):
        proof.compare(wanted, bare, copy)


def test_page_of_another_size_is_not_the_page(wanted):
    bare = Image.new("L", (10, 10), 255)
    with pytest.raises(proof.NotStamped, match="size"):
        proof.compare(wanted, bare, bare)


def _over(wanted, bare):
    """What both drawings make of a page."""
    for on_white, on_black in wanted:
        bare = Image.composite(on_white, on_black, bare)
    return bare


@pytest.fixture(scope="module")
def outliner():
    return Outliner(fonts.paths())


@pytest.fixture(scope="module")
def drawings(outliner):
    return overlay.Artwork(
        artwork.diagonal(outliner, ["Confidential", "Žofie Müller"]),
        artwork.footer(outliner, "Issued to Žofie Müller · Confidential"),
    )


@pytest.fixture(scope="module")
def wanted(drawings):
    return specimen(drawings, geometry.frame([0, 0, 595, 842], None), PIXELS)


@pytest.fixture
def pages(tmp_path, drawings):
    """Five pages of which those asked for are stamped, and the claim that all are."""

    def make(asked):
        source, target = str(tmp_path / "source.pdf"), str(tmp_path / "copy.pdf")
        frames = [geometry.frame(makers.BOX, None)] * 5
        with pikepdf.open(makers.report(source, 5), allow_overwriting_input=True) as pdf:
            frames = [geometry.frame([float(n) for n in p.mediabox], None) for p in pdf.pages]
            press = Press(pdf, 1 << 20)
            for number, page in enumerate(pdf.pages):
                if asked(number):
                    press.stamp(page.obj)
            press.fill(drawings)
            pdf.save(target)
        return proof.Claim(drawings, frames, []), source, target

    return make
