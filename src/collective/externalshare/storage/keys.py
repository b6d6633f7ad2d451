"""Root keys: from the environment or a file outside the database, else from the store."""

from __future__ import annotations

from ..interfaces import IKeys
from ..interfaces import KeysUnusable
from ..model.secrets import KEY_BYTES
from ..model.secrets import KeyRing
from ..model.secrets import read_keys
from .site import find_store
from typing import Any
from zope.interface import implementer

import os
import secrets


ENVIRONMENT = "EXTERNALSHARE_KEY"
ENVIRONMENT_FILE = "EXTERNALSHARE_KEY_FILE"


def outside_keys(environment: Any = os.environ) -> tuple[bytes, ...]:
    """Keys named by the environment; empty when none is named.

    :raises KeysUnusable: when one is named and cannot be used, as when a
        deployment fills the variable with nothing; falling back to the database
        silently would weaken the site behind its owner's back.
    """
    text = environment.get(ENVIRONMENT, "")
    path = environment.get(ENVIRONMENT_FILE, "")
    try:
        if not text.strip() and path:
            # Raw: it is read at each request, so that a key taken away is missed at once.
            with open(path, "rb", buffering=0) as handle:
                text = handle.read().decode("ascii")
        keys = read_keys(text)
    except (OSError, ValueError) as error:
        raise KeysUnusable(str(error)) from error
    if not keys and (ENVIRONMENT in environment or ENVIRONMENT_FILE in environment):
        raise KeysUnusable(f"{ENVIRONMENT} or the file that should hold a key is empty")
    return keys


def make_database_key() -> str:
    """A fresh key for the store, in hex."""
    return secrets.token_hex(KEY_BYTES)


@implementer(IKeys)
class SiteKeys:
    """The keys of one site. The database key stays as an old key when one from outside arrives."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def ring(self) -> KeyRing:
        """Keys from outside first, then the one in the database."""
        outside = outside_keys()
        store = find_store(self.site)
        inside = (bytes.fromhex(store.database_key),) if store and store.database_key else ()
        return KeyRing((*outside, *inside))

    def problem(self) -> str | None:
        """Why the keys outside cannot be used, or that there are none."""
        try:
            return None if outside_keys() else "key_in_database"
        except KeysUnusable:
            return "key_unusable"
