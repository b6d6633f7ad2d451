"""A test's own eyes on what a server wrote."""

from plone import api

import transaction


def look_again():
    """Begin a transaction that sees what was committed.

    The registry keeps a value as long as a request, and a test's lasts very long.
    """
    transaction.begin()
    api.portal.get().REQUEST.other.pop("_plone_registry_cache", None)
