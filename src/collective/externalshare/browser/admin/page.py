"""What the tabs of the control panel share."""

from __future__ import annotations

from ... import _
from ...content.people import contact_of
from ...content.people import current_actor
from ...content.rights import allowed
from ...content.rights import APPROVE
from ...content.rights import CONFIGURE
from ...content.rights import MANAGE
from ...content.rights import VIEW_LOG
from ...moments import Speaker
from ...sentences import sentence
from ...services.ports import Ports
from ...services.ports import ports_for
from ...services.record import unrecordable
from ..assets import asset
from ..personal import begin
from ..status import speaker
from ..title import ITitled
from functools import cached_property
from plone import api
from Products.CMFPlone.controlpanel.browser.prefsmaintemplate import PrefsMainTemplate
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer


PANEL = "@@externalshare-controlpanel"
SETTINGS = f"{PANEL}-settings"
MAILS = f"{PANEL}-mails"
MAIL = f"{PANEL}-mail"
HEALTH = f"{PANEL}-health"
EVIDENCE = "@@externalshare-evidence"
REVOKE = f"{PANEL}-revoke"
EXTEND = f"{PANEL}-extend"
RESEND = f"{PANEL}-resend"
EXPORT = f"{PANEL}-export"
HAND_OVER = f"{PANEL}-hand-over"
TRACE = f"{PANEL}-trace"
APPROVALS = f"{PANEL}-approvals"
PRIVACY = f"{PANEL}-privacy"
AUDIT = f"{PANEL}-audit"
RECIPIENTS = f"{PANEL}-recipients"
RECIPIENT = f"{PANEL}-recipient"
LISTS = f"{PANEL}-lists"
ORGANISATIONS = f"{PANEL}-organisations"
ORGANISATION = f"{PANEL}-organisation"
TITLE = _("admin_title", default="External sharing")
TABS = (
    (PANEL, _("admin_tab_distributions", default="Distributions")),
    (RECIPIENTS, _("admin_tab_recipients", default="Recipients")),
    (ORGANISATIONS, _("admin_tab_organisations", default="Organisations")),
    (LISTS, _("admin_tab_lists", default="Lists")),
    (APPROVALS, _("admin_tab_approvals", default="Approvals")),
    (AUDIT, _("admin_tab_audit", default="Audit")),
    (EVIDENCE, _("admin_tab_evidence", default="Evidence")),
    (SETTINGS, _("admin_tab_settings", default="Settings")),
    (MAILS, _("admin_tab_mails", default="Mails")),
    (HEALTH, _("admin_tab_health", default="Health")),
    (TRACE, _("admin_tab_trace", default="Whose copy is this?")),
    (PRIVACY, _("admin_tab_privacy", default="Privacy")),
)
# Any one of these opens a tab.
RIGHTS = {
    PANEL: (MANAGE, VIEW_LOG),
    RECIPIENTS: (MANAGE, VIEW_LOG),
    ORGANISATIONS: (MANAGE, VIEW_LOG),
    LISTS: (MANAGE,),
    APPROVALS: (APPROVE,),
    AUDIT: (VIEW_LOG,),
    EVIDENCE: (VIEW_LOG,),
    SETTINGS: (CONFIGURE,),
    MAILS: (CONFIGURE,),
    HEALTH: (MANAGE,),
    TRACE: (VIEW_LOG,),
    PRIVACY: (MANAGE,),
}


def may_open(tab: str, site: Any) -> bool:
    """Whether the user of this request may open a tab."""
    return any(allowed(right, site) for right in RIGHTS[tab])


@implementer(ITitled)
class Panel:
    """Mix-in: the frame of every tab. `tab` is the view name of the tab that is open."""

    tab = PANEL
    page_name: Message | None = None
    frame = ViewPageTemplateFile("templates/frame.pt")
    asset = staticmethod(asset)

    def __call__(self) -> str:
        """Answer, unless it was asked for in a way that no page is."""
        return self.answer() if begin(self.request) else ""

    @cached_property
    def ports(self) -> Ports:
        """The site's ports, as of the beginning of this request."""
        found = ports_for(self.context)
        if found is None:
            raise NotFound
        return found

    @property
    def page_titles(self) -> tuple[Message, ...]:
        """The page or its tab, in this control panel."""
        return (self.page_name or dict(TABS)[self.tab], TITLE)

    @property
    def prefs_macro(self) -> Any:
        """Plone's frame of control panels, also for people who may see no other one."""
        return PrefsMainTemplate(self.context, self.request).macros["master"]

    @property
    def frame_macro(self) -> Any:
        """Our own frame inside Plone's."""
        return self.frame.macros["panel"]

    def tabs(self) -> list[dict[str, Any]]:
        """The tabs this person may open."""
        return [
            {"title": title, "url": self.url(name), "current": name == self.tab}
            for name, title in TABS
            if may_open(name, self.context)
        ]

    def url(self, name: str, pairs: list[tuple[str, str]] | None = None) -> str:
        """Address of a view on the site, with a query string where there is something to say."""
        query = f"?{urlencode(pairs)}" if pairs else ""
        return f"{self.context.absolute_url()}/{name}{query}"


class AdminPage(Panel, BrowserView):
    """A page of the control panel that is no z3c.form."""

    @cached_property
    def speaker(self) -> Speaker:
        """Says instants and numbers for this request."""
        return speaker()

    def actor_and_contact(self) -> tuple[Any, Any]:
        """Who acts and from where, as services want it."""
        return current_actor(), contact_of(self.request)

    def text(self, name: str) -> str:
        """A form value that is text; a forged list or upload counts as empty."""
        value = self.request.form.get(name, "")
        return value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""

    def key_problem(self) -> Message | None:
        """Why nothing can be recorded, asked before anything is changed."""
        refused = unrecordable(self.ports)
        return sentence(refused) if refused else None

    def leave(self, message: Message | str, url: str, kind: str = "info") -> str:
        """Answer a POST: say what was done on the page that follows."""
        api.portal.show_message(message, self.request, type=kind)
        self.request.response.redirect(url, status=303)
        return ""
