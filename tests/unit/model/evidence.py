"""Chains, exported and sealed, to be tampered with."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.audit import Event
from collective.externalshare.model.seal import make_seal
from collective.externalshare.model.secrets import KeyRing
from collective.externalshare.model.verification import canonical_json
from collective.externalshare.model.verification import digest_of

import json


KEY = b"1" * 32
RING = KeyRing((KEY,))
JO = {"address": "jo@example.org", "ip": "198.51.100.7"}


def a_chain(name, rows, start=1000):
    chain = Chain(name)
    grow(chain, rows, start)
    return chain


def grow(chain, rows, start=1000):
    for number in range(rows):
        event = Event(
            Action.SHARE_OPENED,
            Actor("recipient", "r"),
            size=number,
            recipient_id="r",
            person=JO if number % 2 else {},
        )
        chain.append(event, start + number, RING)


def exported(*chains, scope="everything", left_out=()):
    """The lines of an export; `left_out` are sequences of which only the digest is given."""
    lines = [canonical_json({"export": {"scope": scope}})]
    for chain in chains:
        for text, mac, side in chain.entries():
            row = json.loads(text)
            if row["sequence"] in left_out:
                about = {key: row[key] for key in ("v", "chain", "sequence")}
                about["digest"] = digest_of(row["v"], text, mac)
                lines.append(canonical_json({"omitted": about}))
            else:
                kept = side and side.exported()
                lines.append(canonical_json({"row": row, "mac": mac, "side": kept}))
    return lines


def sealed(*chains, before=None, now=5000):
    return make_seal([(one.id, one.length, one.head) for one in chains], before, now, RING)


def lines_of(seals):
    """A log of these seals."""
    return [seal.line for seal in seals]
