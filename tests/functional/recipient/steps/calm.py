"""What an answer may be while something fails, and what a copy is."""

from tests.functional.recipient.headers import wears_headers

import hashlib


MARKER = b"Only the source may say 7731"
AUTHOR = b"Jan Author"
MESSAGE = b"Traceback"


def calm(answer, data, status=503):
    """A page that says what to do, and nothing of the document."""
    assert answer.status_code == status
    assert status == 404 or int(answer.headers["Retry-After"]) > 0
    assert wears_headers(answer)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    for name in ("Location", "ETag", "Accept-Ranges", "Content-Disposition", "Content-Range"):
        assert name not in answer.headers
    for part in (b"%PDF", b"\xff\xd8\xff", MARKER, AUTHOR, MESSAGE, data[:9], data[-99:]):
        assert part not in answer.content
    return True


def stamped(answer, data):
    """A whole copy: another file than the source, with the author taken out."""
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert f'"{hashlib.sha256(answer.content).hexdigest()}"' == answer.headers["ETag"]
    assert hashlib.sha256(answer.content).digest() != hashlib.sha256(data).digest()
    assert AUTHOR not in answer.content
    assert b"/Subtype /Watermark" in answer.content or b"/Letters" in answer.content
    return True
