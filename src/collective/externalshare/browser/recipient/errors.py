"""The page for what fails outside the view: conflicts after all retries, a failed commit."""

from __future__ import annotations

from ... import logger
from ...services.ports import ports_for
from .answers import BROKEN_SECONDS
from .answers import problem
from .headers import put_headers
from .headers import start_anew
from .headers import without_body
from .visit import Visit
from Products.Five import BrowserView
from transaction.interfaces import TransientError
from typing import Any
from zope.component.hooks import getSite

import secrets


METHODS = ("GET", "HEAD", "POST")


class RecipientErrorView(BrowserView):
    """Answers an exception of a recipient request; the site's error log learns no secret."""

    def __call__(self) -> str:
        """Our own page with our own headers; the publisher must not set another status."""
        error = self.context
        visit = Visit(getSite(), self.request, ports_for(getSite()))
        start_anew(self.request)
        put_headers(self.request, visit.language)
        reference = secrets.token_hex(4)
        status = self._status(error)
        body = problem(
            visit, status, seconds=0 if status == 405 else BROKEN_SECONDS, reference=reference
        )
        visit.response.setStatus(status, lock=1)
        logger.error("%s: a recipient request failed: %s", reference, type(error).__name__)
        head = self.request.environ["REQUEST_METHOD"] == "HEAD"
        self._forget_secrets()
        return without_body(visit.response, body) if head else body

    def _status(self, error: Exception) -> int:
        if self.request.environ["REQUEST_METHOD"] not in METHODS:
            # The publisher takes other methods for WebDAV and fails before the view.
            self.request.response.setHeader("Allow", ", ".join(METHODS[:2]))
            return 405
        return 503 if isinstance(error, TransientError) else 500

    def _forget_secrets(self) -> None:
        """Empty what `error_log` would print: form, cookies, the link in the address."""
        request: Any = self.request
        request.form.clear()
        request.cookies.clear()
        for name in ("HTTP_COOKIE", "PATH_INFO", "PATH_TRANSLATED", "REQUEST_URI", "RAW_URI"):
            request.environ.pop(name, None)
        # Every address that Zope knows of the request is made of these steps.
        del request._steps[:]
        request._resetURLS()
        for name in ("ACTUAL_URL", "VIRTUAL_URL", "URL"):
            request.other[name] = request.other.get("SERVER_URL", "")
