"""Personal data of a chain go: on request, or because they have had their time."""

from __future__ import annotations

from .audit import Chain
from collections.abc import Iterable
from itertools import islice


def forget(chain: Chain, sequence: int, names: Iterable[str] | None = None) -> bool:
    """Let personal data of a row go, those of these names or all; whether there were any.

    The row is not touched, and the chain verifies as before.
    """
    side = chain.side.get(sequence)
    if side is None:
        return False
    before = side.person
    left = names is not None and side.forget(names)
    if not left:
        del chain.side[sequence]
    return not left or side.person != before


def age(chain: Chain, names: Iterable[str] | None, before: int, most: int) -> tuple[int, int]:
    """Let these personal data go (None: all) of rows before an instant.

    At most so many rows are looked at. Answers how many were looked at, and of
    how many something went. A second call goes on where the first one ended.
    """
    part = "all" if names is None else " ".join(sorted(names))
    aged = dict(chain.aged)
    looked = went = 0
    for sequence in list(islice(chain.side.keys(aged.get(part, 0)), most)):
        if chain.row(sequence)["time"] >= before:
            break
        went += forget(chain, sequence, names)
        looked, aged[part] = looked + 1, sequence + 1
    if looked:
        chain.aged = tuple(sorted(aged.items()))
    return looked, went
