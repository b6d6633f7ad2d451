"""Many shares are revoked some at a time, each time in a transaction of its own."""

from __future__ import annotations

from ..model.share import Share
from ..model.verdict import Refused
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from transaction.interfaces import TransientError

import transaction


AT_ONCE = 10
TRIES = 5


@dataclass(frozen=True)
class Revoked:
    """How many shares ended now, and those that are left because others were writing."""

    ended: int
    left: tuple[Share, ...]


def in_batches(
    revoke: Callable[[Sequence[Share]], int | Refused], shares: Sequence[Share]
) -> Revoked | Refused:
    """Commit every ten; what was committed stays, whatever becomes of the next.

    Whoever is at a link writes the chain into which its end is recorded. In one
    transaction, a single such link would keep all the others open.
    """
    ended, left = 0, []
    for start in range(0, len(shares), AT_ONCE):
        some = shares[start : start + AT_ONCE]
        found = _committed(revoke, some)
        if isinstance(found, Refused):
            return found
        if found is None:
            left += some
        else:
            ended += found
    return Revoked(ended, tuple(left))


def _committed(
    revoke: Callable[[Sequence[Share]], int | Refused], shares: Sequence[Share]
) -> int | Refused | None:
    for _number in range(TRIES):
        try:
            found = revoke(shares)
            if not isinstance(found, Refused):
                transaction.commit()
            return found
        except TransientError:
            transaction.abort()
    return None
