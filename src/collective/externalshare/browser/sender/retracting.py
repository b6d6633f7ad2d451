"""Before a document is taken from people outside by a change of state, somebody is asked."""

from __future__ import annotations

from ... import _
from ...content.publication import state_holder
from ...content.rights import allowed
from ...content.rights import VIEW_SHARES
from ...services.ports import Ports
from ...services.ports import ports_for
from ..personal import begin
from ..title import ITitled
from .holders import losing
from .holders import uids_below
from Acquisition import aq_base
from collections.abc import Iterator
from plone import api
from plone.app.content.browser.content_status_modify import ContentStatusModifyView
from Products.CMFCore.utils import getToolByName
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(ITitled)
class StatusModify(ContentStatusModifyView):
    """A link in Plone's menu changes the state at once; where that takes something away, it asks.

    Forms, which send POST, have been looked at: they are Plone's alone.
    """

    index = ViewPageTemplateFile("retracting.pt")
    page_titles = (_("retracting_title", default="Change the state?"),)

    def __call__(
        self,
        workflow_action: Any = None,
        comment: str = "",
        effective_date: Any = None,
        expiration_date: Any = None,
        **others: Any,
    ) -> Any:
        """Ask, or let Plone do it, with the arguments that the publisher finds for it."""
        if self.request.method == "GET" and isinstance(workflow_action, str):
            self.losing = self._losing(workflow_action)
            if self.losing:
                self.workflow_action = workflow_action
                return self.index() if begin(self.request) else ""
        dates = {"effective_date": effective_date, "expiration_date": expiration_date}
        return super().__call__(workflow_action, comment, **dates, **others)

    @property
    def view_url(self) -> str:
        """Back to the document."""
        state = self.context.restrictedTraverse("@@plone_context_state")
        return str(state.view_url())

    def _losing(self, transition: str) -> list[Message]:
        """Who would lose access to what."""
        ports = ports_for(api.portal.get())
        if ports is None or not self._takes_away(ports, transition):
            return []
        return losing(ports, self._uids(ports))

    def _takes_away(self, ports: Ports, transition: str) -> bool:
        """Whether the object is published now, and would not be afterwards."""
        workflow, published = getToolByName(self.context, "portal_workflow"), ports.settings
        states = published.published_states
        if workflow.getInfoFor(self.context, "review_state", "") not in states:
            return False
        if not allowed(VIEW_SHARES, self.context):
            return False
        for one in workflow.getWorkflowsFor(self.context):
            found = getattr(one, "transitions", {}).get(transition)
            if found is not None and found.new_state_id:
                return found.new_state_id not in states
        return False

    def _uids(self, ports: Ports) -> Iterator[str]:
        """Shared documents whose state is that of this object."""
        for uid in uids_below(self.context, [self.context]):
            gate = ports.store.gates.get(uid)
            document = None if gate is None else ports.documents.get(uid, gate.path)
            if document is None or document.refusal():
                continue
            if aq_base(state_holder(document.obj)) is aq_base(self.context):
                yield uid
