"""Writes requests and answers down for the documentation, and fails when they change.

`UPDATE_HTTP_EXAMPLES=1 pytest tests/functional/restapi/test_examples.py` writes
them anew. Ids, dates, ports and secrets are normalised, so that the files
change only when the contract does.
"""

from pathlib import Path

import json
import os
import re


FOLDER = Path(__file__).parents[3] / "docs" / "reference" / "http-examples"
UPDATE = "UPDATE_HTTP_EXAMPLES"
HEADERS = ("Accept", "Content-Type")
ANSWERED = ("Content-Type", "Cache-Control", "Location")
LINK = re.compile(r"@@external-share/[0-9a-z]{32}")
IDENTIFIER = re.compile(r"\b[0-9a-f]{32}\b")
CURSOR = re.compile(r"\b[0-9a-f]{48}\b")
SIZE = re.compile(r'"size": \d+')
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
COPY_NUMBER = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}\b")
AGENT = re.compile(r"python-requests/[\d.]+")

UNKNOWN_NUMBER = "0000-0000-0000"


class Recorder:
    """Keeps pairs `<name>.req` and `<name>.resp`."""

    def __init__(self, site):
        self.site = site
        self.names = {}
        self.changed = []

    def __call__(self, name, answer):
        """Keep a request and its answer; returns the answer."""
        self._keep(f"{name}.req", self._request(answer.request))
        self._keep(f"{name}.resp", self._answer(answer))
        return answer

    def request(self, name, answer):
        """Keep a request alone, where the answer is a file that is never the same."""
        self._keep(f"{name}.req", self._request(answer.request))
        return answer

    def _keep(self, name, text):
        path = FOLDER / name
        text = self._normalised(text)
        if os.environ.get(UPDATE):
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            self.changed.append(f"{name} is now:\n{text}")

    def _request(self, request):
        lines = [f"{request.method} {request.path_url} HTTP/1.1"]
        lines.append("Host: localhost")
        lines += [f"{key}: {request.headers[key]}" for key in HEADERS if key in request.headers]
        lines.append("Authorization: Basic …")
        if request.body and request.headers.get("Content-Type") == "application/json":
            lines += ["", _pretty(request.body)]
        elif request.body:
            lines += ["", request.body.decode()]
        return "\n".join(lines) + "\n"

    def _answer(self, answer):
        lines = [f"HTTP/1.1 {answer.status_code} {answer.reason}"]
        lines += [f"{key}: {answer.headers[key]}" for key in ANSWERED if key in answer.headers]
        if answer.content:
            lines += ["", _pretty(answer.content)]
        return "\n".join(lines) + "\n"

    @property
    def _origin(self):
        return self.site.url.rpartition("/")[0]

    def _normalised(self, text):
        text = text.replace(self._origin, "http://localhost")
        text = LINK.sub("@@external-share/0123456789abcdefghjkmnpqrstvwxyz", text)
        text = AGENT.sub("Example client", text)
        text = SIZE.sub('"size": 48213', text)
        text = COPY_NUMBER.sub(
            lambda found: found[0] if found[0] == UNKNOWN_NUMBER else "K7QF-2M9X-41TB", text
        )
        for pattern in (DIGEST, CURSOR, IDENTIFIER):
            text = pattern.sub(self._stable, text)
        return text

    def _stable(self, found):
        """The first id is 1, the next 2, wherever they stand."""
        number = self.names.setdefault(found[0], len(self.names) + 1)
        return f"{number:0{len(found[0])}x}"


def _pretty(body):
    return json.dumps(json.loads(body), indent=2, sort_keys=True, ensure_ascii=False)
