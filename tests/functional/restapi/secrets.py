"""What no answer may hold, but that of …/link (T71)."""

from collective.externalshare.services.ports import ports_for

import re


FORBIDDEN_KEYS = re.compile(
    r"token|digest|hash|sha256|^code$|ticket|cookie|secret|password|mac$|nonce|salt|key_id", re.I
)
LONG_HEX = re.compile(r"\b[0-9a-f]{40,}\b")
LINK = re.compile(r"@@external-share/")


def strings(value, path=""):
    """Every (path, key or text) inside an answer."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield path, key, True
            yield from strings(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, path)
    elif isinstance(value, str):
        yield path, value, False


def known_secrets(site):
    """Every secret there is in the store, and every one that can be derived from it."""
    store = site.store
    ring = ports_for(site.portal).ring
    found = set(store.tokens) | set(store.tickets) | set(store.browsers) | set(store.sessions)
    for one in store.invitations.values():
        found.add(ring.link_token(one.key_id, one.id, one.generation))
    for one in store.challenges.values():
        found.add(ring.code(one.key_id, one.id, one.nonce, one.invitation_id))
        found.add(one.nonce)
    found.add(store.database_key)
    return {secret for secret in found if secret}


def secrets_of(site, answer, keys=True):
    """Whatever in an answer is, or looks like, a secret."""
    known = known_secrets(site)
    found = []
    for path, text, is_key in strings(answer):
        if keys and is_key and FORBIDDEN_KEYS.search(text):
            found.append((path, text))
        if not is_key and (LONG_HEX.search(text) or LINK.search(text)):
            found.append((path, text))
        if not is_key and any(secret in text for secret in known):
            found.append((path, text))
    return found
