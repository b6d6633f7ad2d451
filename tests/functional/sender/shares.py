"""Where a sender finds shares, and what the store keeps of each."""

import transaction


def tab(document):
    return f"{document.absolute_url()}/@@external-shares"


def page(site, share, verb=""):
    return f"{site.absolute_url()}/@@external-share-details/{share}/{verb}".rstrip("/")


def actions(store, share_id):
    """What the evidence says of a share, oldest first."""
    share = store.shares[share_id]
    return [row["action"] for row in store.chains[share.invitation_id].rows()]


def switch_codes_off(store, share_id):
    store.invitations[store.shares[share_id].invitation_id].guard.off = True
    transaction.commit()


def codes_are_off(store, share_id):
    return store.invitations[store.shares[share_id].invitation_id].guard.off


def last_row(store, share_id):
    return list(store.chains[store.shares[share_id].invitation_id].rows())[-1]


def kept(store):
    """How much of a sending is stored."""
    names = ("distributions", "invitations", "shares", "recipients", "outbox")
    return sum(len(getattr(store, name)) for name in names)
