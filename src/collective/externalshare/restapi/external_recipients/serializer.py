"""A recipient in JSON."""

from __future__ import annotations

from ...model.times import iso
from ...services.bounds import kept_instead
from ...services.overview import Filters
from ...services.overview import Overview
from ...services.overview import Page
from ...services.people import Listed
from ..call import Call
from ..external_shares.serializer import share_json
from typing import Any
from urllib.parse import urlencode


def recipients_url(call: Call) -> str:
    """The address of all recipients."""
    return f"{call.site.absolute_url()}/@external-recipients"


def recipient_json(call: Call, one: Listed) -> dict[str, Any]:
    """One recipient; keys without a value are left out."""
    person = one.recipient
    found: dict[str, Any] = {
        "@id": f"{recipients_url(call)}/{person.id}",
        "@type": "ExternalRecipient",
        "id": person.id,
        "email": person.address,
        "name": person.name,
        "organisation": person.organisation,
        "language": person.language,
        "created": iso(person.created),
        "blocked": person.blocked is not None,
    }
    if one.seen is not None:
        found["last_came_in"] = iso(one.seen)
    if person.merged is not None:
        found["merged_since"] = iso(person.merged)
        found["merged_into"] = kept_instead(call.ports, person)
    if person.blocked is not None:
        found["blocked_since"] = iso(person.blocked)
        found["reason"] = person.blocked_reason
    return found


def whole_json(call: Call, one: Listed) -> dict[str, Any]:
    """A recipient with the newest of what they hold, and where the rest is."""
    asked = {"recipient": one.recipient.address}
    page = Overview(call.ports).page(Filters(**asked))
    url = f"{call.shares_url}?{urlencode(asked)}"
    batching = {"@id": url}
    rows = page.rows if isinstance(page, Page) else ()
    if isinstance(page, Page) and page.cursor:
        batching["next"] = f"{url}&cursor={page.cursor}"
    shares = {"@id": url, "items": [share_json(call, row) for row in rows], "batching": batching}
    return {**recipient_json(call, one), "shares": shares}
