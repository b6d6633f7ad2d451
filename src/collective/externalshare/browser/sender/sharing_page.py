"""Where the sender's form stands; instead of it, where nothing can be shared, the reason."""

from __future__ import annotations

from ...content.documents import refusal_of
from ...model.verdict import Refused
from ...sentences import sentence
from ...services.distribute import readiness
from ...services.ports import Ports
from ...services.ports import ports_for
from ..personal import begin
from ..remedies import Remedy
from ..remedies import remedy_for
from .form import FacePage
from .sharing import SharingForm
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message


class SharingPage(FacePage):
    """The form, or the sentence that says why there is none."""

    form = SharingForm
    blocked_template = ViewPageTemplateFile("blocked.pt")

    def __call__(self) -> str:
        """The form as it is or was sent, or why there is none."""
        if not begin(self.request):
            return ""
        ports = ports_for(api.portal.get())
        if ports is None:
            raise NotFound
        self.refused = self._refused(ports)
        return super().__call__() if self.refused is None else self.blocked_template()

    def _refused(self, ports: Ports) -> Refused | None:
        refusal = refusal_of(self.context)
        return Refused(str(refusal)) if refusal else readiness(ports)

    @property
    def reason(self) -> Message:
        """Why nothing can be shared, and what to do."""
        return sentence(self.refused)

    @property
    def remedy(self) -> Remedy | None:
        """The control panel that mends it."""
        return remedy_for(api.portal.get(), self.refused.code)
