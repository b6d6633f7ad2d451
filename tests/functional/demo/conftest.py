"""A demonstration that runs as a newcomer starts it."""

from collective.externalshare.demo.mailbox import Mailbox
from collective.externalshare.demo.people import EDITOR
from collective.externalshare.demo.places import MANUAL
from collective.externalshare.demo.settings import free_port
from tests.functional.recipient.reader import ADDRESS
from tests.functional.recipient.reader import Reader

import os
import pytest
import re
import requests
import signal
import subprocess
import sys
import time


ADMIN = ("keeper", "keeper-secret")
EDITOR_LOGIN = (EDITOR.login, EDITOR.password)


class Demo:
    """A running demonstration: its process, its folder, its addresses."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.base = f"http://localhost:{self.port}"
        self.site = f"{self.base}/Plone"
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "DEMO_DIR": str(folder),
            "DEMO_ADMIN": ":".join(ADMIN),
        }
        self.output = folder.with_suffix(".out")

    def start(self):
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "collective.externalshare.demo.main"],
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        patience = time.monotonic() + 240
        while "Ctrl-C" not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < patience, self.said()
            time.sleep(0.2)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(30)
        finally:
            self.process.kill()

    def said(self):
        return self.output.read_text(encoding="utf-8")

    def run(self, module, *arguments, **environment):
        """Run another program of the demonstration beside the server."""
        return subprocess.run(
            [sys.executable, "-m", f"collective.externalshare.demo.{module}", *arguments],
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            timeout=240,
        )

    def get(self, path, auth=EDITOR_LOGIN):
        headers = {"Accept": "application/json"}
        return requests.get(f"{self.site}/{path}", headers=headers, auth=auth, timeout=60)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    demo = Demo(tmp_path_factory.mktemp("demo") / "dir")
    demo.start()
    yield demo
    demo.stop()


@pytest.fixture
def shared(demo):
    """A reader behind the code, the id of what they may look at."""
    answer = requests.post(
        f"{demo.site}/{MANUAL}/@external-shares",
        auth=EDITOR_LOGIN,
        headers={"Accept": "application/json"},
        json={"recipients": [{"email": ADDRESS}]},
        timeout=60,
    )
    assert answer.status_code == 201, answer.text
    token = _mailed(demo, r"@@external-share/([0-9a-z]{32})")
    reader = Reader(demo.site, token)
    assert reader.ask().status_code == 303
    code = _mailed(demo, r"\b(\d{4} \d{4})\b").replace(" ", "")
    assert reader.give(code).status_code == 303
    return reader, answer.json()["items"][0]["id"]


def _mailed(demo, pattern):
    box, patience = Mailbox(demo.folder / "mail"), time.monotonic() + 60
    while time.monotonic() < patience:
        for name in box.names():
            mail = box.read(name)
            found = re.search(pattern, mail.text)
            if ADDRESS in mail.recipient and found:
                return found[1]
        time.sleep(0.1)
    raise AssertionError(f"no mail with {pattern}")
