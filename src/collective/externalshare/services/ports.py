"""The collaborators of every service, looked up in one place."""

from __future__ import annotations

from ..interfaces import IAccounts
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
from zope.component import getAdapter
from zope.component import getUtility
from zope.component import queryAdapter


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
    accounts: Any

    @property
    def now(self) -> int:
        """This moment in microseconds since the epoch."""
        return to_micros(self.clock.now())

    @cached_property
    def ring(self) -> KeyRing:
        """The root keys; raises `KeysUnusable` while those outside cannot be read."""
        ring: KeyRing = self.keys.ring()
        return ring


class SitePorts(Ports):
    """The ports of a site, each looked up when a service first asks for it.

    Most requests need three of them, and to look one up costs as much as to
    find a session; asked through the registry and not by calling the interface, which
    asks the site first whether it conforms, half of that.
    """

    _site: Any

    def __init__(self, site: Any, store: ShareStore) -> None:
        vars(self).update(_site=site, store=store)

    @cached_property
    def settings(self) -> Settings:
        """One reading for all that is done with these ports."""
        settings: Settings = getAdapter(self._site, ISiteSettings).read()
        return settings

    @cached_property
    def documents(self) -> Any:
        """Judged by the very settings that the services go by."""
        return getAdapter(self._site, IDocuments).under(self.settings)

    clock = cached_property(lambda ports: getUtility(IClock))
    keys = cached_property(lambda ports: getAdapter(ports._site, IKeys))
    copies = cached_property(lambda ports: getUtility(ICopies))
    renderer = cached_property(lambda ports: getUtility(IRenderer))
    mail = cached_property(lambda ports: getAdapter(ports._site, IMailGate))
    announcer = cached_property(lambda ports: getAdapter(ports._site, IAnnouncer))
    seal_log = cached_property(lambda ports: getAdapter(ports._site, ISealLog))
    accounts = cached_property(lambda ports: getAdapter(ports._site, IAccounts))


def ports_for(site: Any) -> Ports | None:
    """The ports of a site, or None where the add-on is not installed."""
    store: ShareStore | None = queryAdapter(site, IShareStore)
    return None if store is None or not store.installed else SitePorts(site, store)
