"""Turns: one at a time, the others wait, but not many and not for long."""

from collections.abc import Iterator
from collective.externalshare.pdf.errors import EngineBusy
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field

import heapq
import os
import threading


@dataclass(order=True)
class _Waiting:
    rank: int
    arrival: int
    called: threading.Event = field(default_factory=threading.Event, compare=False)


class Turns:
    """Lets one thread in after the other: the lowest rank first, then who came first.

    A fork of the process begins with nobody in it.

    :param waiting: most threads that wait; one more is refused at once.
    :param patience: seconds after which a waiting thread gives up.
    """

    def __init__(self, waiting: int, patience: float) -> None:
        self._most = waiting
        self._patience = patience
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._taken = False
        self._arrivals = 0
        self._queue: list[_Waiting] = []

    @contextmanager
    def turn(self, rank: int = 0) -> Iterator[None]:
        """Hold the turn for the length of a block.

        :raises EngineBusy: when too many wait already, or it took too long.
        """
        if self._process != os.getpid():
            # The lock may be held by a thread that was not forked along.
            self._begin()
        self._enter(rank)
        try:
            yield
        finally:
            self._leave()

    def _enter(self, rank: int) -> None:
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            if len(self._queue) >= self._most:
                raise EngineBusy("queue")
            self._arrivals += 1
            mine = _Waiting(rank, self._arrivals)
            heapq.heappush(self._queue, mine)
        if mine.called.wait(self._patience):
            return
        with self._lock:
            if mine.called.is_set():
                return
            self._queue.remove(mine)
            heapq.heapify(self._queue)
        raise EngineBusy("patience")

    def _leave(self) -> None:
        with self._lock:
            if self._queue:
                # Handed over, never laid down: nobody can push in between.
                heapq.heappop(self._queue).called.set()
            else:
                self._taken = False
