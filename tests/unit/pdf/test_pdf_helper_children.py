"""Children of the helper: one at a time, forked ahead, and none knows of another's job."""

from collective.externalshare.pdf.bounded import Engine
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.errors import EngineBusy
from collective.externalshare.pdf.turns import Turns
from collective.externalshare.pdf.values import Bounds
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from tests.unit.pdf import processes
from tests.unit.pdf.helping import helper
from tests.unit.pdf.helping import NAUGHTY
from tests.unit.pdf.helping import PLAIN

import os
import pytest
import signal
import time


def test_sixteen_threads_get_one_child_at_a_time(engine):
    naps = [{"do": "nap", "seconds": 0.01}] * 16
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda nap: engine.run(nap, Bounds()).facts, naps))
    answers.sort(key=lambda one: one["from"])
    assert all(one["to"] <= after["from"] for one, after in pairwise(answers))


def test_the_renderer_does_not_wait_for_other_jobs(engine):
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(engine.run, {"do": "nap", "seconds": 3}, Bounds())
        processes.eventually(processes.jobs)
        assert engine.run({"do": "render", "seconds": 0}, Bounds()).facts
        assert not slow.done()
        assert slow.result().facts


def test_children_know_nothing_of_each_other(engine):
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(engine.run, {"do": "nap", "seconds": 1}, Bounds())
        child = processes.eventually(processes.jobs)[0]
        theirs = {link for link in processes.descriptors(child).values() if "[" in link}
        other = pool.submit(engine.run, {"do": "render", "seconds": 0.5}, Bounds())
        second = processes.eventually(lambda: set(processes.jobs()) - {child}).pop()
        mine = processes.eventually(lambda: len(processes.descriptors(second)) == 5)
        mine = {link for link in processes.descriptors(second).values() if "[" in link}
        assert slow.result().facts
        assert other.result().facts
    assert len(mine) == 2
    assert not mine & theirs


def test_who_waits_too_long_is_refused_and_blames_nobody():
    engine = Engine(NAUGHTY, patience=0.1)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(engine.run, {"do": "nap", "seconds": 600}, Bounds(wall_seconds=60))
        child = processes.eventually(processes.jobs)[0]
        with pytest.raises(EngineBusy, match="patience"):
            engine.run(PLAIN, Bounds())
        os.kill(child, signal.SIGKILL)
        assert isinstance(slow.exception(), ChildDied)
    assert engine.run(PLAIN, Bounds()).facts
    engine.close()


def test_fork_of_a_server_with_a_turn_taken_begins_with_none_taken():
    turns = Turns(waiting=1, patience=0.05)
    with turns.turn():
        fork = os.fork()
        if not fork:
            with turns.turn():
                os._exit(7)
        assert os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 7
        with pytest.raises(EngineBusy), turns.turn():
            pass


def test_five_hundred_jobs_leave_nothing_open(engine):
    serving = helper(engine)
    before = opened(serving)
    for number in range(500):
        assert engine.run({"do": "echo", "word": number}, Bounds()).facts["word"] == number
    assert opened(serving) == before
    assert helper(engine) == serving


def opened(serving):
    """How many descriptors server and helper have while the helper waits with its spare child."""
    spare = processes.eventually(lambda: processes.spare(serving))
    # Asleep, so that helper and child have both closed what they do not need.
    processes.eventually(lambda: {processes.state(pid) for pid in (spare, serving)} == {"S"})
    assert processes.offspring(serving) == [spare]
    return [len(processes.descriptors(pid)) for pid in (os.getpid(), serving, spare)]


def test_a_child_is_forked_ahead_and_gets_the_next_job(engine):
    waiting = processes.eventually(lambda: processes.spare(helper(engine)))
    assert engine.run(PLAIN, Bounds()).facts["pid"] == waiting


def test_child_that_died_waiting_is_not_missed(engine):
    serving = helper(engine)
    for _ in range(20):
        os.kill(processes.eventually(lambda: processes.spare(serving)), signal.SIGKILL)
        assert helper(engine) == serving
    assert processes.jobs() == []


def test_children_that_cannot_wait_are_not_forked_without_end():
    engine = Engine("tests.unit.pdf.frail")
    seen = set()
    for _ in range(3):
        seen.add(engine.run({"do": "echo"}, Bounds()).facts["pid"])
    (serving,) = processes.helpers("tests.unit.pdf.frail")
    started = time.monotonic()
    while time.monotonic() - started < 0.5:
        seen.update(processes.offspring(serving))
    # One for each job, and one ahead of it.
    assert len(seen) <= 6
    engine.close()
