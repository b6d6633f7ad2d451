"""What fails on the way and can be made again is: the reader gets the promised bytes."""

from collective.externalshare.pdf.seal import sealed
from collective.externalshare.pdf.seal import unsealed
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.functional.recipient.steps import breaking
from tests.functional.recipient.steps import engine
from tests.functional.recipient.steps.calm import calm
from tests.functional.recipient.steps.calm import MARKER
from tests.functional.recipient.steps.calm import stamped

import json
import pytest
import transaction


def other_length(facts):
    """Well-formed facts that a bad disk changed: the stamp would not be drawn."""
    said = unsealed(facts)
    checksum = facts.partition(b"\n")[0]
    return checksum + b"\n" + json.dumps({**said, "objects": said["objects"] + 9}).encode()


SPOILED = {
    "body gone": (".body", breaking.gone),
    "body cut short": (".body", breaking.truncated),
    "body became others": (".body", breaking.flipped),
    "body empty": (".body", lambda _own: b""),
    "facts gone": (".facts", breaking.gone),
    "facts cut short": (".facts", breaking.truncated),
    "facts became others": (".facts", breaking.flipped),
    "facts of another body": (".facts", other_length),
    "facts of none": (".facts", lambda _own: sealed({})),
}


@pytest.mark.parametrize(("suffix", "change"), SPOILED.values(), ids=SPOILED)
def test_what_lay_in_the_workshop_is_made_again_when_it_is_not_right(
    inside, share, scene, data, suffix, change
):
    """Between inspection and grant: what the inspection left there is only a convenience."""
    right = scene.kept(".body").read_bytes()
    path = scene.kept(suffix)
    changed = change(path.read_bytes())
    path.unlink()
    if changed is not None:
        path.write_bytes(changed)
    whole = inside.get(inside.fetch(share))
    assert stamped(whole, data)
    assert whole.content.startswith(right)
    assert scene.body().read_bytes() == right


def test_a_body_that_is_the_source_itself_is_made_again(inside, share, scene, data):
    path = scene.kept(".body")
    right = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: len(right)].ljust(len(right)))
    whole = inside.get(inside.fetch(share))
    assert stamped(whole, data)
    assert whole.content.startswith(right)


@pytest.fixture
def whole(inside, share, scene, data):
    """A copy written whole, because no template could be made: its address, the bytes, a look."""
    for path in scene.folder.iterdir():
        path.unlink()
    with engine.dying_preparers(scene):
        taken = inside.fetch(share)
    shown = inside.fetch(share, "open")
    assert [grant.tail for grant in scene.grants()] == [None, None]
    answer = inside.get(taken)
    assert stamped(answer, data)
    return taken, answer.content, shown, inside.get(f"{shown}/1/image").content


KEPT = {
    "gone": breaking.gone,
    "cut short": breaking.truncated,
    "became others": breaking.flipped,
    "the source": None,
}


@pytest.mark.parametrize("change", KEPT.values(), ids=KEPT)
def test_a_whole_copy_is_made_again_and_is_the_same(inside, scene, data, whole, change):
    taken, copy, shown, picture = whole
    for path in scene.folder.glob("*.pdf"):
        own = path.read_bytes()
        path.unlink()
        changed = change(own) if change else data
        if changed is not None:
            path.write_bytes(changed)
    assert inside.get(taken).content == copy
    assert inside.get(taken, headers={"Range": "bytes=100-199"}).content == copy[100:200]
    assert inside.get(f"{shown}/1/image").content == picture


def test_a_whole_copy_is_made_again_as_it_was_under_other_settings(inside, scene, whole):
    taken, copy, shown, picture = whole
    for path in scene.folder.glob("*.pdf"):
        path.unlink()
    with breaking.settings(scene, watermark_angle=10.0, keep_comments=True):
        assert inside.get(taken).content == copy
        assert inside.get(f"{shown}/1/image").content == picture


UNMENDED = {
    "source cut short": breaking.source_is(breaking.truncated),
    "source became another PDF": breaking.source_is(lambda _own: a_pdf("Another")),
    "no folder": breaking.no_folder,
    "disk full": engine.full_disk,
    "helper missing": engine.no_helper,
    "child dies": engine.dying_children,
    "no memory": engine.no_memory,
    "too big now": lambda scene: breaking.settings(scene, pdf_pages=1),
}


@pytest.mark.parametrize("broken", UNMENDED.values(), ids=UNMENDED)
def test_a_whole_copy_that_cannot_be_made_again_is_none(inside, scene, data, whole, broken):
    taken, copy, shown, picture = whole
    for path in scene.folder.glob("*.pdf"):
        path.unlink()
    with broken(scene):
        for asked in ({}, {"Range": "bytes=0-99"}):
            assert calm(inside.get(taken, headers=asked), data)
        for kind in ("image", "large", "text"):
            assert calm(inside.get(f"{shown}/1/{kind}"), data)
    assert inside.get(taken).content == copy
    assert inside.get(f"{shown}/1/image").content == picture


@pytest.mark.parametrize("way", ["as one body", "whole"])
def test_a_new_revision_changes_nothing_of_what_was_granted(
    inside, sharing, share, document, request, way
):
    if way == "whole":
        request.getfixturevalue("whole")
    taken, shown = inside.fetch(share), inside.fetch(share, "open")
    copy, picture = inside.get(taken).content, inside.get(f"{shown}/1/image").content
    transaction.begin()
    document.file = pdf_file(a_pdf("Another revision", pages=4))
    document.reindexObject()
    transaction.commit()
    assert inside.get(taken).content == copy
    assert inside.get(f"{shown}/1/image").content == picture
    assert MARKER in inside.get(f"{shown}/1/text").content
    # What is asked for now is of the new one.
    fresh = inside.fetch(share)
    assert fresh != taken
    assert MARKER not in inside.get(fresh).content
