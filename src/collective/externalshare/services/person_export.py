"""Everything held under one address, as JSON and CSV in a ZIP."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.audit import SideRecord
from ..model.contact import FIELDS
from ..model.recipient_list import RecipientList
from ..model.times import iso
from ..model.verdict import Refused
from ..model.verification import field_digest
from .bounds import kept_instead
from .export_lines import csv_line
from .person import find_person
from .person import Person
from .ports import Ports
from .record import must_be_recordable
from .record import record_administration
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

import json
import secrets


LISTS = ("invitations", "shares", "sessions", "mails", "rows", "messages", "lists")


class PersonExport:
    """Gathers what is held; the export itself is recorded."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def archive(self, address: str, actor: Actor, contact: Contact = NOBODY) -> bytes | Refused:
        """A ZIP with `person.json`, and a CSV for each list in it."""
        found = self(address, actor, contact)
        if isinstance(found, Refused):
            return found
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
            archive.writestr("person.json", text.encode("utf-8", "replace"))
            for name in LISTS:
                archive.writestr(f"{name}.csv", as_csv(found[name]))
        return buffer.getvalue()

    def __call__(
        self, address: str, actor: Actor, contact: Contact = NOBODY
    ) -> dict[str, Any] | Refused:
        """The same as plain values. Refused: `person_missing`, `person_unknown`."""
        person = find_person(self.ports, address)
        if isinstance(person, Refused):
            return person
        must_be_recordable(self.ports)
        salt = secrets.token_hex(16)
        digest = field_digest(salt, person.recipient.address)
        found = _gathered(person)
        found["export"] = {"made": iso(self.ports.now), "salt": salt, "commitment": digest}
        old = person.recipient.id
        event = Event(Action.PERSONAL_DATA_EXPORTED, actor, old=old, new=digest)
        record_administration(self.ports, event, contact)
        return found


def _gathered(person: Person) -> dict[str, Any]:
    recipient, store = person.recipient, person.store
    return {
        "recipient": {
            "id": recipient.id,
            "address": recipient.address,
            "name": recipient.name,
            "organisation": recipient.organisation,
            "language": recipient.language,
            "created": iso(recipient.created or None),
            "blocked": iso(recipient.blocked),
            "merged": iso(recipient.merged),
            "merged_into": kept_instead(person.ports, recipient),
        },
        "invitations": [
            {
                "id": one.id,
                "name": one.name,
                "organisation": one.organisation,
                "language": one.language,
                "created": iso(one.created),
                "sender": store.distributions[one.distribution_id].sender.name,
                "author": store.distributions[one.distribution_id].author.name,
                "message": store.distributions[one.distribution_id].message,
                "mail": one.delivery.state,
                "mail_reply": one.delivery.reply,
                "mail_changed": iso(one.delivery.moment),
            }
            for one in person.invitations
        ],
        "shares": [
            {
                "id": one.id,
                "document": one.gate.title,
                "access": str(one.terms.access),
                "created": iso(one.created),
                "expires": iso(one.terms.expires),
                "opened": one.usage.opened,
                "downloads": one.usage.downloads,
                "first": iso(one.usage.first),
                "last": iso(one.usage.last),
                "revoked": iso(one.revocation.moment) if one.revocation else None,
                "acknowledged": iso(one.acknowledgement.moment) if one.acknowledgement else None,
            }
            for one in person.shares
        ],
        "sessions": [
            {"created": iso(one.created), "last_seen": iso(one.last_seen)}
            for one in person.sessions
        ],
        "mails": [
            {"kind": row.kind, "state": row.state, "created": iso(row.created), "reply": row.reply}
            for row in person.mails
        ],
        "rows": [_row(row, side) for _chain, row, side in person.rows()],
        "messages": [
            {
                "sent": iso(one.created),
                "sender": one.author.name,
                "message": one.message,
                "label": one.label,
            }
            for one in person.mentions()
        ],
        "lists": [_membership(one, person) for one in person.lists],
    }


def _membership(one: RecipientList, person: Person) -> dict[str, Any]:
    member = one.member(person.recipient.address)
    named = {name: getattr(member, name, "") for name in ("name", "organisation", "language")}
    return {"list": one.name, "owner": one.owner, "changed": iso(one.changed), **named}


def _row(row: dict[str, Any], side: SideRecord | None) -> dict[str, Any]:
    kind, name = row["actor"]
    known = dict(side.person) if side else {}
    if kind == "user":
        # Where an editor sat is nothing about this person.
        known = {field: text for field, text in known.items() if field not in FIELDS}
    told = ("chain", "sequence", "action", "result", "reason", "share", "document", "revision")
    return {
        "time": iso(row["time"]),
        **{field: row[field] for field in told},
        "by": kind if kind != "user" else f"user {name}",
        **{field: known.get(field, "") for field in ("address", "name", "organisation", *FIELDS)},
    }


def as_csv(entries: list[dict[str, Any]]) -> bytes:
    """A table with a line of names."""
    lines = [csv_line(entry.values()) for entry in entries]
    if entries:
        lines.insert(0, csv_line(entries[0]))
    # The mark tells a spreadsheet that it is UTF-8.
    return "".join(lines).encode("utf-8-sig", "replace")
