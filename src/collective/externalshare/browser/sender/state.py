"""Whether the actions of external sharing are shown on an object."""

from __future__ import annotations

from ...content.documents import refusal_of
from ...content.people import current_actor
from ...content.rights import allowed
from ...content.rights import APPROVE
from ...content.rights import MANAGE
from ...services.approvals import Approvals
from ...services.overview import Filters
from ...services.overview import Overview
from ...services.ports import ports_for
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.interfaces import IDexterityContainer
from plone.memoize.view import memoize
from plone.uuid.interfaces import IUUID
from Products.Five import BrowserView


class ExternalShareState(BrowserView):
    """Asked by the conditions of the actions on every page: cheap, and never an error.

    Permissions are the actions' own.
    """

    @memoize
    def shareable(self) -> bool:
        """Whether the object can be shared now."""
        return not self._nothing() and refusal_of(self.context) is None

    @memoize
    def has_tab(self) -> bool:
        """Whether the object can be shared now, or was shared before."""
        return self.shareable() or self._was_shared()

    @memoize
    def sent(self) -> bool:
        """Whether the user ever shared anything, of whatever document."""
        ports = ports_for(api.portal.get())
        if ports is None or api.user.is_anonymous():
            return False
        page = Overview(ports).page(Filters(sender=current_actor().id), limit=1)
        return bool(page.rows)

    @memoize
    def audits_only(self) -> bool:
        """Whether the user, who may see the audit, has no other way to it."""
        site = api.portal.get()
        return ports_for(site) is not None and not allowed(MANAGE, site)

    @memoize
    def to_approve(self) -> bool:
        """Whether something waits that the user may approve."""
        site = api.portal.get()
        ports = ports_for(site)
        return ports is not None and allowed(APPROVE, site) and Approvals(ports).anything()

    @memoize
    def is_folder(self) -> bool:
        """Whether the object is a folder, which can have rules of its own."""
        return IDexterityContainer.providedBy(self.context) and not self._nothing()

    def _was_shared(self) -> bool:
        uid = "" if self._nothing() else IUUID(self.context, "")
        if not uid:
            return False
        page = Overview(ports_for(api.portal.get())).page(Filters(document=uid), limit=1)
        return bool(page.rows)

    @memoize
    def _nothing(self) -> bool:
        # The site itself is Dexterity content too, but no document.
        return IPloneSiteRoot.providedBy(self.context) or ports_for(api.portal.get()) is None
