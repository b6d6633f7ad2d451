"""One helper a server process: started at need, gone with the server, nothing left behind."""

from collective.externalshare.pdf.bounded import Engine
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.values import Bounds
from concurrent.futures import ThreadPoolExecutor
from tests.unit.pdf import processes
from tests.unit.pdf.helping import helper
from tests.unit.pdf.helping import NAUGHTY
from tests.unit.pdf.helping import PLAIN

import os
import pytest
import signal
import subprocess
import sys


LONG = {"do": "nap", "seconds": 600}


def at_work(*others):
    """The process ids of other helpers that have a child with a job."""
    found = [pid for pid in processes.helpers(NAUGHTY) if pid not in others]
    return [pid for pid in found if any(map(processes.leads, processes.offspring(pid)))]


def test_no_helper_before_the_first_job(engine):
    assert processes.helpers(NAUGHTY) == []
    first = helper(engine)
    assert processes.helpers(NAUGHTY) == [first]


def test_one_helper_serves_all_jobs_and_a_child_serves_one(engine):
    found = [engine.run(PLAIN, Bounds()).facts for _ in range(5)]
    assert {one["helper"] for one in found} == set(processes.helpers(NAUGHTY))
    assert len({one["pid"] for one in found}) == 5


def test_close_ends_the_helper_and_the_next_job_starts_another(engine):
    first = helper(engine)
    engine.close()
    assert processes.state(first) == ""
    assert helper(engine) != first


def test_job_of_a_killed_helper_has_no_answer_and_the_next_one_has(engine):
    first = helper(engine)
    with ThreadPoolExecutor() as pool:
        job = pool.submit(engine.run, LONG, Bounds(wall_seconds=60))
        child = processes.eventually(processes.jobs)[0]
        os.kill(first, signal.SIGKILL)
        with pytest.raises(ChildDied, match="helper") as caught:
            job.result(timeout=60)
    # The document is not to blame.
    assert isinstance(caught.value, EngineMissing)
    assert processes.state(first) == ""
    processes.eventually(lambda: processes.ended(child))
    assert helper(engine) != first


def test_page_whose_helper_is_killed_is_asked_of_another(engine):
    first = helper(engine)
    with ThreadPoolExecutor() as pool:
        job = pool.submit(engine.run, {"do": "render", "seconds": 5}, Bounds(wall_seconds=60))
        processes.eventually(processes.jobs)
        os.kill(first, signal.SIGKILL)
        facts = job.result(timeout=60).facts
    assert facts["to"] - facts["from"] >= 5
    assert helper(engine) != first


def test_page_is_asked_for_twice_at_most(engine):
    first = helper(engine)
    with ThreadPoolExecutor() as pool:
        job = pool.submit(engine.run, {"do": "render", "seconds": 600}, Bounds(wall_seconds=60))
        processes.eventually(processes.jobs)
        os.kill(first, signal.SIGKILL)
        second = processes.eventually(lambda: at_work(first), seconds=60)
        os.kill(second[0], signal.SIGKILL)
        with pytest.raises(EngineMissing, match="helper"):
            job.result(timeout=60)


def test_helper_killed_between_jobs_is_not_noticed(engine):
    first = helper(engine)
    os.kill(first, signal.SIGKILL)
    processes.eventually(lambda: processes.ended(first))
    assert helper(engine) != first
    assert processes.state(first) == ""


def test_helper_that_is_stuck_is_ended(engine):
    first = helper(engine)
    with ThreadPoolExecutor() as pool:
        job = pool.submit(engine.run, LONG, Bounds(wall_seconds=3))
        child = processes.eventually(processes.jobs)[0]
        os.kill(first, signal.SIGSTOP)
        with pytest.raises(EngineMissing, match="helper"):
            job.result(timeout=30)
    assert processes.state(first) == ""
    processes.eventually(lambda: processes.ended(child))
    assert helper(engine) != first


def test_helper_that_cannot_start_blames_nobody():
    engine = Engine("tests.unit.pdf.there_is_no_such_module")
    for _ in range(2):
        with pytest.raises(EngineMissing, match="helper"):
            engine.run(PLAIN, Bounds())
    engine.close()


def test_helper_ends_with_the_server_whatever_ends_it():
    """Killed in the middle of a job, by the signal that nobody can handle.

    A fork of the server lives on: its copy of a socket must not keep the
    helper waiting.
    """
    program = (
        "import os, time\n"
        "from collective.externalshare.pdf.bounded import Engine\n"
        "from collective.externalshare.pdf.values import Bounds\n"
        f"engine = Engine({NAUGHTY!r})\n"
        f"helper = engine.run({PLAIN!r}, Bounds()).facts['helper']\n"
        "fork = os.fork()\n"
        "if not fork:\n"
        "    time.sleep(600)\n"
        "print(helper, fork, flush=True)\n"
        f"engine.run({LONG!r}, Bounds(wall_seconds=60))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as server:
        started, fork = map(int, server.stdout.readline().split())
        child = processes.eventually(lambda: processes.offspring(started))[0]
        assert not processes.ended(started)
        server.kill()
    try:
        processes.eventually(lambda: processes.ended(started) and processes.ended(child))
        assert not processes.ended(fork)
    finally:
        os.kill(fork, signal.SIGKILL)


def test_fork_of_the_server_has_a_helper_of_its_own(engine):
    first = helper(engine)
    reading, writing = os.pipe()
    fork = os.fork()
    if not fork:
        try:
            os.write(writing, str(helper(engine)).encode())
            engine.close()
        finally:
            os._exit(0)
    os.waitpid(fork, 0)
    other = int(os.read(reading, 20))
    os.close(reading)
    os.close(writing)
    assert other != first
    assert helper(engine) == first
