"""Addresses of a site's services, and what its store holds."""

from collective.externalshare.services.ports import ports_for

import transaction


class Site:
    def __init__(self, portal, clock):
        self.portal = portal
        self.clock = clock
        self.url = portal.absolute_url()
        self.shares = f"{self.url}/@external-shares"

    def of(self, document):
        return f"{document.absolute_url()}/@external-shares"

    @property
    def store(self):
        """The store as the server left it."""
        transaction.begin()
        return ports_for(self.portal).store

    def stored(self, share):
        return self.store.shares[share["id"]]

    def rows(self, share):
        """The evidence of a share's invitation."""
        store = self.store
        return list(store.chains[store.shares[share["id"]].invitation_id].rows())

    def actions(self, share):
        return [row["action"] for row in self.rows(share)]
