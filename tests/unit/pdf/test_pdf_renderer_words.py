"""The words of a page, plain and bounded, for who cannot see its image."""

from tests.unit.pdf import makers
from tests.unit.pdf.halves import cut

import pikepdf


def test_text_is_that_of_the_page(renderer, copy):
    words = renderer.text(copy, 2)
    assert words.splitlines()[:2] == [f"Section 2, line {n}, valve and pump" for n in (0, 1)]
    assert "Section 1" not in words
    assert "Müller" not in words


def test_text_outside_of_the_visible_page_stays_there(renderer, tmp_path):
    content = b"BT /F1 18 Tf 60 700 Td (seen) Tj 0 -600 Td (cropped) Tj ET"
    path = makers.single(tmp_path / "cropped.pdf", content, CropBox=(0, 400, 595, 842))
    assert renderer.text(cut(path, 100), 1) == "seen"


def test_page_without_text_has_none(renderer, tmp_path):
    assert renderer.text(cut(makers.single(tmp_path / "bare.pdf", b"n"), 100), 1) == ""


def test_text_is_plain_and_bounded(renderer, tmp_path):
    line = b"0 -1 Td (" + b"x" * 100 + b"\\007) Tj "
    path = makers.single(tmp_path / "long.pdf", b"BT /F1 1 Tf 0 830 Td " + line * 2000 + b"ET")
    words = renderer.text(cut(path, 100), 1)
    assert 50_000 < len(words) <= 100_000
    assert set(words) <= {"x", "\n", " "}


def test_scripts_keep_their_letters(renderer, tmp_path):
    """Joiners are part of a script's words, not controls."""
    words = "क्\u200dष می\u200cخواهم 山田"
    path = str(tmp_path / "scripts.pdf")
    with pikepdf.new() as pdf:
        mapping = "".join(f"<{n:02x}> <{ord(c):04x}>\n" for n, c in enumerate(words, 65))
        cmap = b"/CMapName /A def begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
        cmap += b"%d beginbfchar\n%s endbfchar endcmap" % (len(words), mapping.encode())
        codes = bytes(range(65, 65 + len(words)))
        page = makers.leaf(pdf, b"BT /F1 9 Tf 60 700 Td <%s> Tj ET" % codes.hex().encode())
        page.Resources.Font.F1.ToUnicode = pdf.make_stream(cmap)
        pdf.save(path)
    found = renderer.text(cut(path, 100), 1)
    assert {"\u200d", "\u200c", "山"} <= set(found)
