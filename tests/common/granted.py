"""A reader who comes with the link, gives the code and gets a copy, without a browser."""

from collective.externalshare.model.audit import Contact
from collective.externalshare.model.secrets import copy_number
from collective.externalshare.model.secrets import digest
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.authorize import living_session
from collective.externalshare.services.fetch import Fetch
from collective.externalshare.services.fetch import FileAnswer
from collective.externalshare.services.read import Read
from dataclasses import replace

import transaction


READER = Contact("198.51.100.7", "Browser")


def a_copy(ports, share_id, access="download"):
    """Number and bytes (None of a look) of what a share's reader gets, who may have it now."""
    store, ring = ports.store, ports.ring
    share = store.shares[share_id]
    share.terms = replace(share.terms, access=access)
    invitation = store.invitations[share.invitation_id]
    address = store.recipients[share.recipient_id].address
    token = ring.link_token(invitation.key_id, invitation.id, invitation.generation)
    asked = Admit(ports).request_code(token, address, "", READER)
    challenge = store.challenges[store.browsers[digest(asked.browser)]]
    code = ring.code(challenge.key_id, challenge.id, challenge.nonce, challenge.invitation_id)
    verified = Admit(ports).verify(token, code, asked.browser, READER)
    session = living_session(ports, verified.cookie)
    granted = Read(ports).grant(session, share_id, access, READER)
    (grant_id,) = [one[2] for one in session.grants]
    answer = Fetch(ports).file(session, granted.ticket)
    data = None
    if isinstance(answer, FileAnswer):
        with answer.virtual.open() as stream:
            data = stream.read()
    transaction.commit()
    return copy_number(grant_id), data
