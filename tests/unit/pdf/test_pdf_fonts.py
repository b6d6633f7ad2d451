"""Fonts of a site's own: used where they are fonts, left out where not, never waited for."""

from collective.externalshare.model.grant import Identity
from collective.externalshare.model.grant import Stamp
from collective.externalshare.model.settings import Settings
from collective.externalshare.pdf import fonts
from collective.externalshare.pdf import outline
from collective.externalshare.pdf.copies import Copies
from collective.externalshare.pdf.fonts import FontFile
from collective.externalshare.pdf.outline import Outliner
from collective.externalshare.pdf.stamper import Stamper
from noto_cjk_sans_jp_regular import FONT_PATH
from pathlib import Path
from tests.unit.pdf import looking
from ZODB.blob import Blob

import hashlib
import os
import pytest
import shutil


CHINESE, JAPANESE, KOREAN = "山田太郎", "やまだ タロウ", "김철수"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that whoever runs the server allows."""
    made = tmp_path / "fonts"
    made.mkdir()
    monkeypatch.setenv(fonts.ENVIRONMENT, str(made))
    return made


@pytest.fixture
def cjk(folder):
    return shutil.copy(FONT_PATH, folder)


@pytest.fixture
def fifo(folder):
    path = folder / "pipe.ttf"
    os.mkfifo(path)
    return path


def written(path, data=b""):
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize("name", [CHINESE, JAPANESE, KOREAN])
def test_a_named_font_draws_what_the_bundled_ones_cannot(cjk, name):
    assert not Outliner(fonts.paths()).draws(name)
    assert Outliner(fonts.paths([cjk])).draws(name)


def test_bundled_fonts_come_first(cjk):
    assert fonts.paths([cjk]) == (*fonts.bundled(), cjk)
    latin = Outliner(fonts.paths()).line("Müller (1)")
    assert Outliner(fonts.paths([cjk])).line("Müller (1)") == latin


def test_files_of_the_environment_come_last_and_need_no_folder(cjk, tmp_path, monkeypatch):
    other = shutil.copy(FONT_PATH, tmp_path / "other.otf")
    monkeypatch.setenv(fonts.ENVIRONMENT, f"{other}{os.pathsep}{os.path.dirname(cjk)}")
    assert fonts.paths([cjk])[-2:] == (cjk, str(other))
    assert not fonts.nameable(str(other))
    assert fonts.paths([str(other)])[-1:] == (str(other),)
    assert len(fonts.paths([str(other)])) == len(fonts.bundled()) + 1


def test_a_font_that_disappears_is_left_out_and_told_of(cjk):
    assert fonts.unusable([cjk]) == ()
    os.unlink(cjk)
    assert fonts.paths([cjk]) == fonts.bundled()
    assert fonts.unusable([cjk]) == (cjk,)


def test_a_font_the_environment_names_in_vain_is_told_of(monkeypatch):
    monkeypatch.setenv(fonts.ENVIRONMENT, "/no/such/font.ttf")
    assert fonts.paths() == fonts.bundled()
    assert fonts.unusable() == ("/no/such/font.ttf",)


def test_another_file_at_the_same_path_is_another_font(cjk):
    (before,) = fonts.files([cjk])[-1:]
    assert before == fonts.files([cjk])[-1]
    os.utime(cjk, ns=(0, 1))
    assert fonts.files([cjk])[-1] == FontFile(cjk, 1) != before
    os.truncate(cjk, 0)
    assert fonts.paths([cjk]) == fonts.bundled()


@pytest.mark.parametrize(
    "path", ["/dev/zero", "/etc/passwd", "/proc/self/mem", "", "relative.ttf", "/nul\0.ttf"]
)
def test_what_lies_where_no_fonts_are_cannot_be_named(path):
    assert not fonts.nameable(path)


def test_a_font_outside_of_the_folders_cannot_be_named(cjk, folder, tmp_path):
    outside = shutil.copy(FONT_PATH, tmp_path / "outside.otf")
    (folder / "link.otf").symlink_to(outside)
    beside = tmp_path / "fonts-too"
    beside.mkdir()
    shutil.copy(FONT_PATH, beside / "font.otf")
    assert fonts.nameable(cjk)
    for path in (
        str(outside),
        str(folder / "link.otf"),
        str(folder / ".." / "outside.otf"),
        str(beside / "font.otf"),
        str(folder),
    ):
        assert not fonts.nameable(path), path
        assert fonts.paths([path]) == fonts.bundled()
        assert fonts.unusable([path]) == (path,)


def test_what_is_no_font_is_refused_without_waiting(folder, fifo):
    with pytest.raises(fonts.NotAFont):
        fonts.read(fifo)
    with pytest.raises(fonts.NotAFont):
        fonts.read("/dev/zero")
    with pytest.raises(fonts.NotAFont):
        fonts.read(folder)
    for path in (str(fifo), written(folder / "empty.ttf"), written(folder / "text.ttf", b"text")):
        assert not fonts.nameable(path), path


def test_a_file_larger_than_any_font_is_not_read(folder):
    path = folder / "huge.ttf"
    with open(path, "wb") as stream:
        stream.write(FONT_PATH.read_bytes())
        stream.truncate(fonts.MOST + 1)
    with pytest.raises(fonts.NotAFont):
        fonts.read(path)
    assert not fonts.nameable(str(path))
    os.truncate(path, fonts.MOST)
    assert fonts.nameable(str(path))


def test_a_box_stands_for_each_letter_of_a_font_that_is_gone(cjk):
    os.unlink(cjk)
    glyphs, _ = Outliner(fonts.paths([cjk])).line(CHINESE)
    assert [glyph.path for glyph in glyphs] == [outline.BOX] * 4


def test_a_box_stands_for_a_letter_without_an_outline(cjk):
    """As in fonts of coloured pictures: the character is there, and nothing to be drawn."""
    data = bytearray(Path(cjk).read_bytes())
    for entry in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16):
        if data[entry : entry + 4] == b"CFF ":
            data[entry : entry + 4] = b"CFF_"
    Path(cjk).write_bytes(data)
    outliner = Outliner(fonts.paths([cjk]))
    assert [glyph.path for glyph in outliner.line("山")[0]] == [outline.BOX]
    assert not outliner.draws("山")
    assert outliner.draws("a \u3000\u00a0b")


def test_fonts_change_no_template(tmp_path, cjk):
    copies = Copies(str(tmp_path))
    plain, more = Settings(), Settings(font_files=(cjk,))
    assert copies.key("a" * 64, plain) == copies.key("a" * 64, more)


def test_a_copy_is_made_with_the_fonts_of_the_moment(made):
    """And with boxes where they are gone; the same bytes for the same fonts."""
    with_font = made(CHINESE)
    assert made(CHINESE) == with_font
    os.unlink(made.font)
    boxes = made(CHINESE)
    assert boxes != with_font
    assert boxes == made(CHINESE)
    assert made("Müller") != boxes


def test_copies_know_what_they_can_draw(tmp_path, cjk):
    copies, settings = Copies(str(tmp_path)), Settings(font_files=(cjk,))
    assert copies.draws(CHINESE, settings)
    assert copies.unusable_fonts(settings) == ()
    os.unlink(cjk)
    assert not copies.draws(CHINESE, settings)
    assert copies.draws("Müller", settings)
    assert copies.unusable_fonts(settings) == (cjk,)


def test_a_file_stamped_whole_has_the_fonts_too(tmp_path, report, cjk):
    """By the child that does it, which reads them for itself."""
    pictures = []
    for named in ((), (cjk,)):
        copy = str(tmp_path / f"{len(named)}.pdf")
        Stamper(fonts=named).stamp(report, Stamp((CHINESE,), "山"), copy)
        pictures.append(looking.marks(looking.picture(report), looking.picture(copy)))
    assert looking.alike(*pictures) < 0.7


@pytest.fixture
def made(tmp_path, report, cjk):
    """Makes copies of one document, each for a name; the tail of each."""
    copies, settings = Copies(str(tmp_path / "workshop")), Settings(font_files=(cjk,))
    source = Blob()
    with source.open("w") as stream:
        stream.write(Path(report).read_bytes())
    template = copies.prepare(
        source, hashlib.sha256(Path(report).read_bytes()).hexdigest(), settings
    )
    identity = Identity("5e" * 16, "BSQ5-WBTY-NXAS", "Pump station")

    def make(name):
        stamp = Stamp((name,), name)
        facts, made = copies.make(template, source, stamp, identity, settings)
        return facts, made.joined(template.layout)

    make.font = cjk
    return make
