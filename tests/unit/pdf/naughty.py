"""A helper whose children do what a library broken by a document might do.

Run as a helper by `Engine("tests.unit.pdf.naughty")`.
"""

from collective.externalshare.pdf import helper
from collective.externalshare.pdf import worker

import os
import signal
import subprocess
import sys
import time


def echo(job):
    """Give back what came: the payload turned round, the files read."""
    read = [os.pread(descriptor, 100, 0).decode() for descriptor in job["files"]]
    return {"read": read, "word": job.get("word")}, job["payload"][::-1]


def describe(job):
    """Who the child is and what it has."""
    handles = {int(name): _link(name) for name in os.listdir("/proc/self/fd")}
    return {
        "pid": os.getpid(),
        "group": os.getpgid(0),
        "helper": os.getppid(),
        "handles": sorted(link for number, link in handles.items() if number > 2 and link),
        "threads": len(os.listdir("/proc/self/task")),
        "mask": os.umask(0),
    }


def nap(job):
    """Take some time, and say from when to when."""
    started = time.monotonic()
    time.sleep(job["seconds"])
    return {"from": started, "to": time.monotonic()}


def deaf(job):
    """Never end, whatever the alarm says."""
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while True:
        time.sleep(1)


def say(job):
    """Say these bytes instead of an answer, and end, or stay on the line."""
    os.write(_line(), job["payload"])
    if job.get("stays"):
        deaf(job)
    os._exit(0)


def flood(job):
    """Answer without end, after these bytes."""
    os.write(_line(), job["payload"])
    while True:
        os.write(_line(), bytes(1 << 20))


def eat(job):
    """Use all memory there is, and say how much it was."""
    eaten = []
    try:
        while True:
            eaten.append(bytearray(1 << 20))
    except MemoryError:
        found = len(eaten)
        del eaten
        return {"mebibytes": found}


def spend(job):
    """Use processor time without end."""
    while True:
        pass


def breed(job):
    """Leave a process behind, and say which."""
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    return {"left": left.pid}


def write(job):
    """Write a file of this size."""
    with open(job["target"], "wb") as target:
        target.write(bytes(job["size"]))
    return {}


def poor(job):
    """Miss a library."""
    import a_library_that_nobody_has  # noqa: F401

    return {}


def abort(job):
    """Die as PDFium does when memory runs out."""
    os.abort()


def _line():
    handles = ((number, _link(number)) for number in os.listdir("/proc/self/fd"))
    return next(int(number) for number, link in handles if link.startswith("socket:"))


def _link(number):
    try:
        return os.readlink(f"/proc/self/fd/{number}")
    except FileNotFoundError:
        return ""


TASKS = (echo, describe, nap, deaf, say, flood, eat, spend, breed, write, poor, abort)

if __name__ == "__main__":
    worker.TASKS.update({task.__name__: (__name__, task.__name__) for task in TASKS})
    # Naps of the renderer, which has a queue of its own.
    worker.TASKS["render"] = (__name__, "nap")
    helper.main()
