"""Verify exported evidence: ``externalshare-verify rows.jsonl seals.jsonl``.

Python's standard library alone; this file and ``verification.py`` go out with
every export, where ``python3 verify.py rows.jsonl seals.jsonl`` does the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import datetime
from datetime import UTC
from pathlib import Path
from typing import Any

import argparse
import base64
import binascii
import itertools
import json
import sys


try:
    from .model import verification
except ImportError:  # beside each other in an export
    import verification  # type: ignore[import-not-found, no-redef]

MOST_NAMED = 50
"""Findings that are written out; all are counted."""

_HEAD = "export"
_MAC, _ROW, _SIDE = '{"mac":"', '","row":', ',"side":'
_ROW_AT = len(_MAC) + 64 + len(_ROW)
_DECODE = json.JSONDecoder().raw_decode

EPILOG = """\
Ends with 0 when everything holds, with 1 when something was changed, dropped,
added, swapped or cut off, and with 2 when a file cannot be read. Take the seals
from where they were kept outside the database: seals that came with the export
prove only that it fits itself."""


def main(argv: Sequence[str] | None = None) -> int:
    """Say in words what holds; 0, 1 or 2 as the help has it."""
    parser = argparse.ArgumentParser(
        prog="externalshare-verify",
        description="Verify the evidence of external sharing, without Plone.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rows", type=Path, help="rows.jsonl of an export")
    parser.add_argument("seals", type=Path, help="seals.jsonl, best the log kept elsewhere")
    parser.add_argument("--key", type=Path, help="file with the key of the site, in base64")
    options = parser.parse_args(argv)
    try:
        signer = verification.Signer(_keys(options.key))
        with options.seals.open(encoding="utf-8") as lines:
            seals = verification.Seals(lines, signer)
        with options.rows.open(encoding="utf-8") as lines:
            said: dict[str, Any] = {}
            found = findings(lines, seals, signer, said)
            wrong = _written(itertools.chain(seals.problems, found))
    except (OSError, ValueError) as error:
        print(f"externalshare-verify: {error}", file=sys.stderr)
        return 2
    for sentence in _summary(said, seals):
        print(_plain(sentence))
    print(f"NOT VERIFIED: {wrong} finding(s)." if wrong else "Verified: everything above holds.")
    return 1 if wrong else 0


def _keys(path: Path | None) -> list[bytes]:
    if path is None:
        return []
    try:
        return [base64.b64decode(word, validate=True) for word in path.read_text("ascii").split()]
    except binascii.Error:
        raise ValueError(f"{path} holds no key in base64") from None


def findings(lines: Iterable[str], seals: Any, signer: Any, said: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the rows of an export, a sentence each; `said` is filled with counts."""
    chains: dict[str, Any] = {}
    good: dict[str, int] = {}
    said.update(rows=0, left_out=0, erased=0, reduced=0, young=0, scope="", asked=None)
    place = 0
    for place, line in enumerate(filter(str.strip, lines), 1):
        try:
            mac, text, row, side = _parted(line)
            if text == _HEAD and place == 1:
                said["scope"], said["asked"] = row["scope"], row.get("rows")
                continue
            if place == 1:
                yield "Line 1 is not that which says what was exported: it was cut off or changed."
            name, sequence = row["chain"], row["sequence"]
            follower = chains.get(name)
            if follower is None:
                follower = chains[name] = verification.Follower(name, signer)
            if text:
                said["rows"] += 1
                said["erased"] += bool(row["side"] and side is None)
                said["reduced"] += bool(side and side.get("gone"))
                wrong = follower.add(text, mac, row)
                if not wrong and not verification.side_fits(row, side):
                    wrong = "has other personal data than it was written with"
            else:
                said["left_out"] += 1
                wrong = follower.skip(sequence, row["v"], row["digest"])
        except verification.UNREADABLE:
            yield f"Line {place} is no row."
            continue
        if wrong:
            yield f"Row {sequence} of chain {name} {wrong}."
        yield from _against_seal(follower, seals, good)
    if not place:
        yield "There is not a single line in it."
    yield from _ends(chains, seals, said)


def _parted(line: str) -> tuple[str, str, dict[str, Any], Any]:
    """MAC, text, row and side record of a line; without MAC and text for a row that was left out.

    In the form that exports have, the text is taken as it stands, which saves
    writing each row anew to check it.
    """
    if line.startswith(_MAC) and line.startswith(_ROW, _ROW_AT - len(_ROW)):
        row, end = _DECODE(line, _ROW_AT)
        if not line.startswith(_SIDE, end):
            raise ValueError("no side record follows the row")
        side, last = _DECODE(line, end + len(_SIDE))
        if line[last:].strip() != "}":
            raise ValueError("something follows the side record")
        return line[len(_MAC) : _ROW_AT - len(_ROW)], line[_ROW_AT:end], row, side
    entry = json.loads(line)
    if "export" in entry:
        return "", _HEAD, entry["export"], None
    if "omitted" in entry:
        return "", "", entry["omitted"], None
    row = entry["row"]
    return entry["mac"], verification.canonical_json(row), row, entry["side"]


def _against_seal(follower: Any, seals: Any, good: dict[str, int]) -> Iterator[str]:
    points = seals.points.get(follower.chain)
    if points is None or follower.length not in points:
        return
    point = points[follower.length]
    first, last = good.get(follower.chain, 0), follower.length - 1
    if point[0] != follower.head:
        rows = f"Row {last}" if first == last else f"One of the rows {first} to {last}"
        yield f"{rows} of chain {follower.chain} is not what seal {point[1]} was made of."
    good[follower.chain] = follower.length


def _ends(chains: dict[str, Any], seals: Any, said: dict[str, Any]) -> Iterator[str]:
    if said["asked"] not in (None, said["rows"]):
        yield f"The export was made with {said['asked']} rows, and {said['rows']} of them are here."
    if said["left_out"] and said["scope"] == "everything":
        yield f"{said['left_out']} rows were left out of an export of everything."
    for name, points in seals.points.items():
        sealed, (_, number) = max(points.items())
        found = chains[name].length if name in chains else 0
        if found < sealed and (found or said["scope"] == "everything"):
            lost = f"Rows {found} to {sealed - 1} of chain {name}"
            yield f"{lost} were cut off: seal {number} knew them."
    for name, follower in chains.items():
        said["young"] += max(0, follower.length - max(seals.points.get(name, {0: 0})))
        if follower.unproved:
            yield (
                f"{follower.unproved} rows of chain {name} are of version 1, as of the first"
                " release: only --key with the site's key shows whether they were changed."
            )
    said["chains"] = len(chains)
    said["unsigned"] = sum(follower.unsigned for follower in chains.values())


def _written(found: Iterator[str]) -> int:
    count = 0
    for count, sentence in enumerate(found, 1):
        if count <= MOST_NAMED:
            print(_plain(sentence))
    if count > MOST_NAMED:
        print(f"… and {count - MOST_NAMED} more.")
    return count


def _plain(sentence: str) -> str:
    """One line, whatever stands in a file: nothing in it may act on a terminal or add a line."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in sentence
    )


def _moment(micros: int) -> str:
    try:
        return f"{datetime.fromtimestamp(micros / 1_000_000, UTC):%Y-%m-%d %H:%M:%S} UTC"
    except (ValueError, OverflowError, OSError):
        return f"no time there can be ({micros})"


def _summary(said: dict[str, Any], seals: Any) -> Iterator[str]:
    yield f"{said['rows']} rows in {said['chains']} chains were read. Scope: {said['scope']}."
    if said["left_out"]:
        yield (
            f"{said['left_out']} more were left out: their places are proved, not their words."
            " Whether one of them belongs to what was asked for cannot be seen."
        )
    if seals.count:
        yield f"{seals.count} seals were read; the last is of {_moment(seals.time)}."
    else:
        yield "There is no seal: rows at the end of a chain could have been cut off unseen."
    if seals.first > 1:
        yield f"The seals begin with number {seals.first}: what those before knew is not checked."
    for number, micros in seals.erased:
        yield (
            f"With seal {number}, of {_moment(micros)}, all evidence of before was"
            " erased: it proves that there was some, and nothing of it can be checked any more."
        )
    if said["young"]:
        yield (
            f"{said['young']} rows are younger than the last seal of their chain: whether more"
            " of them followed cannot be seen."
        )
    if said["erased"]:
        yield f"Personal data of {said['erased']} rows were erased; the rows themselves are whole."
    if said["reduced"]:
        yield (
            f"Parts of the personal data of {said['reduced']} rows were let go, as after their"
            " time; what is left of them is what was written."
        )
    if said["unsigned"] or seals.unsigned:
        yield (
            f"{said['unsigned']} rows and {seals.unsigned} seals were followed, but their"
            " signatures were not checked: that takes --key with the key that signed them."
            " Until then, whoever had the database could have written anew what no seal knows"
            " that was kept elsewhere."
        )


if __name__ == "__main__":
    sys.exit(main())
