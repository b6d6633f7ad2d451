"""The port of the store; it is imported from ``interfaces`` like all others."""

# ruff: noqa: N805 (methods of an interface have no self)

from __future__ import annotations

from zope.interface import Interface


class IShareStore(Interface):
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

    def grew(chain_id, before):
        """A chain has a row more than `before`: it waits for the next seal."""

    def unsealed_chains():
        """Ids of the chains that wait for a seal."""

    def unsealed_rows(enough):
        """How many rows no seal covers, counted up to `enough` only."""

    def last_seal():
        """The newest `Seal`, or None."""

    def keep_seal(seal):
        """Keep a new seal; its chains wait no more. Two at once MUST conflict."""

    def seals(start=1):
        """The seals from a number on, oldest first."""

    def note_torn_seal(number):
        """Remember that the line of a seal was cut off in the log outside."""

    def note_mailed_seals(number, now):
        """Remember up to where seals were mailed. Two at once MUST conflict."""

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

    def begin_anew(seal):
        """Forget everything but the key and this seal, whose number the next goes on from.

        Mails with seals that have not left MUST stay, with these seals.
        """

    def note_broken(chain_id, sequence):
        """Remember a row that does not verify; with None, that the chain does again."""

    def begin_journal():
        """Make the index of rows by time, empty; chains that there are wait as its backlog."""

    def begin_marks():
        """Make the marks of shares that need somebody's eye, empty, where the journal has none."""

    def must_post(chain, before):
        """A chain has a row more than `before`: the journal lacks it, until the sweep posts it."""

    def rows_posted(value, after="", until=0):
        """Keys of the rows that are posted under a value, newest first.

        Only those beyond the key `after`, and those before the instant `until`.
        """

    def row_key(row):
        """The key that a row is posted as; of two, the later row's is the smaller one."""

    def share_key(share):
        """The key that a share is posted as."""

    def row_at(key):
        """The `Chain`, and the sequence in it, that a key of a row stands for."""

    def note_copy(row):
        """Let a row that a copy was granted by be found by number and digest of the copy."""

    def copies_numbered(beginning):
        """Places of rows whose copy's number begins so: (chain id, sequence), by number."""

    def copies_with_digest(sha256):
        """Places of rows whose copy has this SHA-256."""

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

    def place(job):
        """How far a job came; None before it began."""

    def keep_place(job, place):
        """Remember how far a job came. Two at once MUST conflict."""

    def ending_on(day, after=""):
        """Shares that end on a day (since the epoch), by their ids; beyond an id only."""

    def created_between(start, end, after=""):
        """Keys and shares made after `start` and until `end`, newest first; beyond a key only."""

    def post_deadline(share):
        """Let a share be found by the day until which to acknowledge, where it has one."""

    def deadlines_on(day, after=""):
        """Shares whose day (since the epoch) that is, by their ids; beyond an id only."""

    def forget_deadlines(day):
        """Nobody is to be found any more by a day before this one."""

    def note_renewed(uid):
        """A document has a PDF that it never had before, of which its readers are to be told."""

    def renewed_documents():
        """UIDs of those documents."""

    def told_renewed(gate):
        """Every reader of a document was told. MUST conflict with a newer PDF at this moment."""

    def note_opening(sender_id, row_key):
        """A row tells of an opening that a sender wants in the next summary."""

    def openings_noted():
        """Ids of the senders for whom there is anything to be summed up."""

    def take_openings(sender_id):
        """The keys noted for a sender, newest first, which are noted no more."""

    def keep_stop(digest, invitation_id):
        """Let an invitation's reader stop reminders at the address with this digest."""

    def invitation_by_stop(digest):
        """The invitation whose reader stops reminders at the address with this digest, or None."""

    def enqueue(row):
        """Put an `OutboxRow` into the outbox, a dead one once more."""

    def waiting_mail():
        """The rows that a sender has to see to, now or later."""

    def drop_mail(row_id):
        """Forget a row, in whatever list it stands."""

    def tidy_mail(most):
        """Take at most `most` rows whose way has ended out of the lists; how many it were."""

    def window(name, length):
        """The counter of this name, made when there is none; `length` in microseconds."""

    def let_go():
        """Give back the memory of what was only read, during a walk over very much."""

    def rely_on(*records):
        """MUST make the commit fail if one of the records changes meanwhile."""
