"""Live documents, found by their path with the UID compared."""

from __future__ import annotations

from ..interfaces import IDocument
from ..interfaces import IDocuments
from ..interfaces import IShareSource
from ..model.policy import Rules
from ..model.revision import Revision
from ..model.revision import SourceRefusal
from ..model.settings import Settings
from ..services.ports import ports_for
from .accounts import account
from .accounts import look_for
from .policy import ContentPolicy
from .rights import SHARE
from .sites import acting_site
from .sites import Surroundings
from .source import ContentSource
from Acquisition import aq_base
from plone.uuid.interfaces import ATTRIBUTE_NAME
from plone.uuid.interfaces import IUUID
from Products.CMFCore.utils import getToolByName
from typing import Any
from zope.interface import implementer


def refusal_of(obj: Any) -> SourceRefusal | None:
    """Why any object at all cannot be shared now; `NO_PDF` for one that has no source."""
    source = IShareSource(obj, None)
    if source is None:
        return SourceRefusal.NO_PDF
    return ContentPolicy(obj).refusal() or source.refusal()


@implementer(IDocument)
class Document:
    """A content object and its source, in the words of the services."""

    def __init__(
        self, obj: Any, source: Any = None, uid: str = "", around: Surroundings | None = None
    ) -> None:
        self.obj = obj
        self.uid = uid or IUUID(obj)
        self.source = source or IShareSource(obj)
        self._around = around

    @property
    def path(self) -> str:
        """Physical path."""
        return "/".join(self.obj.getPhysicalPath())

    @property
    def title(self) -> str:
        """The title, or the id of an object without one."""
        return self.obj.Title() or self.obj.getId()

    def refusal(self) -> SourceRefusal | None:
        """Why the object cannot be shared now; what the rules forbid, whatever its source says."""
        return self.judged()[0]

    def judged(self) -> tuple[SourceRefusal | None, Rules]:
        """Both of them, of one reading of the rules."""
        policy = self._policy
        return policy.refusal() or self.source.refusal(), policy.rules

    def revision(self) -> Revision | SourceRefusal:
        """What would be handed out now."""
        return self._policy.refusal() or self.source.revision()

    def rely_on(self) -> None:
        """Tie the transaction to the objects behind the answer."""
        self.source.rely_on()

    def may_be_shared_by(self, user_id: str) -> bool:
        """Whether this user, of the site or the server around it, has the right now."""
        user = account(acting_site(), user_id)
        return user is not None and bool(user.has_permission(SHARE, self.obj))

    def stays_with(self, user_id: str) -> bool:
        """Whether this sender may share it yet; who cannot be found has not left by that alone."""
        site = acting_site()
        user, _answered = look_for(site, user_id)
        if user is not None:
            return bool(user.has_permission(SHARE, self.obj))
        ports = ports_for(site)
        return ports is not None and not ports.store.has_left(user_id)

    def pages(self) -> int:
        """How many pages would be handed out, as far as its source knows."""
        count: int = getattr(self.source, "pages", lambda: 0)()
        return count

    def rules(self) -> Rules:
        """What its folders and its classification demand."""
        return self._policy.rules

    @property
    def _policy(self) -> ContentPolicy:
        # Anew each time: a document that is held on to must not keep to old rules.
        return ContentPolicy(self.obj, self._around)


@implementer(IDocuments)
class Documents:
    """Finds documents without asking for anybody's permission: rights are the services' matter."""

    def __init__(self, site: Any) -> None:
        self.site = site
        self._around = Surroundings(site)

    def under(self, settings: Settings) -> Documents:
        """The same, whose documents are judged by these settings."""
        self._around.settings = settings
        return self

    def get(self, uid: str, path: str) -> Document | None:
        """The living document with this UID, or None.

        The path is tried first, so that a catalog rebuild suspends nothing.
        """
        found = self._at(path)
        if found is None or not _has_uid(found, uid):
            found = self._by_catalog(uid)
        source = None if found is None else IShareSource(found, None)
        if isinstance(source, ContentSource):
            source.around = self._around
        return None if source is None else Document(found, source, uid, self._around)

    def _at(self, path: str) -> Any:
        # A copied site keeps paths and UIDs: another site's documents are not ours.
        site = "/".join((*self.site.getPhysicalPath(), ""))
        if not path.startswith(site):
            return None
        found = self._below(path[len(site) :].split("/"))
        if found is None:
            found = self.site.unrestrictedTraverse(path, None)
        # Traversal acquires; only what really lies at the path counts.
        here = getattr(found, "getPhysicalPath", tuple)()
        return found if "/".join(here) == path else None

    def _below(self, names: list[str]) -> Any:
        """What lies there in plain folders, at a fifth of the price of traversal; else None."""
        found = self.site
        for name in names:
            inside = getattr(aq_base(found), "_getOb", None)
            found = None if inside is None else found._getOb(name, None)
            if found is None:
                break
        return found

    def _by_catalog(self, uid: str) -> Any:
        catalog = getToolByName(self.site, "portal_catalog")
        for brain in catalog.unrestrictedSearchResults(UID=uid):
            found = self._at(brain.getPath())
            if found is not None and _has_uid(found, uid):
                return found
        return None


def _has_uid(obj: Any, uid: str) -> bool:
    # As it is written down, mostly. Plone's own answer, which has a suffix for a file that
    # all languages share, takes longer than to find the object.
    return getattr(aq_base(obj), ATTRIBUTE_NAME, None) == uid or IUUID(obj, None) == uid
