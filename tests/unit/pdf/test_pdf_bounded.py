"""Jobs run in a child, and the child is gone afterwards."""

from collective.externalshare.pdf import bounded
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.inspection import Inspector
from collective.externalshare.pdf.values import Bounds
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from tests.common.numbers import LEEWAY
from tests.unit.pdf import makers
from tests.unit.pdf import processes

import os
import pytest
import signal
import subprocess
import sys
import time


def test_unknown_task_is_an_answerless_child():
    with pytest.raises(ChildDied, match="ValueError"):
        bounded.run({"do": "anything"}, Bounds())


def test_exception_in_the_child_names_its_class_and_nothing_else(tmp_path):
    secret = str(tmp_path / "secret-name.pdf")
    with pytest.raises(ChildDied) as caught:
        bounded.run({"do": "inspect", "source": secret}, Bounds())
    assert str(caught.value) == "FileNotFoundError"


def test_timeout_ends_the_child_and_its_group(endless):
    started = time.monotonic()
    with pytest.raises(ChildDied, match="timeout"):
        bounded.run({"do": "inspect", "source": endless}, Bounds(wall_seconds=1))
    assert time.monotonic() - started < 1 + LEEWAY
    assert processes.jobs() == []


def test_processor_time_ends_the_child(endless):
    # A helper that has had no other child.
    bounded.run.__self__.close()
    with pytest.raises(ChildDied, match="exit"):
        bounded.run({"do": "inspect", "source": endless}, Bounds(cpu_seconds=1, wall_seconds=300))
    (helper,) = processes.helpers()
    assert 0.5 < processes.spent(helper) < 4
    assert processes.jobs() == []


def test_killed_child_is_no_answer(endless):
    with _running(endless) as child:
        os.kill(child, signal.SIGKILL)


def test_child_sees_no_secret_of_the_server(endless, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "hush")
    # The helper that runs may be older than the secret.
    bounded.run.__self__.close()
    with _running(endless) as child:
        seen = Path(f"/proc/{child}/environ").read_bytes()
    assert b"PYTHONPATH" in seen
    assert b"hush" not in seen
    assert b"EXTERNALSHARE_KEY" not in seen


def test_child_inherits_no_open_file(endless, report):
    bounded.run.__self__.close()
    with open(report, "rb") as ours:
        os.set_inheritable(ours.fileno(), True)
        with _running(endless) as child:
            opened = processes.descriptors(child).values()
    assert report not in opened


def test_child_limits_itself(endless):
    bounds = Bounds(cpu_seconds=7)
    with _running(endless, bounds) as child:
        rows = _limits(child)
    assert rows["Max core file size"] == ["0", "0"]
    assert rows["Max cpu time"] == ["7", "8"]
    assert rows["Max address space"] == [str(bounds.memory)] * 2
    assert rows["Max file size"] == [str(bounds.output)] * 2


def test_threads_do_not_get_into_each_others_way(tmp_path):
    """As many answers as questions, each to its own."""
    paths = [makers.report(tmp_path / f"{count}.pdf", count) for count in range(1, 17)]
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(Inspector().inspect, paths))
    assert [inspection.pages for inspection in found] == list(range(1, 17))
    assert processes.jobs() == []


def test_child_finds_the_package_from_any_folder(report, tmp_path):
    """Nothing depends on the folder the server was started in."""
    program = (
        "from collective.externalshare.pdf.inspection import Inspector\n"
        f"print(Inspector().inspect({report!r}).refusal)\n"
    )
    (tmp_path / "json.py").write_text("raise SystemExit('imported from the folder')")
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert done.stdout == "None\n"


def test_server_side_never_loads_a_pdf_library():
    program = (
        "import sys\n"
        "import collective.externalshare.pdf.inspection\n"
        "import collective.externalshare.pdf.stamper as stamper\n"
        "stamper.Stamper()\n"
        "print([name for name in ('pikepdf', 'pypdfium2') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert done.stdout == "[]\n"


@pytest.fixture(scope="module")
def endless(tmp_path_factory):
    """A file PDFium would render for a minute."""
    path = tmp_path_factory.mktemp("endless") / "endless.pdf"
    return makers.written(path, makers.endless())


@contextmanager
def _running(path, bounds=None):
    """Give a child at work, killed at the end, whose job then has no answer."""
    with ThreadPoolExecutor() as pool:
        job = pool.submit(bounded.run, {"do": "inspect", "source": path}, bounds or Bounds())
        child = processes.eventually(processes.jobs)[0]
        processes.eventually(lambda: _limits(child))
        try:
            yield child
        finally:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        with pytest.raises(ChildDied, match="exit"):
            job.result()


def _limits(child):
    """The limits of a process once it has taken them."""
    lines = Path(f"/proc/{child}/limits").read_text().splitlines()
    rows = {line[:25].strip(): line[25:].split()[:2] for line in lines}
    # The file size is limited last.
    return rows if rows["Max file size"] != ["unlimited"] * 2 else None
