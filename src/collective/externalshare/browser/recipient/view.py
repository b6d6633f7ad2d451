"""The one public view: finds the page of a request and answers whatever becomes of it."""

from __future__ import annotations

from ... import logger
from ...interfaces import CopyFailed
from ...interfaces import KeysUnusable
from ...model.verdict import Refused
from ...services.ports import ports_for
from .answers import BROKEN_SECONDS
from .answers import needs_https
from .answers import problem
from .answers import unavailable
from .guard import MARK
from .headers import put_headers
from .headers import start_anew
from .headers import without_body
from .marker import mark
from .one_click import one_click
from .origin import from_our_page
from .place import is_bare
from .routes import find
from .routes import Route
from .unknown import too_many_unknown
from .visit import Visit
from AccessControl.users import nobody
from Products.Five import BrowserView
from transaction.interfaces import TransientError
from typing import Any

import secrets
import transaction


class Nobody:
    """Stands in for the user folders: whatever a browser sends, nobody is logged in."""

    def validate(self, request: Any, auth: str = "", roles: Any = ()) -> Any:
        """Zope's user without a name, as the root's folder has it, without asking any plugin."""
        folder = getattr(request["PARENTS"][-1], "acl_users", None)
        return nobody if folder is None else nobody.__of__(folder)


class RecipientView(BrowserView):
    """`@@external-share` and everything below it; who is logged in here means nothing."""

    def __init__(self, context: Any, request: Any) -> None:
        super().__init__(context, request)
        self.path: tuple[str, ...] = ()
        mark(request)

    def __before_publishing_traverse__(self, view: Any, request: Any) -> None:
        """Take the rest of the path, before Zope looks for views and resources below this one.

        So no name below us is looked up, and no secret stands in a transaction note.
        """
        names = request["TraversalRequestNameStack"]
        self.path += tuple(reversed(names))
        del names[:]

    def __call__(self) -> Any:
        """Answer, and keep what the answer wrote only where writing is allowed."""
        visit = Visit(self.context, self.request, ports_for(self.context))
        try:
            put_headers(self.request, visit.language)
            body = self._answer(visit)
        except TransientError:
            raise
        except Exception as error:
            body = self._failed(visit, error)
        method = self.request.environ["REQUEST_METHOD"]
        if method != "POST" and not visit.wrote:
            transaction.doom()
        return body if method != "HEAD" else without_body(self.request.response, body)

    # It is this method that Zope publishes, and asks for users before the folders above.
    __call__.__allow_groups__ = Nobody()  # type: ignore[attr-defined]

    def _answer(self, visit: Visit) -> Any:
        method = self.request.environ["REQUEST_METHOD"]
        found = find(self.path)
        allowed = found[0].allowed if found else ("GET", "HEAD")
        if method not in allowed and (found or method != "POST"):
            visit.response.setHeader("Allow", ", ".join(allowed))
            return problem(visit, 405)
        if is_bare(self.request["SERVER_URL"]):
            return needs_https(visit)
        if MARK in self.request.environ:
            return problem(visit, self.request.environ[MARK])
        if found is None or not visit.installed:
            return unavailable(visit)
        route, caught = found
        if method == "POST" and not self._believed(route, visit):
            return problem(visit, 403)
        refused = too_many_unknown(visit) if route.by_link else None
        page = route.methods["GET" if method == "HEAD" else method]
        return refused or page(visit, *caught)

    def _believed(self, route: Route, visit: Visit) -> bool:
        """Whether a form came from our own page, or is the one that mail programs post."""
        if route.from_mail_programs and one_click(self.request):
            return True
        return from_our_page(self.request, visit.place)

    def _failed(self, visit: Visit, error: Exception) -> str:
        """A page of our own; nothing that was begun is kept, nothing typed is logged."""
        transaction.doom()
        visit.wrote = False
        start_anew(self.request)
        put_headers(self.request, visit.language)
        reference = secrets.token_hex(4)
        if isinstance(error, KeysUnusable):
            logger.error("%s: external sharing has no usable key: %s", reference, error)
            refused = Refused("key_unusable")
            return problem(visit, 503, refused=refused, seconds=BROKEN_SECONDS, reference=reference)
        logger.error("%s: a recipient page failed", reference, exc_info=error)
        found = find(self.path)
        if isinstance(error, CopyFailed) or (found and found[0].of_copy):
            # No evidence, no bytes; whatever failed, asking again may help, nothing else does.
            refused = Refused("copy_failed")
            return problem(visit, 503, refused=refused, seconds=BROKEN_SECONDS, reference=reference)
        return problem(visit, 500, reference=reference)
