"""Looking at processes by /proc: our helpers, their children, what is left of them."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import os
import time


def helpers(module="collective.externalshare.pdf.helper"):
    """Process ids of the living helpers of this process that run a module."""
    return [pid for pid in offspring(os.getpid()) if module.encode() in words(pid)]


def jobs():
    """Process ids of all children of our helpers that got a job, dead but unburied ones too."""
    ours = helpers() + helpers("tests.unit.pdf.naughty")
    return [child for helper in ours for child in offspring(helper) if leads(child)]


def leads(pid):
    """Whether a process has a group of its own, as a child has from its job on."""
    with suppress(ProcessLookupError):
        return os.getpgid(pid) == pid
    return False


def spare(helper):
    """The process id of the child that waits for the helper's next job."""
    return next((pid for pid in offspring(helper) if not leads(pid)), None)


def words(pid):
    """The command line of a process; of a dead one it is empty."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return []


def offspring(pid):
    """Process ids of the children of any thread of a process."""
    return sorted(_offspring(pid))


def _offspring(pid) -> Iterator[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with suppress(FileNotFoundError, ProcessLookupError):
                yield from map(int, (thread / "children").read_text().split())


def state(pid):
    """One letter, Z for a dead process that nobody buried; nothing when it is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return ""


def ended(pid):
    """Whether a process runs no more; whoever adopted it may not have buried it yet."""
    return state(pid) in ("", "Z")


def descriptors(pid):
    """What a process has open, by number."""
    found = {}
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            found[int(handle.name)] = os.readlink(handle)
    return found


def spent(pid):
    """Seconds of processor time that the ended children of a process took."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[13:15])) / os.sysconf("SC_CLK_TCK")


def eventually(condition, seconds=60):
    """Wait for a condition to give something true, and return that."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.005)
    raise AssertionError("not in time")
