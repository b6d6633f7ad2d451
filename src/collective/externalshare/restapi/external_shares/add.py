"""POST: share a document, or several; resend and link of one share; trace a copy."""

from __future__ import annotations

from ...content.chosen import related_to
from ...content.documents import Document
from ...content.newer import newer_versions
from ...content.people import current_sender
from ...content.rights import SHARE
from ...model.address import Addressee
from ...model.terms import Terms
from ...model.verdict import Refused
from ...services.distribute import Distribute
from ...services.distribute import Order
from ...services.overview import Overview
from ...services.policy import Policy
from ...services.presets import Filled
from ...services.presets import Presets
from ...services.recipient_lists import RecipientLists
from ...services.recipients import read_person
from ...services.terms import make_terms
from ..answer import Answer
from ..answer import is_anonymous
from ..answer import missing_right
from ..answer import not_allowed
from ..call import Call
from ..fields import boolean
from ..fields import list_of
from ..fields import object_of
from ..fields import text
from ..service import TraversingService
from .evidence import evidence
from .hand_over import hand_over
from .link import link_of
from .remind import remind
from .resend import resend
from .serializer import share_json
from .terms import asked_of
from .terms import NEW
from .trace import trace
from collections.abc import Sequence
from typing import Any


# Far above what a site allows: only there so that no body asks for endless work.
MOST_RECIPIENTS = 1_000
MOST_DOCUMENTS = 200
MOST_CONFIRMED = 100
PERSON = object_of(
    {"email": text, "name": text, "organisation": text, "language": text}, ("email",)
)
OF_DOCUMENT = {
    "recipients": list_of(PERSON, MOST_RECIPIENTS),
    "list": text,
    **NEW,
    "message": text,
    "send": boolean,
    "attach": boolean,
    "label": text,
    "confirmed": list_of(text, MOST_CONFIRMED),
}
OF_SITE = {**OF_DOCUMENT, "documents": list_of(text, MOST_DOCUMENTS)}


class AddOfDocument(TraversingService):
    """POST <document>/@external-shares and …/remind."""

    def answer(self, call: Call) -> Answer:
        """Share this document, or remind those who have not opened it."""
        denied = missing_right(call.request, SHARE, call.context)
        if denied is not None:
            return denied
        if self.path == ["remind"]:
            return remind(call)
        if self.path:
            return call.not_found()
        fields = to_somebody(call.fields({**OF_DOCUMENT, "related": boolean}))
        if isinstance(fields, Refused):
            return call.refused(fields)
        related = related_to(call.context).can if fields.get("related") else ()
        return distribute(call, [Document(call.context), *related], fields)


class AddOfSite(TraversingService):
    """POST <site>/@external-shares, …/evidence, …/hand-over, …/trace, …/<id>/{resend,link}."""

    def answer(self, call: Call) -> Answer:
        """Share several documents, take evidence along, or do something with one share."""
        match self.path:
            case []:
                return _share_several(call)
            case ["evidence"]:
                return evidence(call)
            case ["hand-over"]:
                return hand_over(call)
            case ["trace"]:
                return trace(call)
            case [share_id, "resend"]:
                return resend(call, share_id)
            case [share_id, "link"]:
                return link_of(call, share_id)
        return call.not_found()


def _share_several(call: Call) -> Answer:
    if is_anonymous():
        return not_allowed(call.request)
    fields = to_somebody(call.fields(OF_SITE, ("documents",)))
    if isinstance(fields, Refused):
        return call.refused(fields)
    documents = []
    for uid in dict.fromkeys(fields["documents"]):
        document = call.ports.documents.get(uid, "")
        if document is None:
            return call.refused(Refused("document_unknown", {"uid": uid[:80]}, "documents"))
        denied = missing_right(call.request, SHARE, document.obj)
        if denied is not None:
            return denied
        documents.append(document)
    return distribute(call, documents, fields)


def to_somebody(fields: dict[str, Any] | Refused) -> dict[str, Any] | Refused:
    """The fields, where they say to whom: recipients, a list, or both."""
    if isinstance(fields, Refused) or "recipients" in fields or "list" in fields:
        return fields
    return Refused("key_missing", {"key": "recipients"}, where="recipients")


def distribute(call: Call, documents: Sequence[Any], fields: dict[str, Any]) -> Answer:
    """Make one distribution of checked fields, or answer with all that speaks against it."""
    blocked = call.begin_write()
    if blocked is not None:
        return call.refused(blocked)
    people = people_of(fields.get("recipients", ())) + _listed(call, fields.get("list"))
    filled = _filled(call, documents, fields)
    if isinstance(filled, Refused):
        return call.refused(filled)
    terms = make_terms(Policy(call.ports).bounded(documents), **filled.asked)
    refusals = [one for one in (*people, terms) if isinstance(one, Refused)]
    if refusals or not isinstance(terms, Terms):
        return call.refused(refusals)
    by_mail = fields.get("send", True)
    order = Order(
        documents,
        [one for one in people if isinstance(one, Addressee)],
        terms,
        current_sender(),
        filled.message,
        by_mail,
        call.contact,
        fields.get("confirmed", ()),
        # A link that nobody is mailed has nothing to go with.
        attached=filled.attached and ("attach" in fields or by_mail),
        label=fields.get("label", ""),
    )
    people_at = [person.address for person in order.addressees]
    warnings = [*filled.narrowed, *newer_versions(documents)]
    warnings += Policy(call.ports).warnings(documents, people_at)
    made = Distribute(call.ports)(order)
    if isinstance(made, list):
        return call.refused(_named(call, made, len(documents)))
    overview = Overview(call.ports)
    url = f"{call.shares_url}?distribution={made.id}"
    shares = [share for share in map(overview.find, made.share_ids) if share is not None]
    items = [share_json(call, row) for row in overview.live(shares)]
    found: dict[str, Any] = {"@id": url, "id": made.id, "items": items}
    if warnings:
        found["warnings"] = [{"warning": one.code, "title": call.say(one)} for one in warnings]
    return Answer(201, found, {"Location": url})


def _filled(call: Call, documents: Sequence[Any], fields: dict[str, Any]) -> Filled | Refused:
    """What the body asks for, with the terms of the preset that it names."""
    asked, message, attached = asked_of(fields), fields.get("message", ""), fields.get("attach")
    preset = asked.pop("preset", None)
    if preset is None:
        return Filled(asked, message, attached=bool(attached))
    return Presets(call.ports).fill(preset, documents, asked, message, attached)


def _listed(call: Call, name: str | None) -> list[Addressee | Refused]:
    """Who is in a list at this moment."""
    if name is None:
        return []
    found = RecipientLists(call.ports).named(name, current_sender().id)
    return [found] if isinstance(found, Refused) else list(found.members)


def people_of(recipients: Sequence[dict[str, str]]) -> list[Addressee | Refused]:
    """Each person that a body names, or why they are nobody."""
    return [
        read_person(
            one["email"],
            one.get("name", ""),
            one.get("organisation", ""),
            place,
            one.get("language", ""),
        )
        for place, one in enumerate(recipients, 1)
    ]


def _named(call: Call, refusals: list[Refused], documents: int) -> list[Refused]:
    """Among several documents each sentence names the one it is about."""
    if documents == 1:
        return refusals
    named = []
    for one in refusals:
        title = one.values.get("title")
        values = {"title": title, "sentence": call.say(one)}
        named.append(one if title is None else Refused("document_named", values))
    return named
