"""Trees whose inner nodes are small.

A node of the library's own holds up to 250 children, each with its key: 20 kB
are loaded, and 250 objects made, to find one. With forty there is one level
more at a million keys, and less than half to load.

Two who insert into a tree so young that it is one node are reconciled where
the database runs. A separate server without this package cannot do that for a
class of ours, and one of the two is asked to go again: no matter for trees that
grow, but sets that stay small, and have many writers, are the library's own.
"""

from __future__ import annotations

from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from typing import Any


CHILDREN = 40


class Tree(OOBTree):
    """Text to objects."""

    max_internal_size = CHILDREN


class Tally(OIBTree):
    """Text to numbers."""

    max_internal_size = CHILDREN


class KeySet(OOTreeSet):
    """A set of text."""

    max_internal_size = CHILDREN


def give_up(keys: Any) -> None:
    """Empty a set that was copied; whoever writes it meanwhile conflicts, so that no key is lost.

    Who commits before has changed a leaf that was relied on; who commits after finds
    the root changed.
    """
    leaf = keys._firstbucket
    while leaf is not None:
        if leaf._p_jar is not None:
            leaf._p_activate()
            leaf._p_jar.readCurrent(leaf)
        leaf = leaf._next
    keys.clear()
