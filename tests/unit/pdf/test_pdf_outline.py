"""Names of any script become shapes."""

from collective.externalshare.model.grant import Stamp
from collective.externalshare.pdf import artwork
from collective.externalshare.pdf import bidi
from collective.externalshare.pdf import fonts
from collective.externalshare.pdf import outline
from collective.externalshare.pdf.outline import Outliner
from tests.unit.pdf import looking
from tests.unit.pdf import makers

import pytest


NAMES = {
    "Latin with marks": "Žofie Müller Łukasz Ngọc Ánh",
    "decomposed": "Z\u030cofie Mu\u0308ller",
    "Greek": "Ελένη Παπαδοπούλου",
    "Cyrillic": "Ђорђе Щербаков",
    "Arabic": "محمد الخوارزمي",
    "Hebrew": "דנה אורטיז",
    "Hebrew with points": "שָׁלוֹם עֲלֵיכֶם",
    "Devanagari": "श्रीकान्त शर्मा",
    "Thai": "สมชาย ใจดี ปู่",
    "mixed": "Žofie محمد श्री Ελένη สมชาย 2026-11-21",
}


@pytest.mark.parametrize("script", NAMES)
def test_bundled_fonts_draw_the_script(outliner, script):
    glyphs, width = outliner.line(NAMES[script])
    assert width > 3000
    assert glyphs
    assert outline.BOX not in {glyph.path for glyph in glyphs}


@pytest.mark.parametrize(
    ("text", "boxes"), [("山田太郎", 4), ("a山b", 1), ("\ud800", 0), ("🙂", 1)]
)
def test_character_no_font_covers_is_a_box(outliner, text, boxes):
    glyphs, _ = outliner.line(text)
    assert [glyph.path for glyph in glyphs].count(outline.BOX) == boxes
    assert glyphs


def test_box_is_seen_on_the_copy(tmp_path, stamper, report):
    """A name in Chinese is four frames, not nothing."""
    copies = []
    for name in ("山田太郎", "山"):
        copy = str(tmp_path / f"{len(copies)}.pdf")
        stamper.stamp(report, Stamp((name,), name), copy)
        copies.append(looking.ink(looking.marks(looking.picture(report), looking.picture(copy))))
    assert copies[0] > copies[1] > 200


def test_arabic_letters_join(outliner):
    """Alone each has another shape than within the word."""
    word, _ = outliner.line("محمد")
    apart = [outliner.line(letter)[0][0].path for letter in "محمد"]
    assert [glyph.path for glyph in word] != apart[::-1]


def test_arabic_runs_from_right_to_left(outliner):
    """Alef, which does not join, comes to stand right of what follows it."""
    alef, _ = outliner.line("ا")
    line, _ = outliner.line("ادا")
    assert line[-1].path == alef[0].path
    latin, _ = outliner.line("a ا b")
    assert [glyph.x for glyph in latin] == sorted(glyph.x for glyph in latin)


def test_brackets_are_mirrored_from_right_to_left(outliner):
    line, _ = outliner.line("(م")
    assert line[-1].path == outliner.line(")")[0][0].path


def test_devanagari_forms_conjuncts(outliner):
    """Four signs become fewer shapes."""
    assert len(outliner.line("श्री")[0]) < 4
    assert outliner.width("क्ष") < outliner.width("क") + outliner.width("ष")


def test_thai_marks_take_no_room(outliner):
    assert outliner.width("ปู่") == outliner.width("ป")


def test_decomposed_letters_are_the_composed_ones(outliner):
    assert outliner.line("Žofie") == outliner.line("Z\u030cofie")


def test_scripts_of_one_font_are_shaped_each_in_its_way(outliner):
    """Noto Sans has Devanagari too; behind Latin it must still be shaped."""
    alone = outliner.width("श्रीकान्त")
    assert outliner.width("Aश्रीकान्त") == pytest.approx(alone + outliner.width("A"), abs=3)


def test_controls_become_spaces(outliner):
    assert outliner.line("a\tb\n") == outliner.line("a b ")


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("abc 12", "000000"),
        ("אבג", "111"),
        ("ab אב", "00011"),
        ("ab אב 12", "00011122"),
        ("אב ab", "11122"),
        ("אב <a@b>", "11122222"),
        ("אב <a@b> 12", "11122222222"),
        ("אב 1-2", "111222"),
        ("م 21.11", "1122222"),
        ("a (אב) b", "00011000"),
        ("אב (אב) א", "111111111"),
        ("a ב ג b", "0011100"),
        ("", ""),
        ("12", "00"),
        ("אָ", "11"),
    ],
)
def test_levels_of_mixed_directions(text, levels):
    assert "".join(map(str, bidi.levels(text))) == levels


def test_override_cannot_turn_a_line(outliner):
    plain, _ = outliner.line("ab")
    turned, _ = outliner.line("\u202eab\u202c")
    assert [glyph.path for glyph in plain] == [glyph.path for glyph in turned]


def test_runs_are_ordered_from_left_to_right():
    runs = [(1, "a"), (2, "b"), (2, "c"), (1, "d"), (0, "e"), (1, "f")]
    assert "".join(run for _, run in bidi.visual(runs)) == "dbcaef"


def test_long_text_is_wrapped_after_spaces_and_signs():
    lines = artwork.wrapped("one two-three four@five", 8, len)
    assert lines == ["one two-", "three", "four@", "five"]


def test_a_line_that_was_broken_goes_on_in_its_direction(outliner):
    """Though a part of it, alone, would begin from right to left."""
    first, second = "External distribution " * 5, "אורטיז " * 20 + "ab"
    *_, broken = artwork._fitted(outliner, [first + second], 74)
    *_, alone = artwork._fitted(outliner, [second], 74)
    assert broken[0].startswith("אורטיז")
    assert broken[1] == 0
    assert alone[1] == 1
    assert outliner.line(*broken) != outliner.line(broken[0])
    assert outliner.line(*alone) == outliner.line(alone[0])


def test_endless_word_is_wrapped_anywhere_and_loses_nothing():
    address = "x" * 64 + "@" + "y" * 185 + ".org"
    lines = artwork.wrapped(address, 30, len)
    assert "".join(lines) == address
    assert max(map(len, lines)) <= 30


def test_longest_address_stays_legible(outliner):
    address = "a" * 64 + "@" + "b" * 63 + "." + "c" * 63 + "." + "d" * 56 + ".org"
    drawing = artwork.footer(outliner, f"Issued to {address} · Confidential · 2026-11-21")
    assert drawing.width <= (artwork.FOOTER_EMS + 1) * 1000
    assert drawing.height < 5 * artwork.LINE
    across = artwork.diagonal(outliner, ["External distribution", address])
    assert across.height < 10 * artwork.LINE


def test_longest_address_is_stamped_on_the_smallest_page(tmp_path, stamper):
    address = "a" * 64 + "@" + "b" * 185 + ".org"
    source = makers.single(tmp_path / "tiny.pdf", b"", media=(0, 0, 72, 72))
    copy = str(tmp_path / "copy.pdf")
    stamper.stamp(source, Stamp(("Confidential", address), f"Issued to {address}"), copy)
    assert looking.ink(looking.marks(looking.picture(source), looking.picture(copy))) > 5000


def test_drawings_keep_within_their_boxes(outliner):
    for drawing in (
        artwork.diagonal(outliner, ["Žofie", "Åสมชาย ปู่"]),
        artwork.footer(outliner, "Ågjpq Žสมชาย ปู่ श्री محمد"),
    ):
        assert drawing.width > 0
        assert drawing.height > 0
        assert b"nan" not in drawing.operators


@pytest.fixture(scope="module")
def outliner():
    return Outliner(fonts.paths())
