"""What services ask of the store about evidence."""

# ruff: noqa: N805 (methods of an interface have no self)

from __future__ import annotations

from zope.interface import Interface


class IEvidenceStore(Interface):
    """Chains, their seals, and the indexes that find rows and copies."""

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
