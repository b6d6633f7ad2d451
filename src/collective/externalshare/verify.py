"""Verify exported evidence: ``externalshare-verify rows.jsonl seals.jsonl``.

Python's standard library alone; this file goes out with every export, with
``verification.py``, ``verify_lines.py`` and ``verify_seals.py`` beside it, where
``python3 verify.py rows.jsonl seals.jsonl`` does the same.
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
import sys


try:
    from .model import verification
    from .model import verify_lines
    from .model import verify_seals
except ImportError:  # beside each other in an export
    import verification  # type: ignore[import-not-found, no-redef]
    import verify_lines  # type: ignore[import-not-found, no-redef]
    import verify_seals  # type: ignore[import-not-found, no-redef]

MOST_NAMED = 50
"""Findings that are written out; all are counted."""

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
    said: dict[str, Any] = {}
    try:
        roots = _keys(options.key)
        signer = verification.Signer(roots)
        with options.seals.open(encoding="utf-8") as lines:
            seals = verify_seals.Seals(lines, signer)
        found = followed(verify_lines.readings(options.rows, roots), seals, signer, said)
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
    return followed(verify_lines.read(lines, signer), seals, signer, said)


def followed(
    readings: Iterable[Any], seals: Any, signer: Any, said: dict[str, Any]
) -> Iterator[str]:
    """The same of lines that were read and judged by themselves, in their order."""
    chains: dict[str, Any] = {}
    good: dict[str, int] = {}
    said.update(rows=0, left_out=0, erased=0, reduced=0, young=0, scope="", asked=None)
    place = 0
    for place, (kind, about, step) in enumerate(readings, 1):
        if kind == verify_lines.EXPORT and place == 1:
            said["scope"], said["asked"] = about
            continue
        if step is None:
            yield f"Line {place} is no row."
            continue
        if place == 1:
            yield "Line 1 is not that which says what was exported: it was cut off or changed."
        try:
            follower = chains.get(step.chain)
            if follower is None:
                follower = chains[step.chain] = verification.Follower(step.chain, signer)
            wrong = _taken(follower, kind, about, step, said)
        except verification.UNREADABLE:
            yield f"Line {place} is no row."
            continue
        if wrong:
            yield f"Row {step.sequence} of chain {step.chain} {wrong}."
        if follower.chain in seals.points:
            yield from _against_seal(follower, seals, good)
    if not place:
        yield "There is not a single line in it."
    yield from _ends(chains, seals, said)


def _taken(follower: Any, kind: str, about: str, step: Any, said: dict[str, Any]) -> str:
    """Count a row and put it behind those of its chain; what is wrong with it, or empty."""
    if kind == verify_lines.OMITTED:
        said["left_out"] += 1
        return str(follower.skip(step))
    said["rows"] += 1
    wrong = str(follower.follow(step))
    if about == verify_lines.OTHER:
        return wrong or "has other personal data than it was written with"
    if about:
        said[about] += 1
    return wrong


def _against_seal(follower: Any, seals: Any, good: dict[str, int]) -> Iterator[str]:
    points = seals.points[follower.chain]
    if follower.length not in points:
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
    for place in seals.torn:
        yield (
            f"Line {place} of the seals was cut off while it was written. Its seal stands whole"
            " in the line that follows, or was written nowhere if the file ends there."
        )
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
