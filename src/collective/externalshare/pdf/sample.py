"""A page to show a stamp on where there is no document: grey lines, a table, a dark picture."""

from collections.abc import Iterator


WIDE, HIGH = 595, 842


def sample() -> bytes:
    """A PDF of one A4 page that holds no words, so it needs no translation."""
    drawn = "\n".join(_drawn()).encode("ascii")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Resources<<>>/Contents 4 0 R>>"
        % (WIDE, HIGH),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
    ]
    out = bytearray(b"%PDF-1.7\n")
    rows = [b"0000000000 65535 f \n"]
    for number, body in enumerate(objects, 1):
        rows.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(rows), len(out))
    return bytes(out) + b"xref\n0 %d\n" % len(rows) + b"".join(rows) + end


def _drawn() -> Iterator[str]:
    yield from _bar(60, 760, 260, 16, 0.35)
    for line in range(9):
        yield from _bar(60, 720 - 16 * line, 475 - 90 * (line % 4 == 3), 6, 0.65)
    for row in range(5):
        for column in range(3):
            yield f"0.6 G {60 + 158 * column} {500 - 26 * row} 158 26 re S"
    yield from _bar(60, 210, 227, 160, 0.1)
    for line in range(10):
        yield from _bar(307, 362 - 16 * line, 228 - 60 * (line % 5 == 4), 6, 0.65)
    for line in range(6):
        yield from _bar(60, 170 - 16 * line, 475 - 120 * (line % 3 == 2), 6, 0.65)


def _bar(x: int, y: int, wide: int, high: int, grey: float) -> Iterator[str]:
    yield f"{grey} g {x} {y} {wide} {high} re f"
