"""Terms in JSON: the keys of a body, and what a share says of its own."""

from __future__ import annotations

from ...model.share import Share
from ...model.terms import Notify
from ...model.terms import RevisionMode
from ...model.times import iso
from ...services.terms import Asked
from ..fields import boolean
from ..fields import moment
from ..fields import Reader
from ..fields import text
from ..fields import whole_number
from typing import Any
from typing import cast


CHANGED: dict[str, Reader] = {
    "expires": moment,
    "access": text,
    "starts": moment,
    "download_limit": whole_number,
    "password": text,
    "revision_mode": text,
    "acknowledge": boolean,
    "acknowledge_days": whole_number,
    "notify": text,
    "pages": text,
}
NEW: dict[str, Reader] = {**CHANGED, "expires_in_days": whole_number, "preset": text}
# Where services call something otherwise.
NAMES = {"expires_in_days": "days", "download_limit": "limit"}


def asked_of(fields: dict[str, Any]) -> Asked:
    """What a checked body asks for, as the services take it."""
    asked = {NAMES.get(key, key): value for key, value in fields.items() if key in NEW}
    return cast("Asked", asked)


def terms_json(share: Share) -> dict[str, Any]:
    """The terms of a share; what was not agreed is left out."""
    terms = share.terms
    found: dict[str, Any] = {"expires": iso(terms.expires), "access": terms.access}
    if terms.starts:
        found["starts"] = iso(terms.starts)
    if terms.password:
        found["password"] = True
    if terms.revision_mode != RevisionMode.LATEST:
        found["revision_mode"] = terms.revision_mode
    if terms.acknowledge:
        found["acknowledge"] = True
    if terms.acknowledge_days:
        found["acknowledge_days"] = terms.acknowledge_days
    if terms.preset:
        found["preset"] = terms.preset
    if terms.pages:
        found["pages"] = terms.pages
    if terms.notify != Notify.NEVER:
        found["notify"] = terms.notify
    if share.left is not None:
        found.update(download_limit=terms.limit, downloads_left=share.left)
    return found
