"""Many shares are seen to some at a time, each time in a transaction of its own."""

from __future__ import annotations

from ..model.share import Share
from ..model.verdict import Refused
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from transaction.interfaces import TransientError
from typing import Generic
from typing import TypeVar

import transaction


T = TypeVar("T")
AT_ONCE = 10
TRIES = 5


@dataclass(frozen=True)
class Batches(Generic[T]):
    """What became of each batch, and the shares that are left because others were writing."""

    results: tuple[T, ...]
    left: tuple[Share, ...]


def in_batches(
    act: Callable[[Sequence[Share]], T | Refused], shares: Sequence[Share]
) -> Batches[T] | Refused:
    """Commit every ten; what was committed stays, whatever becomes of the next.

    Whoever is at a link writes the chain into which the deed is recorded. In one
    transaction, a single such link would undo it for all the others.
    """
    results: list[T] = []
    left: list[Share] = []
    for start in range(0, len(shares), AT_ONCE):
        some = shares[start : start + AT_ONCE]
        found = _committed(act, some)
        if isinstance(found, Refused):
            return found
        if found is None:
            left += some
        else:
            results.append(found)
    return Batches(tuple(results), tuple(left))


def _committed(
    act: Callable[[Sequence[Share]], T | Refused], shares: Sequence[Share]
) -> T | Refused | None:
    for _number in range(TRIES):
        try:
            found = act(shares)
            if not isinstance(found, Refused):
                transaction.commit()
            return found
        except TransientError:
            transaction.abort()
    return None
