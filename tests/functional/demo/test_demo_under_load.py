"""T52: all pages of a manual asked for at once, and the server answers others all the same."""

from concurrent.futures import ThreadPoolExecutor
from tests.common.numbers import NAMED

import pytest
import requests
import time


PAGES = 50
# Of a machine that does something else it can only be told that nobody waits for a turn.
MOST_SECONDS = 0.3 if NAMED else 1.0
PATIENCE = 120


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
