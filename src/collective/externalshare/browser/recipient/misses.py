"""Counts unknown links by client network, in this process alone.

Writing one for each guess would let strangers fill the database, and no right
depends on it, for a link's 160 bits are not to be guessed. A client that is
not public has an empty network and is not counted.
"""

from __future__ import annotations

from ...model.tally import Tally
from ...model.times import MINUTE


MISSES = Tally(10 * MINUTE)
