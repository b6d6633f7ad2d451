"""What happens to documents, passed on to the life cycle of their shares."""

from __future__ import annotations

from .. import logger
from ..interfaces import IShareSource
from ..interfaces import KeysUnusable
from ..model.revision import Revision
from ..services.lifecycle import give_out
from ..services.lifecycle import Lifecycle
from ..services.ports import Ports
from ..services.ports import ports_for
from .documents import Document
from .sites import acting_site
from collections.abc import Iterator
from contextlib import contextmanager
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.container.interfaces import IContainerModifiedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


def changed(obj: Any, event: Any) -> None:
    """A document was edited."""
    # What is put into a folder modifies the folder, and no document in it.
    if IContainerModifiedEvent.providedBy(event):
        return
    with _telling() as ports:
        if ports is not None:
            _refresh(ports, obj)


def transitioned(obj: Any, event: Any) -> None:
    """A document or a folder changed its workflow state."""
    with _telling() as ports:
        if ports is not None:
            _refresh(ports, obj)
            if getattr(obj, "isPrincipiaFolderish", False) and obj.objectIds():
                _refresh_below(ports, obj)


def moved(obj: Any, event: Any) -> None:
    """A document was added, moved, renamed or removed."""
    # The site itself goes: there is no store left to keep evidence in.
    if IPloneSiteRoot.providedBy(event.object):
        return
    with _telling() as ports:
        if ports is None:
            return
        if IObjectRemovedEvent.providedBy(event):
            Lifecycle(ports).refresh(IUUID(obj, ""), None)
        else:
            _refresh(ports, obj)


@contextmanager
def _telling() -> Iterator[Ports | None]:
    """The ports of the site acted in, None without the add-on.

    Documents live on while the keys cannot be read: whoever retracts one must
    not fail, no right depends on what is told here, and the sweep tells later.
    """
    site = acting_site()
    try:
        yield None if site is None else ports_for(site)
    except KeysUnusable as error:
        logger.error("A change of a shared document waits to be recorded: %s", error)


def _refresh(ports: Ports, obj: Any) -> None:
    if IShareSource(obj, None) is None or not IUUID(obj, None):
        return
    document = Document(obj)
    if document.refusal() is None:
        _inspect(ports, document)
    Lifecycle(ports).refresh(document.uid, document)


def _inspect(ports: Ports, document: Document) -> None:
    """Look into the file now, so that no page view and no reader has to."""
    revision = document.revision()
    gate = ports.store.gates.get(document.uid)
    if gate is not None and isinstance(revision, Revision):
        give_out(ports, gate, revision)


def _refresh_below(ports: Ports, folder: Any) -> None:
    """Files without a workflow of their own follow their folder."""
    prefix = "/".join(folder.getPhysicalPath()) + "/"
    for gate in list(ports.store.gates.values()):
        if gate.path.startswith(prefix):
            document = ports.documents.get(gate.uid, gate.path)
            Lifecycle(ports).refresh(gate.uid, document)
