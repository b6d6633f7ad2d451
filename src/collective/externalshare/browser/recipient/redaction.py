"""Keeps the secrets of links and tickets out of Zope's logs: what happened, and who asked."""

from __future__ import annotations

from ...model.secrets import digest

import logging
import re


# Who logs addresses of requests: Zope, for every conflict that is tried again, its server,
# the access log that a new instance has (`wsgi`), and we.
LOGGERS = ("Zope.SiteErrorLog", "ZPublisher", "waitress", "wsgi", "collective.externalshare")
_SECRET = re.compile(
    r"(external-share/(?:file/|view/|stop/)?)([0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{32})(?![0-9A-Za-z])"
)


def redact(text: str) -> str:
    """The text with each secret replaced by eight characters of its digest."""
    return _SECRET.sub(lambda found: f"{found[1]}…{digest(found[2].lower())[:8]}", text)


class Redaction(logging.Filter):
    """Rewrites records, their tracebacks included; none is dropped."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact a record in place; one that cannot be put together is its handler's trouble."""
        try:
            said = record.getMessage()
        except (TypeError, ValueError):
            return True
        record.msg, record.args = redact(said), ()
        if record.exc_info:
            text = logging.Formatter().formatException(record.exc_info)
            record.exc_text, record.exc_info = redact(text), None
        return True


def install(event: object = None) -> None:
    """Put the filter on the loggers that name addresses; once is enough."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(known, Redaction) for known in logger.filters):
            logger.addFilter(Redaction())
