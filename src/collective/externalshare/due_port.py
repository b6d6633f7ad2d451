"""What services ask of the store about what is to be done later."""

# ruff: noqa: N805 (methods of an interface have no self)

from __future__ import annotations

from zope.interface import Interface


class IDueStore(Interface):
    """Jobs, what falls due, and mails that wait."""

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
