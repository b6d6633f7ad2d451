"""The server a walk needs: the one that runs already, or one of its own."""

from collections.abc import Iterator
from collective.externalshare.demo.instance import read_mark
from collective.externalshare.demo.settings import DemoRefusal
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.settings import free_port
from collective.externalshare.demo.settings import MAILS_PATH
from collective.externalshare.demo.settings import MARK_HEADER
from collective.externalshare.demo.settings import prepare_folder
from collective.externalshare.demo.visitor import local_session
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import os
import requests
import signal
import subprocess
import sys
import time


_START_SECONDS = 300
_STOP_SECONDS = 30


@contextmanager
def running_demo(settings: DemoSettings) -> Iterator[tuple[DemoSettings, bool]]:
    """Give the settings of a demonstration that answers, and whether it was started for this.

    Only the server of the same DEMO_DIR counts, since its mails are read
    there. One that was started here is ended here.

    :raises DemoRefusal: when none runs and none can be started.
    """
    prepare_folder(settings.folder)
    for port in (settings.port, _last_port(settings.folder)):
        found = replace(settings, port=port)
        if answers(found):
            yield found, False
            return
    own = replace(settings, port=free_port())
    print("Starting a demonstration first; this takes a minute.", file=sys.stderr, flush=True)
    with (settings.folder / "walk-server.log").open("w+b") as log:
        server = _start(own, log.fileno())
        try:
            _await_answer(own, server, Path(log.name))
            yield own, True
        finally:
            _stop(server)


def answers(settings: DemoSettings) -> bool:
    """Tell whether the server of this very folder answers on this port."""
    mark = read_mark(settings.folder)
    if not mark:
        return False
    try:
        answer = local_session().head(settings.base_url + MAILS_PATH, timeout=5)
    except requests.RequestException:
        return False
    return answer.headers.get(MARK_HEADER) == mark


def _last_port(folder: Path) -> int:
    """Return the port of the last server of ``folder``; a wrong guess is harmless."""
    try:
        return urlsplit((folder / "address").read_text(encoding="ascii")).port or 1
    except (OSError, ValueError):
        return 1


def _start(settings: DemoSettings, log: int) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "PORT": str(settings.port),
        "DEMO_DIR": str(settings.folder),
        "DEMO_ADMIN": f"{settings.admin_name}:{settings.admin_password}",
    }
    # A group of its own: Ctrl-C reaches the walk, and the walk ends its server.
    return subprocess.Popen(
        [sys.executable, "-m", "collective.externalshare.demo.main"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def _await_answer(settings: DemoSettings, server: subprocess.Popen[bytes], log: Path) -> None:
    patience = time.monotonic() + _START_SECONDS
    while time.monotonic() < patience:
        if server.poll() is not None:
            lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise DemoRefusal(lines[-1] if lines else "The demonstration ended while starting.")
        if answers(settings):
            return
        time.sleep(0.3)
    raise DemoRefusal(f"The demonstration did not answer within {_START_SECONDS} seconds.")


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
