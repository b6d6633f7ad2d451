"""What a verb answers: a status and a body, or no body at all."""

from __future__ import annotations

from ..content.rights import allowed
from ..model.verdict import Refused
from .sentences import rest_sentence
from AccessControl import getSecurityManager
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from zope.i18n import translate


# Refusals that are no fault of the request.
STATUSES = {
    "key_unusable": (503, "ServiceUnavailable"),
    "engine_failed": (503, "ServiceUnavailable"),
    "shares_spent": (429, "TooManyRequests"),
    "sending_large": (429, "TooManyRequests"),
    "recipients_spent": (429, "TooManyRequests"),
    "body_large": (413, "RequestEntityTooLarge"),
}


@dataclass(frozen=True)
class Answer:
    """`content` None means no body (204)."""

    status: int
    content: Any = None
    headers: dict[str, str] = field(default_factory=dict)


NO_CONTENT = Answer(204)


def refused(request: Any, refusals: Refused | Sequence[Refused]) -> Answer:
    """400 with the sentence of each refusal in the language of the request."""
    found = [refusals] if isinstance(refusals, Refused) else list(refusals)
    status, kind = STATUSES.get(found[0].code, (400, "BadRequest"))
    # Each is a whole sentence, so one after the other reads well in any language.
    return _error(request, status, kind, *(rest_sentence(one) for one in found))


def not_found(request: Any) -> Answer:
    """404: unknown, or nothing this user may know of."""
    return _error(request, 404, "NotFound", rest_sentence(Refused("not_found")))


def not_allowed(request: Any) -> Answer:
    """401 for somebody who is not logged in, 403 for somebody who is."""
    if is_anonymous():
        return _error(request, 401, "Unauthorized", rest_sentence(Refused("log_in_first")))
    return _error(request, 403, "Forbidden", rest_sentence(Refused("not_permitted")))


def is_anonymous() -> bool:
    """Whether nobody is logged in."""
    return getSecurityManager().getUser().getId() is None and not _has_name()


def missing_right(request: Any, permission: str, obj: Any) -> Answer | None:
    """The answer to a user without a permission on an object; None when they have it."""
    if not is_anonymous() and allowed(permission, obj):
        return None
    return not_allowed(request)


def _has_name() -> bool:
    # An emergency user has a name and no id.
    user = getSecurityManager().getUser()
    return user.getUserName() not in (None, "", "Anonymous User")


def _error(request: Any, status: int, kind: str, *sentences: Any) -> Answer:
    message = " ".join(translate(sentence, context=request) for sentence in sentences)
    return Answer(status, {"type": kind, "message": message})
