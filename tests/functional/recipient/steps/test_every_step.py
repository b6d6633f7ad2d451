"""Never a byte unstamped, whatever fails: every step of the way is made to fail in turn (T53).

The way: the source's blob, the workshop, the lock, the helper, its child, fonts, the body in
the workshop, the body in the database, the reader's tail, the copy put together, the child
that draws. A reader gets 503 and a calm page, or the very bytes that were granted.
"""

from collective.externalshare.interfaces import ICopies
from collective.externalshare.interfaces import IRenderer
from tests.functional.recipient.steps import breaking
from tests.functional.recipient.steps import engine
from tests.functional.recipient.steps.calm import calm
from tests.functional.recipient.steps.calm import MARKER
from tests.functional.recipient.steps.calm import stamped

import pytest


BEFORE = {
    "source cut short": breaking.source_is(breaking.truncated),
    "source became others": breaking.source_is(breaking.flipped),
    "no folder": breaking.no_folder,
    "folder closed": breaking.closed_folder,
    "disk full": engine.full_disk,
    "lock held": breaking.locked,
    "helper missing": engine.no_helper,
    "helper dies": engine.dying_helper,
    "child dies": engine.dying_children,
    "child stands still": engine.stopped_children,
    "no memory": engine.no_memory,
    "defect in preparing": breaking.defect(ICopies, "prepare"),
    "defect in making": breaking.defect(ICopies, "make"),
    "defect in naming": breaking.defect(ICopies, "key"),
}


@pytest.mark.parametrize("broken", BEFORE.values(), ids=BEFORE)
def test_no_copy_is_granted_while_a_step_to_it_fails(inside, sharing, share, scene, data, broken):
    # What the inspection left in the workshop would spare the engine its work.
    for path in scene.folder.iterdir():
        path.unlink()
    form = inside.form(f"d/{share.id}", "/download")
    with broken(scene):
        for how in ("download", "open"):
            assert calm(inside.post(f"d/{share.id}/{how}", form), data)
        assert scene.grants() == []
    taken, shown = inside.get(inside.fetch(share)), inside.fetch(share, "open")
    assert stamped(taken, data)
    assert inside.get(f"{shown}/1/image").headers["Content-Type"] == "image/jpeg"
    assert sharing.rows(share)[-2:] == ["share.downloaded", "share.opened"]


def test_without_its_source_nothing_is_available(inside, share, scene, data):
    """Not even what was granted: what is shared is what is published now."""
    taken, shown = inside.fetch(share), inside.fetch(share, "open")
    form, whole = inside.form(f"d/{share.id}", "/download"), inside.get(taken).content
    with breaking.source_is(breaking.gone)(scene):
        for path in (taken, shown, f"{shown}/1/image", f"{shown}/1/large", f"{shown}/1/text"):
            assert calm(inside.get(path), data, 404)
        assert calm(inside.post(f"d/{share.id}/download", form), data, 404)
    assert inside.get(taken).content == whole


FILE, LOOK = "file", "look"
AFTER = {
    "body gone": (breaking.body_is(breaking.gone), {FILE, LOOK}),
    "body cut short": (breaking.body_is(breaking.truncated), {FILE, LOOK}),
    "body became others": (breaking.body_is(breaking.flipped), {FILE, LOOK}),
    "body is the source": (breaking.body_is_source, {FILE, LOOK}),
    "stamp out of the tail": (breaking.tail_is(breaking.without_stamp), {FILE, LOOK}),
    "tail empty": (breaking.tail_is(breaking.empty), {FILE, LOOK}),
    "tail lost": (breaking.tail_is(breaking.lost), {FILE, LOOK}),
    "layout damaged": (breaking.layout_is_another, {FILE, LOOK}),
    "defect in opening": (breaking.defect(ICopies, "open"), {FILE, LOOK}),
    "defect in drawing": (breaking.defect(IRenderer, "page"), {LOOK}),
    "defect in reading": (breaking.defect(IRenderer, "text"), set()),
    "helper missing": (engine.no_helper, {LOOK}),
    "helper dies": (engine.dying_helper, {LOOK}),
    "child dies": (engine.dying_children, {LOOK}),
    "no memory": (engine.no_memory, {LOOK}),
    # What was granted needs none of these any more.
    "source became others": (breaking.source_is(breaking.flipped), set()),
    "no folder": (breaking.no_folder, set()),
    "disk full": (engine.full_disk, set()),
    "font gone": (breaking.no_fonts, set()),
    "lock held": (breaking.locked, set()),
    "settings changed": (
        lambda scene: breaking.settings(
            scene,
            watermark_headline="Other words",
            watermark_opacity=70,
            watermark_angle=10.0,
            watermark_place="footer",
            keep_comments=True,
            pdf_pages=1,
            pdf_megabytes=1,
        ),
        set(),
    ),
}


@pytest.mark.parametrize(("broken", "hurt"), AFTER.values(), ids=AFTER)
def test_a_granted_copy_is_its_own_bytes_or_none(inside, share, scene, data, broken, hurt):
    taken, shown = inside.fetch(share), inside.fetch(share, "open")
    whole = inside.get(taken)
    assert stamped(whole, data)
    pictures = {kind: inside.get(f"{shown}/2/{kind}").content for kind in ("image", "large")}
    assert all(picture.startswith(b"\xff\xd8\xff") for picture in pictures.values())
    words = inside.get(f"{shown}/2/text").content
    assert MARKER in words

    with broken(scene):
        for asked in ({}, {"Range": "bytes=0-99"}, {"Range": "bytes=-700"}):
            answer = inside.get(taken, headers=asked)
            assert calm(answer, data) if FILE in hurt else answer.content in whole.content
            assert answer.content
        head = inside.get(taken, "HEAD")
        assert (head.status_code, head.content) == (503 if FILE in hurt else 200, b"")
        for kind, picture in pictures.items():
            answer = inside.get(f"{shown}/2/{kind}")
            assert calm(answer, data) if LOOK in hurt else answer.content == picture
        answer = inside.get(f"{shown}/2/text")
        assert answer.content == words or calm(answer, data)

    assert inside.get(taken).content == whole.content
    assert {kind: inside.get(f"{shown}/2/{kind}").content for kind in pictures} == pictures
    assert inside.get(f"{shown}/2/text").content == words
    assert inside.fetch(share) == taken
