"""What happens to documents, passed on to the life cycle of their shares."""

from __future__ import annotations

from ..interfaces import IShareSource
from ..services.lifecycle import Lifecycle
from ..services.ports import Ports
from ..services.ports import ports_for
from .documents import Document
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component.hooks import getSite
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


def changed(obj: Any, event: Any) -> None:
    """A document was edited, or changed its workflow state."""
    ports = _ports()
    if ports is None:
        return
    _refresh(ports, obj)
    if getattr(obj, "isPrincipiaFolderish", False):
        _refresh_below(ports, obj)


def moved(obj: Any, event: Any) -> None:
    """A document was added, moved, renamed or removed."""
    ports = _ports()
    if ports is None:
        return
    if IObjectRemovedEvent.providedBy(event):
        # The site itself goes: there is no store left to keep evidence in.
        if not IPloneSiteRoot.providedBy(event.object):
            Lifecycle(ports).refresh(IUUID(obj, ""), None)
    elif IObjectAddedEvent.providedBy(event) or event.newParent is not None:
        _refresh(ports, obj)


def _ports() -> Ports | None:
    site = getSite()
    return ports_for(site) if IPloneSiteRoot.providedBy(site) else None


def _refresh(ports: Ports, obj: Any) -> None:
    if IShareSource(obj, None) is None or not IUUID(obj, None):
        return
    document = Document(obj)
    if document.refusal() is None:
        # Inspect now, so that no page view and no reader has to.
        revision = document.revision()
        gate = ports.store.gates.get(document.uid)
        if gate is not None and hasattr(revision, "sha256"):
            gate.see(revision.sha256, revision.label)
    Lifecycle(ports).refresh(document.uid, document)


def _refresh_below(ports: Ports, folder: Any) -> None:
    """Files without a workflow of their own follow their folder."""
    prefix = "/".join(folder.getPhysicalPath()) + "/"
    for gate in list(ports.store.gates.values()):
        if gate.path.startswith(prefix):
            document = ports.documents.get(gate.uid, gate.path)
            Lifecycle(ports).refresh(gate.uid, document)
