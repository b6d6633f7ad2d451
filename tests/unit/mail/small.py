"""A site, folders and documents that are nothing but what mails need of them."""

from collective.externalshare import interfaces
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.policy import NO_RULES
from collective.externalshare.model.revision import Revision
from collective.externalshare.storage.store import ShareStore
from persistent import Persistent
from tests.common.fakes import FakeBlob
from zope.component import getGlobalSiteManager
from zope.component.interfaces import ISite
from zope.interface import implementer
from zope.interface import Interface


BLOB = FakeBlob(b"%PDF-")


class ISmallSite(Interface):
    """A site that is nothing but a store."""


@implementer(ISmallSite, ISite)
class SmallSite(Persistent):
    meta_type = "Plone Site"

    def __init__(self, name="small"):
        self.name = name
        self.store = ShareStore()
        self.store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)

    def getPhysicalPath(self):  # noqa: N802
        return ("", self.name)

    def getSiteManager(self):  # noqa: N802
        return getGlobalSiteManager()


class SmallFolder(Persistent):
    """As much of an application root, or a folder in it, as somebody looks at."""

    isPrincipiaFolderish = True  # noqa: N815

    def __init__(self, **objects):
        self.objects = objects

    def objectIds(self):  # noqa: N802
        return list(self.objects)

    def objectValues(self, spec=None):  # noqa: N802
        kinds = ((getattr(obj, "meta_type", ""), obj) for obj in self.objects.values())
        return [obj for kind, obj in kinds if spec in (None, kind)]


@implementer(interfaces.IDocument)
class Paper:
    """A document whose state tests decide."""

    def __init__(self, uid, title="Procedure 7", label="3", refused=None):
        self.uid, self.title, self.label, self.refused = uid, title, label, refused
        self.path, self.obj = f"/small/{uid}", self
        self.filename = "a.pdf"

    def refusal(self):
        if isinstance(self.refused, Exception):
            raise self.refused
        return self.refused

    def judged(self):
        return self.refusal(), self.rules()

    def revision(self):
        return self.refused or Revision(
            self.uid, self.path, self.title, self.label, BLOB, "", "ab" * 32, 5, 1, self.filename
        )

    def rely_on(self):
        pass

    def pages(self):
        return 1

    def rules(self):
        return NO_RULES

    def may_be_shared_by(self, user_id):
        return True

    def stays_with(self, user_id):
        return True
