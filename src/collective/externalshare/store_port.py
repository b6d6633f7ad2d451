"""The port of the store; it is imported from ``interfaces`` like all others."""

# ruff: noqa: N805 (methods of an interface have no self)

from __future__ import annotations

from .due_port import IDueStore
from .evidence_port import IEvidenceStore


class IShareStore(IEvidenceStore, IDueStore):
    """The one store of a site, found by adapting the site; None where there is none.

    Reading MUST NOT create anything, the store itself included. Records lie
    in mappings by random id (see `storage.store.ShareStore`).
    """

    def gate(uid, path, title):
        """The `DocumentGate` of a document, made when there is none."""

    def recipient_at(address):
        """The `Recipient` with a canonical address, or None."""

    def add_recipient(recipient):
        """Keep a new recipient, to be found by their address."""

    def post_person(recipient):
        """Let a recipient be found by the words of name, address and organisation."""

    def unpost_person(recipient):
        """Take a recipient out of that index, before their words change."""

    def begin_people():
        """Make that index anew."""

    def people(beginning="", after=""):
        """Recipients by address, those beyond the address `after` only.

        `beginning` narrows to those with a word that begins so, where that narrows anything.
        """

    def distribution_by_operation(operation):
        """The `Distribution` that an operation made, or None when it is none or forgotten."""

    def remember_operation(operation, distribution):
        """Keep what an operation made. The same one twice at once MUST conflict."""

    def template(key):
        """The prepared `Template` with this key, or None."""

    def keep_template(template):
        """Keep a new template under its key. The same one twice at once MUST conflict."""

    def pin(revision, now):
        """The `Pin` of a revision, made when there is none.

        MUST conflict with whoever lets its file go at this moment.
        """

    def pins_of(uid):
        """Every `Pin` of a document whose file is kept."""

    def drop_pin(pin):
        """Let the file of a pin go. MUST conflict with whoever needs it at this moment."""

    def add_invitation(invitation):
        """Keep a new invitation, its link's digest and its empty chain."""

    def renew_token(invitation, token_digest):
        """Replace the digest of an invitation's link; the old link is unknown from now on."""

    def invitation_by_token(token_digest):
        """The invitation whose living link has this digest, or None."""

    def invitations_of(recipient):
        """Every `Invitation` of a recipient."""

    def rely_on_holdings(recipient):
        """MUST make the commit fail if anything is shared with a recipient meanwhile."""

    def label_of(share):
        """What the sender called the sending of a share; may be empty."""

    def unlabel(distribution):
        """Take the label of a `Distribution` out of its record and the index of words."""

    def unname(recipient, now):
        """Take address, name and organisation of a recipient out of every record and index."""

    def add_share(share, organisation_key, address, name):
        """Keep a new share in every index."""

    def hand_over(share, user_id):
        """Let another user have a share, in every index. Whose it was is still found."""

    def has_left(user_id):
        """Whether a sender's account was noted as gone; False while nobody could note it."""

    def ever_sent(user_id):
        """Keys of the shares that a user has or had, newest first; `share_at` takes them."""

    def senders():
        """Ids of all users who have or had a share."""

    def share_at(key):
        """The `Share` that a key of an index stands for."""

    def begin_order():
        """Begin to list shares in the order of their making."""

    def put_in_order(key, share):
        """List a new share under its order key."""

    def order_shares():
        """List the shares of a store of before profile 1004; again, it does nothing."""

    def records_of(share):
        """The invitation, the distribution and the recipient of a share."""

    def rules_of_folder(uid):
        """The folder's own `Rules`; without any, those that demand nothing."""

    def set_rules_of_folder(uid, rules):
        """Keep a folder's own rules; those that demand nothing are forgotten."""

    def recipient_lists():
        """Every `RecipientList`, in no order."""

    def recipient_list(list_id):
        """The `RecipientList` with this id, or None."""

    def keep_list(made):
        """Keep a new list."""

    def drop_list(list_id):
        """Forget a list; one that is gone is ignored."""

    def await_approval(distribution_id):
        """Put a distribution into the queue of those that somebody has to approve."""

    def decided(distribution_id):
        """Take a distribution out of the queue; one that is not in it is ignored."""

    def waiting_for_approval():
        """Ids of the distributions in the queue, in no order."""

    def move_expiry(share, old_expires):
        """Follow a change of terms in the indexes of expiry and of ended shares."""

    def expired(now):
        """Shares in the index of expiry whose time was over at `now`, one after the other."""

    def ending_keys(first, last, after=""):
        """Keys of the shares in the index of expiry that end on these days, by day.

        Only those beyond the key `after`; `share_at` takes them.
        """

    def forget_expiry(share, expires):
        """Take a share out of the index of expiry, where it stands under `expires`."""

    def end(share):
        """Note that a share has ended; no right depends on it."""

    def retitle(gate, title):
        """Give a document another title, and its shares the words of it."""

    def window(name, length):
        """The counter of this name, made when there is none; `length` in microseconds."""

    def let_go():
        """Give back the memory of what was only read, during a walk over very much."""

    def rely_on(*records):
        """MUST make the commit fail if one of the records changes meanwhile."""
