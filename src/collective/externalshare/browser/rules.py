"""Rules in words."""

from __future__ import annotations

from .. import _
from ..model.policy import Rules
from zope.i18nmessageid import Message


FLAGS = (
    ("prohibited", _("rule_prohibited", default="Nothing can be shared externally.")),
    ("view_only", _("rule_view_only", default="Viewing in the browser only, no download.")),
    ("password", _("rule_password", default="Only with a password.")),
    ("acknowledge", _("rule_acknowledge", default="Only with an acknowledgement.")),
    ("link_only", _("rule_link_only", default="By link only, never as an attachment.")),
    ("approval", _("rule_approval", default="Somebody else has to approve it.")),
)


def rules_said(rules: Rules) -> list[Message]:
    """A sentence for each thing that rules demand."""
    said = [words for name, words in FLAGS if getattr(rules, name)]
    if rules.maximum_days is not None:
        values = {"days": rules.maximum_days}
        said.append(_("rule_days", default="For at most ${days} days.", mapping=values))
    if rules.allowed is not None:
        values = {"places": _list(rules.allowed)}
        said.append(_("rule_allowed", default="Only with: ${places}.", mapping=values))
    if rules.denied:
        values = {"places": _list(rules.denied)}
        said.append(_("rule_denied", default="Never with: ${places}.", mapping=values))
    if rules.words:
        values = {"words": _list(rules.words)}
        said.append(_("rule_words", default="The stamp says: ${words}.", mapping=values))
    return said


def _list(texts: frozenset[str]) -> str:
    return ", ".join(sorted(texts)) or "–"
