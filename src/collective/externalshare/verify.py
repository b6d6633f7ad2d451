"""Verify exported evidence: ``externalshare-verify rows.jsonl seals.jsonl``.

Python's standard library alone; this file and ``verification.py`` go out with
every export, where ``python3 verify.py rows.jsonl seals.jsonl`` does the same.
"""

from __future__ import annotations

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
except ImportError:  # beside each other in an export
    import verification  # type: ignore[import-not-found, no-redef]

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
    try:
        signer = verification.Signer(_keys(options.key))
        with options.seals.open(encoding="utf-8") as lines:
            seals = verification.Seals(lines, signer)
        with options.rows.open(encoding="utf-8") as lines:
            said: dict[str, Any] = {}
            found = verification.findings(lines, seals, signer, said)
            wrong = _written(itertools.chain(seals.problems, found))
    except (OSError, ValueError) as error:
        print(f"externalshare-verify: {error}", file=sys.stderr)
        return 2
    for sentence in _summary(said, seals, signer):
        print(sentence)
    print(f"NOT VERIFIED: {wrong} finding(s)." if wrong else "Verified: everything above holds.")
    return 1 if wrong else 0


def _keys(path: Path | None) -> list[bytes]:
    if path is None:
        return []
    try:
        return [base64.b64decode(word, validate=True) for word in path.read_text("ascii").split()]
    except binascii.Error:
        raise ValueError(f"{path} holds no key in base64") from None


def _written(findings: Iterator[str]) -> int:
    count = 0
    for count, sentence in enumerate(findings, 1):
        if count <= MOST_NAMED:
            print(sentence)
    if count > MOST_NAMED:
        print(f"… and {count - MOST_NAMED} more.")
    return count


def _summary(said: dict[str, Any], seals: Any, signer: Any) -> Iterator[str]:
    yield f"{said['rows']} rows in {said['chains']} chains were read. Scope: {said['scope']}."
    if said["left_out"]:
        yield f"{said['left_out']} more were left out: their places are proved, not their words."
    if seals.count:
        moment = datetime.fromtimestamp(seals.time / 1_000_000, UTC)
        yield f"{seals.count} seals were read; the last is of {moment:%Y-%m-%d %H:%M:%S} UTC."
    else:
        yield "There is no seal: rows at the end of a chain could have been cut off unseen."
    if said["young"]:
        yield (
            f"{said['young']} rows are younger than the last seal of their chain: whether more"
            " of them followed cannot be seen."
        )
    if said["erased"]:
        yield f"Personal data of {said['erased']} rows were erased; the rows themselves are whole."
    if said["unsigned"] or seals.unsigned:
        yield (
            f"{said['unsigned']} rows and {seals.unsigned} seals were followed, but their"
            " signatures were not checked: that takes --key with the key that signed them."
        )


if __name__ == "__main__":
    sys.exit(main())
