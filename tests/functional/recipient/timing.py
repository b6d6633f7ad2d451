"""Comparing how long answers take, on machines that do other things too."""

from statistics import median
from tests.common.numbers import NAMED

import time


ALIKE = 0.005
WARM_UP = 5


def times_differ_by(cases, turns, between=None):
    """The difference of the medians, in seconds; of the shortest times where turns are few.

    `cases` are callables by name, called in turn so that the noise meets all
    of them. What was measured is printed.
    """
    spent = {name: [] for name in cases}
    for turn in range(WARM_UP + turns):
        for name, case in cases.items():
            start = time.perf_counter()
            case()
            if turn >= WARM_UP:
                spent[name].append(time.perf_counter() - start)
        if between is not None:
            between()
    # Noise only adds, and moves the median of a few; the list names medians.
    kind = median if NAMED else min
    typical = {name: kind(times) for name, times in spent.items()}
    difference = max(typical.values()) - min(typical.values())
    said = ", ".join(f"{name} {1000 * seconds:.2f}" for name, seconds in typical.items())
    print(f"{kind.__name__} of {turns} in ms: {said}; {1000 * difference:.2f} apart")  # noqa: T201
    return difference
