"""GET and PATCH <folder>/@external-share-policy."""

from __future__ import annotations

from ...content.people import current_actor
from ...content.policy import ContentPolicy
from ...content.rights import CONFIGURE
from ...model.policy import Rules
from ...model.verdict import Refused
from ...services.folder_policy import FolderPolicy
from ...services.folder_policy import read_places
from ..answer import Answer
from ..answer import missing_right
from ..answer import NO_CONTENT
from ..call import Call
from ..fields import boolean
from ..fields import list_of
from ..fields import text
from ..fields import whole_number
from ..service import ExternalShareService
from collections.abc import Callable
from dataclasses import asdict
from dataclasses import replace
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from typing import Any


MOST_PLACES = 1_000
PLACES = ("allowed", "denied", "words")


def or_nothing(reader: Callable[[str, Any], Any]) -> Callable[[str, Any], Any]:
    """A reader that takes null too, by which a rule is taken away."""
    return lambda key, value: None if value is None else reader(key, value)


KNOWN = {
    "prohibited": boolean,
    "view_only": boolean,
    "password": boolean,
    "approval": boolean,
    "acknowledge": boolean,
    "link_only": boolean,
    "maximum_days": or_nothing(whole_number),
    "allowed": or_nothing(list_of(text, MOST_PLACES)),
    "denied": list_of(text, MOST_PLACES),
    "words": list_of(text, 1),
}


class FolderService(ExternalShareService):
    """For those who configure; the site itself has its settings instead."""

    def answer(self, call: Call) -> Answer:
        """Check the right, then carry out the verb."""
        if IPloneSiteRoot.providedBy(call.context):
            return call.not_found()
        return missing_right(call.request, CONFIGURE, call.context) or self.carry_out(call)


class GetOfFolder(FolderService):
    """What the folder sets, and what holds in it together with the folders above."""

    def carry_out(self, call: Call) -> Answer:
        """200 with both."""
        own = FolderPolicy(call.ports).own(IUUID(call.context))
        found = {
            "@id": f"{call.context.absolute_url()}/@external-share-policy",
            "own": rules_json(own),
            "effective": rules_json(ContentPolicy(call.context).folders),
        }
        return Answer(200, found)


class UpdateOfFolder(FolderService):
    """Replaces the rules that are named; the others stay."""

    def carry_out(self, call: Call) -> Answer:
        """204, or 400 with the reason why not."""
        fields = call.fields(KNOWN)
        if isinstance(fields, Refused):
            return call.refused(fields)
        for name in PLACES[:2]:
            if fields.get(name) is not None:
                fields[name] = read_places(fields[name], name)
            if isinstance(fields.get(name), Refused):
                return call.refused(fields[name])
        if "words" in fields:
            fields["words"] = frozenset(fields["words"])
        policy, uid = FolderPolicy(call.ports), IUUID(call.context)
        refused = call.begin_write() or policy.change(
            uid, replace(policy.own(uid), **fields), current_actor(), call.contact
        )
        return call.refused(refused) if refused else NO_CONTENT


def rules_json(rules: Rules) -> dict[str, Any]:
    """Rules as JSON has them, every one named."""
    found = asdict(rules)
    for name in PLACES:
        found[name] = None if found[name] is None else sorted(found[name])
    return found
