"""A walk that is ended from outside takes the server it started with it."""

from collective.externalshare.demo.instance import lock_folder
from collective.externalshare.demo.settings import DemoRefusal
from collective.externalshare.demo.settings import free_port

import os
import pytest
import signal
import subprocess
import sys
import time


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_walk_that_is_ended_ends_its_server(tmp_path, number):
    walk = subprocess.Popen(
        [sys.executable, "-m", "collective.externalshare.demo.walk"],
        env={**os.environ, "DEMO_DIR": str(tmp_path), "PORT": str(free_port()), "PDF": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    patience = time.monotonic() + 60
    while not (tmp_path / "mark").exists():
        assert time.monotonic() < patience
        time.sleep(0.1)
    with pytest.raises(DemoRefusal):
        lock_folder(tmp_path)

    walk.send_signal(number)

    _nothing, said = walk.communicate(timeout=90)
    assert walk.returncode == 1
    assert said.endswith("The walk was interrupted.\n")
    assert "Traceback" not in said
    lock_folder(tmp_path).close()
