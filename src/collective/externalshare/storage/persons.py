"""Persons in the store: reduced to an id, they are in no record and no index any more."""

from __future__ import annotations

from ..model.address import organisation_key
from ..model.invitation import Invitation
from ..model.recipient import Recipient
from ..model.words import words_of
from .index import Postings
from typing import Any


class Persons:
    """The part of the store that can forget who somebody was."""

    invitations: Any
    addresses: Any
    label_of: Any
    by_recipient: Postings
    by_organisation: Postings
    by_word: Postings
    share_at: Any
    unpost_person: Any
    rely_on: Any

    def invitations_of(self, recipient: Recipient) -> list[Invitation]:
        """Every invitation of a recipient."""
        keys = self.by_recipient.keys(recipient.id)
        found = dict.fromkeys(self.share_at(key).invitation_id for key in keys)
        return [self.invitations[one] for one in found]

    def rely_on_holdings(self, recipient: Recipient) -> None:
        """Make the commit fail if anything is shared with a recipient meanwhile."""
        found = self.by_recipient.sets.get(recipient.id)
        # What is shared with them is put into the set, or into a bucket of it.
        records, bucket = [found], getattr(found, "_firstbucket", None)
        while bucket is not None:
            records.append(bucket)
            bucket = bucket._next
        self.rely_on(*(one for one in records if one is not None))

    def unname(self, recipient: Recipient, now: int) -> None:
        """Take address, name and organisation out of the records and indexes; the ids stay."""
        for key in list(self.by_recipient.keys(recipient.id)):
            share = self.share_at(key)
            name = self.invitations[share.invitation_id].name
            words = words_of(name, recipient.address, share.organisation)
            for word in words - words_of(share.gate.title, self.label_of(share)):
                self.by_word.discard(word, key)
            if share.organisation:
                self.by_organisation.discard(organisation_key(share.organisation), key)
                share.organisation = ""
        for invitation in self.invitations_of(recipient):
            invitation.name = invitation.organisation = ""
            # A mail server's reply may name the mailbox.
            invitation.delivery.reply = ""
        self.unpost_person(recipient)
        self.addresses.pop(recipient.address, None)
        recipient.erase(now)
