"""Where people act in Plone, they are told who outside holds a document."""

from __future__ import annotations

from ... import _
from ...content.documents import refusal_of
from ...content.rights import allowed
from ...content.rights import VIEW_SHARES
from ...interfaces import IExternalShareLayer
from ...services.holders import Holders
from ...services.holders import holders_of
from ...services.ports import Ports
from ...services.ports import ports_for
from collections.abc import Iterable
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.app.linkintegrity.browser.info import DeleteConfirmationInfo
from plone.base.interfaces import IPloneSiteRoot
from plone.rest.interfaces import IAPIRequest
from plone.uuid.interfaces import IUUID
from Products.CMFCore.utils import getToolByName
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.globalrequest import getRequest
from zope.i18nmessageid import Message


NOBODY = Holders(0)
# Of a folder, documents beyond these are only counted: a person reads no more of them.
MOST_NAMED = 20
MOST_COUNTED = 100
MOST_DOCUMENTS = 2_000
SHARED = (
    _("holders_one", default="Shared with 1 person outside"),
    _("holders_many", default="Shared with ${count} people outside"),
    _("holders_more", default="Shared with more than ${count} people outside"),
)
LOSING = (
    _("losing_one", default="1 person outside will lose access to “${title}”."),
    _("losing_many", default="${count} people outside will lose access to “${title}”."),
    _("losing_more", default="More than ${count} people outside will lose access to “${title}”."),
)
OTHERS = (
    _("losing_others_one", default="People outside will lose access to 1 more document."),
    _("losing_others_many", default="People outside will lose access to ${count} more documents."),
    _(
        "losing_others_more",
        default="People outside will lose access to more than ${count} more documents.",
    ),
)
UNNAMED = (
    _(
        "losing_unnamed_one",
        default="People outside will lose access to 1 document whose shares you may not see.",
    ),
    _(
        "losing_unnamed_many",
        default="People outside will lose access to ${count} documents whose shares you may not "
        "see.",
    ),
    _(
        "losing_unnamed_more",
        default="People outside will lose access to more than ${count} documents whose shares you "
        "may not see.",
    ),
)
# Where the newest shares have all ended, and older ones were not looked at.
MAY_LOSE = _("losing_maybe", default="People outside may lose access to “${title}”.")
LOST = (
    _("lost_one", default="1 person outside can no longer open this document."),
    _("lost_many", default="${count} people outside can no longer open this document."),
    _("lost_more", default="More than ${count} people outside can no longer open this document."),
)


def said(texts: tuple[Message, ...], holders: Holders, title: str = "") -> Message:
    """One of three sentences, by the number."""
    chosen = texts[2] if holders.more and holders.people else texts[holders.people != 1]
    return Message(chosen, mapping={"count": holders.people, "title": title})


class HoldersViewlet(ViewletBase):
    """A line on the document's own page, for those who may view its shares."""

    index = ViewPageTemplateFile("holders.pt")

    def update(self) -> None:
        """Count; nothing is written, and no document is woken but this one."""
        super().update()
        self.text: Message | None = None
        if IPloneSiteRoot.providedBy(self.context) or not self._on_its_page():
            return
        uid, ports = IUUID(self.context, ""), ports_for(api.portal.get())
        if not uid or ports is None:
            return
        holders = holders_of(ports, uid)
        if holders.people:
            self.text = said(SHARED, holders)

    def render(self) -> str:
        """The line, or nothing."""
        return self.index() if self.text else ""

    @property
    def url(self) -> str:
        """The tab."""
        return f"{self.context.absolute_url()}/@@external-shares"

    def _on_its_page(self) -> bool:
        return bool(self.context.restrictedTraverse("@@plone_context_state").is_view_template())


class DeleteWarning(DeleteConfirmationInfo):
    """Beside the links that would break: who would lose access.

    Plone asks for it on the page that confirms a deletion and in the folder's contents.
    """

    warning = ViewPageTemplateFile("losing.pt")

    def __call__(self, items: list[Any] | None = None) -> str:
        """Our sentences, then Plone's."""
        alone = [] if IPloneSiteRoot.providedBy(self.context) else [self.context]
        self.losing = list(self._losing(alone if items is None else items))
        ours = self.warning() if self.losing else ""
        return ours + (super().__call__(items) or "")

    def _losing(self, items: Iterable[Any]) -> list[Message]:
        ports = ports_for(api.portal.get())
        if ports is None:
            return []
        return losing(ports, uids_below(self.context, items))


def losing(
    ports: Ports,
    uids: Iterable[str],
    most_named: int = MOST_NAMED,
    most_counted: int = MOST_COUNTED,
) -> list[Message]:
    """Who would lose access to what: a sentence a document, and the number of the others.

    A document is named only to those who may see it and who holds it.
    """
    named: list[Message] = []
    others = unnamed = 0
    cut = False
    for uid in uids:
        holders = holders_of(ports, uid)
        if holders == NOBODY:
            continue
        cut = others + unnamed == most_counted
        if cut:
            break
        if not _may_be_named(ports, uid):
            unnamed += 1
        elif len(named) == most_named:
            others += 1
        else:
            texts = LOSING if holders.people else (MAY_LOSE,) * 3
            named.append(said(texts, holders, ports.store.gates[uid].title))
    counted = ((OTHERS, others), (UNNAMED, unnamed))
    return named + [said(texts, Holders(count, cut)) for texts, count in counted if count]


def _may_be_named(ports: Ports, uid: str) -> bool:
    document = ports.documents.get(uid, ports.store.gates[uid].path)
    return document is not None and all(
        allowed(permission, document.obj) for permission in ("View", VIEW_SHARES)
    )


def uids_below(context: Any, items: Iterable[Any]) -> list[str]:
    """Of everything that goes with the items: what lies in a folder goes with it."""
    catalog = getToolByName(context, "portal_catalog")
    uids: dict[str, None] = {}
    for obj in items:
        below = "/".join(obj.getPhysicalPath())
        for brain in catalog.unrestrictedSearchResults(path=below)[:MOST_DOCUMENTS]:
            uids.setdefault(brain.UID)
    return list(uids)


def taken_away(obj: Any, event: Any) -> None:
    """After a change of state, by whatever way: say who can no longer open the document.

    Plone's menu has asked before (`retracting`); a form, a script or a rule has not.
    """
    request = getRequest()
    if not IExternalShareLayer.providedBy(request) or IAPIRequest.providedBy(request):
        return
    ports, uid = ports_for(api.portal.get()), IUUID(obj, "")
    gate = None if ports is None else ports.store.gates.get(uid)
    if gate is None or refusal_of(obj) is None or not allowed(VIEW_SHARES, obj):
        return
    holders = holders_of(ports, uid)
    if holders.people:
        api.portal.show_message(said(LOST, holders), request, type="warning")
