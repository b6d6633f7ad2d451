"""The preview of the stamp: whose page, which words, and nothing kept."""

from collective.externalshare.interfaces import RenderBusy
from collective.externalshare.model.settings import Settings
from collective.externalshare.services.stamp_preview import LARGEST_IMAGE
from collective.externalshare.services.stamp_preview import Reader
from collective.externalshare.services.stamp_preview import StampPreview

import pytest
import transaction


READER = Reader("Jo Example", "Example Works", "en")
SETTINGS = Settings(watermark_diagonal="{name}", watermark_footer="{address} {document} {copy}")


@pytest.fixture
def preview(world):
    def draw(settings=SETTINGS, may_see=lambda document: True):
        return StampPreview(world.ports, may_see)(settings, READER)

    return draw


def test_the_document_shared_last_is_shown_with_somebody_made_up(world, share, preview):
    drawn = preview()
    assert drawn.title == world.document.title
    assert drawn.stamp.diagonal == ("Jo Example",)
    assert drawn.stamp.footer == f"reader@example.org {world.document.title} 0000-0000-0000"
    assert drawn.image == b"page 1 at 110 dpi"


def test_nothing_is_written(world, share, preview):
    transaction.commit()
    world.connection.cacheMinimize()
    assert preview()
    assert not world.connection._registered_objects
    assert (share.usage.opened, len(world.store.grants)) == (0, 0)


def test_nothing_shared_is_a_sample_page(preview):
    assert preview().title == ""


def test_a_document_that_this_person_may_not_see_is_not_shown(world, share, preview):
    asked = []
    assert preview(may_see=asked.append).title == ""
    assert asked == [world.document]


@pytest.mark.parametrize("how", ["blocked", "gone", "unmade"])
def test_a_document_that_cannot_be_shown_leaves_a_sample_page(world, share, preview, how):
    if how == "blocked":
        world.document.blocked = "not_published"
    elif how == "gone":
        world.documents.by_uid.clear()
    else:
        world.copies.fails_for = world.document.uid
    assert preview().title == ""


def test_what_cannot_be_drawn_is_none(world, share, preview):
    world.renderer.raises = RenderBusy("waited")
    assert preview() is None
    world.renderer.raises = None
    world.copies.fails = True
    assert preview() is None


def test_a_picture_too_large_for_the_page_is_not_put_into_it(world, share, preview):
    world.renderer.page = lambda *_: b"x" * (LARGEST_IMAGE + 1)
    assert preview() is None
    world.renderer.page = lambda *_: b"x" * LARGEST_IMAGE
    assert preview().title == world.document.title


def test_a_name_that_no_font_draws_has_the_address_beside_it(world, preview):
    world.copies.undrawn = "J"
    assert preview(Settings(watermark_diagonal="{name}", watermark_footer="-")).stamp.footer == (
        "- · reader@example.org"
    )
