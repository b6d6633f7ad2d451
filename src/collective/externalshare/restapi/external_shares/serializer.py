"""A share in JSON; nothing here may hold a token, a digest or a code."""

from __future__ import annotations

from ...model.share import Share
from ...model.share import Status
from ...model.times import iso
from ...services.overview import Row
from ...services.people import People
from ..call import Call
from .terms import terms_json
from typing import Any


def share_json(call: Call, row: Row) -> dict[str, Any]:
    """One share as the contract has it; keys without a value are left out."""
    share = row.share
    found: dict[str, Any] = {
        "@id": f"{call.shares_url}/{share.id}",
        "@type": "ExternalShare",
        "id": share.id,
        "distribution": share.distribution_id,
        "status": row.status.value,
        "document": _document(call, row),
        "recipient": {
            "email": row.recipient.address,
            "name": row.invitation.name,
            "organisation": row.invitation.organisation,
        },
        "sender": {
            "id": row.distribution.sender.id,
            "fullname": row.distribution.sender.name,
        },
        "created": iso(share.created),
        **terms_json(share),
        "opened": share.usage.opened,
        "downloads": share.usage.downloads,
        "mail": row.invitation.delivery.state,
        **_attachment(row),
    }
    author = row.distribution.author
    if author != row.distribution.sender:
        found["shared_by"] = {"id": author.id, "fullname": author.name}
    if row.distribution.label:
        found["label"] = row.distribution.label
    reason = _reason(row)
    if reason:
        found["reason"] = reason
    found.update(_acknowledgement(share))
    if share.superseded:
        found["superseded_by"] = share.gate.label
    seen = People(call.ports).last_given(share)
    if seen:
        found["revision_seen"] = seen
    if share.usage.last is not None:
        found["last_opened"] = iso(share.usage.last)
    return found


def _acknowledgement(share: Share) -> dict[str, Any]:
    """What its reader acknowledged, and until when they are asked to, where they have not."""
    found: dict[str, Any] = {}
    if (said := share.acknowledgement) is not None:
        found["acknowledged"] = {"time": iso(said.moment), "revision": said.revision}
        if said.pages:
            found["acknowledged"]["pages"] = said.pages
    if share.owes:
        found["acknowledgement_missing"] = True
        if share.acknowledge_by is not None:
            found["acknowledge_by"] = iso(share.acknowledge_by)
    return found


def _document(call: Call, row: Row) -> dict[str, str]:
    path = row.share.gate.path if row.document is None else row.document.path
    return {
        "@id": call.request.physicalPathToURL(path),
        "UID": row.share.document_uid,
        "title": row.title,
        "revision": row.revision,
    }


def _attachment(row: Row) -> dict[str, Any]:
    """Where a copy was to go with the mail: whether it went, and why not."""
    delivery, share_id = row.invitation.delivery, row.share.id
    if not row.distribution.attached:
        return {}
    found: dict[str, Any] = {"attached": share_id in delivery.enclosed}
    if share_id in dict(delivery.withheld):
        found["attachment_refused"] = dict(delivery.withheld)[share_id]
    return found


def _reason(row: Row) -> str:
    """Why a share is suspended (one of a closed list), or what was said when it was revoked."""
    revocation = row.share.revocation
    if row.status is Status.REVOKED and revocation is not None:
        return str(revocation.reason)
    return row.reason
