"""What storage Zope runs on, and whether reads see other clients' commits at once."""

from __future__ import annotations

from typing import Any
from ZODB.interfaces import IMVCCStorage


def storage_kind(site: Any) -> tuple[str, bool | None]:
    """Kind and freshness of the storage of the database a site lies in.

    None: there are no other clients. False: another client's commit, a revoke
    say, is seen only when its invalidation arrives.
    """
    return describe(site._p_jar.db().storage)


def describe(storage: Any) -> tuple[str, bool | None]:
    """The same for a storage, told by its class: ZEO and RelStorage need not be installed."""
    kind = type(storage)
    package = kind.__module__.partition(".")[0]
    if package == "ZEO":
        synced = bool(getattr(storage, "server_sync", False))
        return ("ZEO, server-sync" if synced else "ZEO"), synced
    if package == "relstorage":
        # Every transaction polls the database when it begins; a replica lags behind it.
        if getattr(getattr(storage, "_options", None), "ro_replica_conf", None):
            return "RelStorage, ro-replica-conf", False
        return "RelStorage", True
    if kind.__name__ == "BlobStorage" and package == "ZODB":
        return describe(storage._BlobStorage__storage)
    if kind.__name__ in ("FileStorage", "DemoStorage", "MappingStorage"):
        return kind.__name__, None
    return kind.__name__, True if IMVCCStorage.providedBy(storage) else None
