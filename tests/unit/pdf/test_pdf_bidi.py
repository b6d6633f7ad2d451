"""The order of a line that mixes directions, by Unicode's own cases.

Rows from BidiCharacterTest.txt of Unicode 17.0 (its second to fourth field): code points, the
direction of the paragraph, the levels. Left out is what we leave out on purpose: explicit
embeddings, and Arabic numbers in Latin text.
"""

# ruff: noqa: E501 (rows are kept as they are there)

from collective.externalshare.pdf import bidi

import pytest
import unicodedata


ROWS = """
05D0 05D1 0028 05D2 05D3 005B 0026 0065 0066 005D 002E 0029 0067 0068;0;1 1 0 1 1 0 0 0 0 0 0 0 0 0
05D0 05D1 0028 05D2 05D3 005B 0026 0065 0066 005D 002E 0029 0067 0068;1;1 1 1 1 1 1 1 2 2 1 1 1 2 2
0061 0062 0063 0020 0028 0064 0065 0066 0020 0627 0628 062C 0029 0020 05D0 05D1 05D2;0;0 0 0 0 0 0 0 0 0 1 1 1 0 0 1 1 1
0061 0062 0063 0020 0028 0064 0065 0066 0020 0627 0628 062C 0029 0020 05D0 05D1 05D2;1;2 2 2 1 1 2 2 2 1 1 1 1 1 1 1 1 1
05D0 05D1 05D2 0020 0028 0064 0065 0066 0020 0627 0628 062C 0029 0020 0061 0062 0063;0;1 1 1 0 0 0 0 0 0 1 1 1 0 0 0 0 0
05D0 05D1 05D2 0020 0028 0064 0065 0066 0020 0627 0628 062C 0029 0020 0061 0062 0063;1;1 1 1 1 1 2 2 2 1 1 1 1 1 1 2 2 2
0627 0628 062C 0020 0062 006F 006F 006B 0028 0073 0029;0;1 1 1 0 0 0 0 0 0 0 0
0627 0628 062C 0020 0062 006F 006F 006B 0028 0073 0029;1;1 1 1 1 2 2 2 2 2 2 2
0061 0028 0062 0029 0331;1;2 2 2 2 2
0061 0028 0332 0062 0029 0333;1;2 2 2 2 2 2
05D0 0028 05D1 0029 0331;0;1 1 1 1 1
05D0 0028 0332 05D1 0029 0333;0;1 1 1 1 1 1
0061 0028 05D0 005B 05D1 005D 0021 0029 0062;0;0 0 1 1 1 1 0 0 0
0061 0028 05D0 005B 05D1 005D 0021 0029 0062;1;2 1 1 1 1 1 1 1 2
05D0 0028 0061 005B 0062 005D 0021 0029 05D1;0;1 0 0 0 0 0 0 0 1
05D0 0028 0061 005B 0062 005D 0021 0029 05D1;1;1 1 2 2 2 2 1 1 1
0061 0028 0028 007B 0062 2680 005B 005D 0029 007D 005B 0063 005B 005D 005D 05D0 0029;1;2 1 1 1 2 1 1 1 1 1 1 2 1 1 1 1 1
05D0 0028 0028 007B 05D1 2680 005B 005D 0029 007D 005B 05D2 005B 005D 005D 0061 0029;0;1 0 0 0 1 0 0 0 0 0 0 1 0 0 0 0 0
0028 0061 005B 005B 005D 05D0 005D 007B 0028 005B 005D 2680 05D1 007D 0029 0029 05D2;0;0 0 0 0 0 1 0 0 0 0 0 0 1 0 0 0 1
0061 0028 0031 0029;1;2 2 2 2
0031 0028 0061 0029;1;2 1 2 1
0028 0031 0029 0061;1;1 2 1 2
05D0 0028 0031 0029;0;1 1 2 1
05D0 0028 0031 0029;1;1 1 2 1
0031 0028 05D0 0029;0;0 0 1 0
0031 0028 05D0 0029;1;2 1 1 1
0028 05D0 0029 0031;0;0 1 0 2
0028 05D0 0029 0020 0031 002E 0032;0;0 1 0 0 2 2 2
0028 05D0 0029 0020 0031 002A 0032;0;0 1 0 0 2 1 2
0627 0028 0661 0029;0;1 1 2 1
05D0 0029 0020 0028 0661 0029;0;1 1 1 1 2 1
05D0 0029 0028 0301 0031 0029;0;1 1 1 1 2 1
0627 0028 0661 003F 0020 0029 005D;0;1 1 2 1 1 1 0
0061 0028 0062 005B 0063 05D0 0064 005D 0065 0029 0066;1;2 1 2 1 2 1 2 1 2 1 2
05D0 0028 05D1 005B 05D2 0061 05D3 005D 05D4 0029 05D5;0;1 0 1 0 1 0 1 0 1 0 1
0061 0020 2329 0062 002E 0031 232A;1;2 2 2 2 2 2 2
05D0 0020 3008 05D1 002E 0031 3009;0;1 1 1 1 1 2 1
0028 05D0 0029 0028 05D1 0029;1;1 1 1 1 1 1
05D0 0028 05D1 0029 2680 05D2;0;1 1 1 1 1 1
05D0 0028 0061 0029 2680;0;1 0 0 0 0
0061 0028 05D0 0062 0029 05D1;0;0 0 1 0 0 1
0028 0029 2680 0061 0028 2681 0029;1;1 1 1 2 1 1 1
062A 0031 002F 0032;1;1 2 2 2
0061 0020 0031 0020 0032 002D 0033;1;2 2 2 2 2 2 2
05D0 0020 0031 002D 0032;0;1 1 2 2 2
""".strip().splitlines()

DEEP = {
    62: "a" + "(" * 62 + "b" + ")" * 62,
    64: "a" + "(" * 64 + "b" + ")" * 64,
}


@pytest.mark.parametrize("row", ROWS)
def test_levels_are_those_of_unicode(row):
    points, base, levels = row.split(";")
    text = "".join(chr(int(point, 16)) for point in points.split())
    # As the outliner composes it first; no row changes its length by that.
    assert len(unicodedata.normalize("NFC", text)) == len(text)
    assert bidi.levels(unicodedata.normalize("NFC", text), int(base)) == [*map(int, levels.split())]


def test_more_brackets_than_unicode_counts_are_no_pairs():
    assert set(bidi.levels(DEEP[62], 1)) == {2}
    assert bidi.levels(DEEP[64], 1) == [2] * 66 + [1] * 64


def test_a_part_of_a_line_keeps_the_direction_of_the_whole():
    assert bidi.direction("Ref. 7 · אב (ab)") == 0
    assert bidi.levels("אב, ab", 0) == [1, 1, 0, 0, 0, 0]
    assert bidi.levels("אב, ab") == [1, 1, 1, 1, 2, 2]


@pytest.mark.parametrize("name", ["שלום", "محمد"])
def test_what_follows_a_name_from_right_to_left_stays_behind_it(name):
    line = f"Ref. · {name} · 2026-11-22 · 7K"
    turned = bidi.levels(line)
    assert [turned[line.index(name) + place] for place in range(len(name))] == [1] * len(name)
    assert set(turned[: line.index(name)] + turned[line.index(name) + len(name) :]) == {0}


def test_in_a_line_from_right_to_left_the_parts_run_so_too():
    line = "שלום · Jo Meyer · 2026-11-22"
    dots = [place for place, letter in enumerate(line) if letter == "·"]
    assert [bidi.levels(line)[place] for place in dots] == [1, 1]
    assert set(bidi.levels(line)[-10:]) == {2}
