"""The collaborators of every service, looked up in one place."""

from __future__ import annotations

from ..interfaces import IAnnouncer
from ..interfaces import IClock
from ..interfaces import ICopies
from ..interfaces import IDocuments
from ..interfaces import IKeys
from ..interfaces import IMailGate
from ..interfaces import IRenderer
from ..interfaces import ISealLog
from ..interfaces import IShareStore
from ..interfaces import ISiteSettings
from ..model.secrets import KeyRing
from ..model.settings import Settings
from ..model.times import to_micros
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from typing import TYPE_CHECKING
from zope.component import getUtility


if TYPE_CHECKING:
    from ..storage.store import ShareStore


@dataclass(frozen=True)
class Ports:
    """What a service may talk to; tests hand in their own."""

    store: ShareStore
    settings: Settings
    clock: Any
    keys: Any
    documents: Any
    copies: Any
    renderer: Any
    mail: Any
    announcer: Any
    seal_log: Any

    @property
    def now(self) -> int:
        """This moment in microseconds since the epoch."""
        return to_micros(self.clock.now())

    @cached_property
    def ring(self) -> KeyRing:
        """The root keys; raises `KeysUnusable` while those outside cannot be read."""
        ring: KeyRing = self.keys.ring()
        return ring


def ports_for(site: Any) -> Ports | None:
    """The ports of a site, or None where the add-on is not installed."""
    store: ShareStore | None = IShareStore(site, None)  # type: ignore[assignment]
    if store is None or not store.installed:
        return None
    return Ports(
        store=store,
        settings=ISiteSettings(site).read(),
        clock=getUtility(IClock),
        keys=IKeys(site),
        documents=IDocuments(site),
        copies=getUtility(ICopies),
        renderer=getUtility(IRenderer),
        mail=IMailGate(site),
        announcer=IAnnouncer(site),
        seal_log=ISealLog(site),
    )
