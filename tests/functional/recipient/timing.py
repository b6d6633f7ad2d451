"""Comparing how long answers take, on machines that do other things too."""

from statistics import median

import time


ALIKE = 0.005


def times_differ_by(cases, turns, between=None):
    """The difference of the medians, in seconds; the best of three, as noise only adds.

    `cases` are callables, called in turn so that the noise meets all of them.
    """
    return min(_difference(cases, turns, between) for _ in range(3))


def _difference(cases, turns, between):
    spent = [[] for _ in cases]
    for turn in range(turns + 5):
        for case, times in zip(cases, spent, strict=True):
            start = time.perf_counter()
            case()
            if turn >= 5:
                times.append(time.perf_counter() - start)
        if between is not None:
            between()
    medians = [median(times) for times in spent]
    return max(medians) - min(medians)
