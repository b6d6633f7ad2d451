"""T52: all pages of a manual asked for at once, and the server answers others all the same."""

from collective.externalshare.demo.mailbox import Mailbox
from collective.externalshare.demo.places import MANUAL
from concurrent.futures import ThreadPoolExecutor
from tests.common.numbers import NAMED
from tests.functional.demo.conftest import EDITOR_LOGIN
from tests.functional.recipient.reader import ADDRESS
from tests.functional.recipient.reader import Reader

import pytest
import re
import requests
import time


PAGES = 50
# Of a machine that does something else it can only be told that nobody waits for a turn.
MOST_SECONDS = 0.3 if NAMED else 1.0
PATIENCE = 120


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


@pytest.mark.campaign
def test_t52_fifty_cold_pages_at_once_leave_the_landing_page_quick(shared):
    reader, share = shared
    view = reader.post(f"d/{share}/open", reader.form(f"d/{share}", "/open")).headers["Location"]
    cookies = reader.http.cookies.get_dict()
    until = time.monotonic() + PATIENCE

    def look(number):
        """Ask until the page is drawn, pausing as the server says; every status on the way."""
        statuses = []
        while time.monotonic() < until:
            answer = requests.get(f"{view}/{number}/image", cookies=cookies, timeout=60)
            statuses.append(answer.status_code)
            if answer.status_code != 503:
                break
            time.sleep(int(answer.headers["Retry-After"]))
        return statuses

    spent = []
    with ThreadPoolExecutor(PAGES) as pool:
        looks = [pool.submit(look, number) for number in range(1, PAGES + 1)]
        while not all(one.done() for one in looks):
            begun = time.perf_counter()
            answer = requests.get(reader.url(reader.token), timeout=60)
            spent.append(time.perf_counter() - begun)
            assert answer.status_code == 200
            time.sleep(0.02)
        statuses = [one.result() for one in looks]
    assert {status for one in statuses for status in one} <= {200, 503}
    assert [one[-1] for one in statuses] == [200] * PAGES
    slow = sorted(spent)[int(len(spent) * 0.95)]
    print(  # noqa: T201
        f"landing page, {len(spent)} times: p95 {1000 * slow:.0f} ms, "
        f"slowest {1000 * max(spent):.0f} ms; pages asked for {sum(map(len, statuses))} times"
    )
    assert slow < MOST_SECONDS
