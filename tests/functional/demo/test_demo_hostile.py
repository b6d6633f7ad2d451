"""T51: hostile files are published and shared, and the server goes on answering others."""

from collective.externalshare.demo.places import PUBLISHED
from collective.externalshare.demo.places import TYPE_NAME
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tests.common.content import a_pdf
from tests.common.numbers import NAMED
from tests.functional.demo.conftest import ADMIN
from tests.functional.demo.conftest import EDITOR_LOGIN
from tests.functional.recipient.reader import ADDRESS
from tests.unit.pdf import makers
from tests.unit.pdf import nasty

import base64
import pytest
import re
import requests
import time


MOST_GROWTH = 50 << 20
# Of a machine that does something else it can only be told that nobody waits for a job.
MOST_SECONDS = 0.5 if NAMED else 1.5
LOOKS = 40
"""Fewer than one reader may begin in an hour."""

EACH = 1 if NAMED else 5
"""Of the files that lie about their structure, every one or every fifth."""


@pytest.fixture
def impatient(demo):
    """Bounds that such a file meets sooner; a campaign keeps the usual ones."""
    bounds = {"pdf_cpu_seconds": 2, "pdf_wall_seconds": 6}
    if not NAMED:
        answer = requests.patch(
            f"{demo.site}/@registry",
            json={f"collective.externalshare.{name}": value for name, value in bounds.items()},
            auth=ADMIN,
            headers={"Accept": "application/json"},
            timeout=60,
        )
        assert answer.status_code == 204, answer.text


@pytest.mark.campaign
def test_t51_hostile_files_neither_stop_nor_swell_the_server(demo, shared, impatient):
    reader, _ = shared
    files = {**makers.hostile(), **dict(list(nasty.nasty().items())[::EACH])}
    files["too many pages"] = makers.many_pages(200_000)
    url = reader.url(reader.token)
    # What a server loads for its first document is no growth by a hostile one.
    assert look(reader, send(demo, "plain", a_pdf())[1]) == 200
    before, most, spent = memory(demo), 0, []
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(lambda: {name: send(demo, name, files[name]) for name in files})
        while not sent.done():
            begun = time.perf_counter()
            answer = requests.get(url, timeout=60)
            spent.append(time.perf_counter() - begun)
            assert answer.status_code == 200
            most = max(most, memory(demo))
            time.sleep(0.05)
        answers = sent.result()
    shares = [share for _, share in answers.values() if share]
    pictures = [look(reader, share) for share in shares[:: len(shares) // LOOKS + 1]]
    most = max(most, memory(demo))
    slow = sorted(spent)[int(len(spent) * 0.95)]
    print(  # noqa: T201
        f"{len(files)} files, {len(shares)} shared; {(most - before) / (1 << 20):.1f} MiB more; "
        f"landing page, {len(spent)} times: p95 {1000 * slow:.0f} ms"
    )
    refused = {name: sentence for name, (sentence, share) in answers.items() if not share}
    assert all(re.search(r"\. [A-Z].*\.$", sentence) for sentence in refused.values()), refused
    assert {"inflating", "shading", "blending", "too many pages"} <= refused.keys()
    assert pictures.count(200) > len(pictures) / 2 > 2, pictures
    assert most - before < MOST_GROWTH
    assert slow < MOST_SECONDS


def send(demo, name, data):
    """Publish a file and share it: ("", the share's id), or (the sentence of refusal, "")."""
    made = post(demo, f"{demo.site}/{PUBLISHED}", document(name, data))
    assert made.status_code == 201, (name, made.text)
    published = post(demo, f"{made.json()['@id']}/@workflow/publish", {})
    assert published.status_code == 200, (name, published.text)
    answer = post(
        demo, f"{made.json()['@id']}/@external-shares", {"recipients": [{"email": ADDRESS}]}
    )
    if answer.status_code == 201:
        return "", answer.json()["items"][0]["id"]
    assert 400 <= answer.status_code < 500, (name, answer.text)
    return str(answer.json()["message"]), ""


def post(demo, url, body):
    headers = {"Accept": "application/json"}
    return requests.post(url, json=body, auth=EDITOR_LOGIN, headers=headers, timeout=120)


def document(name, data):
    return {
        "@type": TYPE_NAME,
        "title": name,
        "document_number": "T51",
        "revision": "1",
        "pdf": {
            "data": base64.b64encode(data).decode("ascii"),
            "encoding": "base64",
            "filename": f"{name}.pdf",
            "content-type": "application/pdf",
        },
    }


def look(reader, share):
    """Look at the first page of what was shared: a picture, or for now none."""
    opened = reader.post(f"d/{share}/open", reader.form(f"d/{share}", "/open"))
    if opened.status_code == 503:
        return opened.status_code
    assert opened.status_code == 303, opened.text
    answer = requests.get(
        f"{opened.headers['Location']}/1/image",
        cookies=reader.http.cookies.get_dict(),
        timeout=60,
    )
    assert answer.status_code in (200, 503), answer.text
    return answer.status_code


def memory(demo):
    """Bytes of memory that the server's process holds now; its children have their own bounds."""
    status = Path(f"/proc/{demo.process.pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024
