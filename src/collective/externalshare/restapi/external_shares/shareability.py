"""Whether a document can be shared now, and what its recipients would get, in JSON."""

from __future__ import annotations

from ...content.documents import Document
from ...content.documents import refusal_of
from ...content.newer import has_newer
from ...content.newer import newer_versions
from ...content.rights import open_to_all
from ...interfaces import IShareSource
from ...notices import notices
from ...notices import OPEN_TO_ALL
from ..call import Call
from typing import Any
from zope.i18n import translate


def shareability(call: Call) -> dict[str, Any]:
    """Keys of a document's list; `findings` is missing while nobody looked into the file."""
    source = IShareSource(call.context, None)
    refusal = refusal_of(call.context)
    found: dict[str, Any] = {"shareable": refusal is None, "notices": []}
    if refusal is not None:
        found["reason"] = str(refusal)
    if open_to_all(call.context):
        title = translate(OPEN_TO_ALL, context=call.request)
        found["notices"] = [{"notice": "open_to_all", "title": title, "grave": True}]
    if has_newer(call.context):
        title = call.say(newer_versions([Document(call.context)])[0])
        found["notices"].append({"notice": "newer_version", "title": title, "grave": False})
    if call.ports.settings.checklist:
        found["checklist"] = list(call.ports.settings.checklist)
    findings = None if source is None else source.findings()
    if findings is not None:
        told = notices(findings, call.ports.settings.keep_comments)
        found["findings"] = [
            {
                "finding": one.finding.value,
                "title": translate(one.sentence, context=call.request),
                "grave": one.grave,
            }
            for one in told
        ]
    return found
