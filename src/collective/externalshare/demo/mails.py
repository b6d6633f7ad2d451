"""The page ``/mails``: every mail the demonstration delivered, in front of Zope.

A WSGI middleware and not a Zope view, so that the add-on itself gets no page
which shows mail. It reads the mail folder and nothing else.
"""

from collections.abc import Callable
from collections.abc import Iterable
from collective.externalshare.demo.mailbox import Mailbox
from collective.externalshare.demo.mails_html import frame_document
from collective.externalshare.demo.mails_html import not_found_page
from collective.externalshare.demo.mails_html import page
from collective.externalshare.demo.settings import MAILS_PATH
from collective.externalshare.demo.settings import MARK_HEADER
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit


Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WSGIApp = Callable[[Environ, StartResponse], Iterable[bytes]]

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
FRAME_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';"
    " style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'"
)
"""A mail is foreign HTML: no script, nothing fetched; its links open in a tab of their own."""

_HTML = "text/html; charset=utf-8"
_STYLE = Path(__file__).with_name("mails.css")
_SHOWN = 200
"""How many of the newest mails are listed; each one is decoded for it."""
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class MailsPage:
    """Answer below ``/mails`` and hand everything else to the application behind.

    The mails hold working links and codes. Answers go only to this machine,
    asked for under a name of this machine, so that no foreign web page can
    read them by pointing its own name here.
    """

    def __init__(self, app: WSGIApp, mailbox: Mailbox, site_url: str, mark: str):
        self._app = app
        self._mailbox = mailbox
        self._site_url = site_url
        self._mark = mark

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        if path != MAILS_PATH and not path.startswith(MAILS_PATH + "/"):
            return self._app(environ, start_response)
        status, kind, policy, body = self._answer(environ, path)
        headers = [
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Content-Security-Policy", policy),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            (MARK_HEADER, self._mark),
        ]
        start_response(status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _answer(self, environ: Environ, path: str) -> tuple[str, str, str, bytes]:
        if not _is_local(environ):
            return _plain("403 Forbidden", "These mails are shown on this machine only.")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _plain("405 Method Not Allowed", "This page is only for looking.")
        rest = path[len(MAILS_PATH) :].strip("/")
        if rest == "style.css":
            return "200 OK", "text/css; charset=utf-8", PAGE_POLICY, _STYLE.read_bytes()
        if rest.endswith("/frame"):
            return self._frame(rest.removesuffix("/frame"))
        query = parse_qs(environ.get("QUERY_STRING", ""))
        return self._page(rest, as_html=query.get("view") == ["html"])

    def _page(self, name: str, as_html: bool) -> tuple[str, str, str, bytes]:
        if name and self._mailbox.read(name) is None:
            return "404 Not Found", _HTML, PAGE_POLICY, not_found_page(self._site_url)
        names = self._mailbox.names()[:_SHOWN]
        if name and name not in names:
            names.append(name)
        mails = [mail for mail in map(self._mailbox.read, names) if mail is not None]
        body = page(mails, name, as_html, self._site_url)
        return "200 OK", _HTML, PAGE_POLICY, body

    def _frame(self, name: str) -> tuple[str, str, str, bytes]:
        mail = self._mailbox.read(name)
        if mail is None or not mail.html:
            return _plain("404 Not Found", "There is no such mail.")
        return "200 OK", _HTML, FRAME_POLICY, frame_document(mail.html)


def _plain(status: str, sentence: str) -> tuple[str, str, str, bytes]:
    return status, "text/plain; charset=utf-8", PAGE_POLICY, sentence.encode()


def _is_local(environ: Environ) -> bool:
    """Tell whether the request came from this machine and was addressed to it by name."""
    try:
        asked = urlsplit("//" + environ.get("HTTP_HOST", "")).hostname
    except ValueError:
        return False
    return environ.get("REMOTE_ADDR") in _LOCAL_NAMES and asked in _LOCAL_NAMES
