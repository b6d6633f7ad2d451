"""Plone's history of a document, with a line for each time it was shared with people outside."""

from __future__ import annotations

from ... import _
from ...content.rights import allowed
from ...content.rights import VIEW_SHARES
from ...model.times import SECOND
from ...services.ports import ports_for
from ...services.sendings import Sending
from ...services.sendings import sendings_of
from ..personal import keep_out_of_caches
from DateTime import DateTime
from plone import api
from plone.app.layout.viewlets.content import ContentHistoryView
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.i18n import translate


MOST_LINES = 50


class DocumentHistoryView(ContentHistoryView):
    """In the place of Plone's, which offers no hook; what it says itself stays as it is."""

    def fullHistory(self) -> list[dict[str, Any]] | None:  # noqa: N802  (Plone's name)
        """Plone's lines and ours, newest first; None where there is none."""
        found = [*(super().fullHistory() or ()), *self._shared()]
        found.sort(key=lambda line: float(line.get("time") or 0.0), reverse=True)
        return found or None

    def _shared(self) -> list[dict[str, Any]]:
        ports, uid = ports_for(api.portal.get()), IUUID(self.context, "")
        if ports is None or not uid or not allowed(VIEW_SHARES, self.context):
            return []
        lines = [self._line(one) for one in sendings_of(ports, uid, MOST_LINES)]
        if lines:
            keep_out_of_caches(self.request)
        return lines

    def _line(self, one: Sending) -> dict[str, Any]:
        author = one.made.author
        return {
            "type": "external-share",
            "action": "external-share",
            "transition_title": self._said(one),
            "time": DateTime(one.made.created / SECOND),
            "actorid": author.id,
            "comments": "",
            **self.getUserInfo(author.id),
            "actor": {"username": author.id, "fullname": author.name or author.id},
        }

    def _said(self, one: Sending) -> str:
        """With whom: some by name, the others counted."""
        people = ", ".join(one.people)
        others = one.recipients - len(one.people)
        if people and others:
            text = _(
                "history_shared_more",
                default="${people} and ${count} more",
                mapping={"people": people, "count": others},
            )
            people = str(translate(text, context=self.request))
        shared = _(
            "history_shared",
            default="Shared with people outside: ${people}",
            mapping={"people": people or others},
        )
        return str(translate(shared, context=self.request))
