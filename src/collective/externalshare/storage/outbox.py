"""The outbox in the store: its rows, and the lists they stand in."""

from __future__ import annotations

from ..model.outbox import MailKind
from ..model.outbox import OutboxRow
from ..model.outbox import OutboxState
from collections.abc import Iterable
from collections.abc import Iterator
from typing import Any


class Outbox:
    """The part of the store that holds mails.

    A row whose way has ended stays in `outbox` and `pending_mail` until it is
    tidied away with others (ADR 0007), so who asks what waits asks `waiting_mail`.
    """

    outbox: Any
    pending_mail: Any
    dead_mail: Any

    def enqueue(self, row: OutboxRow) -> None:
        """Put a mail into the outbox, a dead one once more."""
        self.outbox[row.id] = row
        self.pending_mail.insert(row.id)
        if row.id in self.dead_mail:
            self.dead_mail.remove(row.id)

    def waiting_mail(self) -> Iterator[OutboxRow]:
        """The rows that a sender has to see to, now or later."""
        return (row for row in self._pending() if row.waits)

    def drop_mail(self, row_id: str) -> None:
        """Forget a row, in whatever list it stands."""
        for mails in (self.pending_mail, self.dead_mail):
            if row_id in mails:
                mails.remove(row_id)
        self.outbox.pop(row_id, None)

    def _seal_mails(self) -> list[OutboxRow]:
        """Mails with seals that have not left, the given up among them."""
        kind = MailKind.SEALS.value
        return [row for row in self.outbox.values() if row.kind == kind and not row.left]

    def _put_back(self, rows: Iterable[OutboxRow]) -> None:
        """Keep rows in an outbox that was made anew, each in the list it stood in."""
        for row in rows:
            self.outbox[row.id] = row
            (self.pending_mail if row.waits else self.dead_mail).insert(row.id)

    def tidy_mail(self, most: int) -> int:
        """Take at most `most` rows whose way has ended out of the lists; how many it were.

        Rows that were sent or became pointless go. The dead stay to be seen,
        and of the test mails that left the latest, for whoever asked for it.
        """
        ended = [row for row in self._pending() if not row.waits][:most]
        for row in ended:
            self.pending_mail.remove(row.id)
            if row.state == OutboxState.DEAD.value:
                # Whoever queues it again at this moment finds it in the list and
                # leaves the list alone: one of the two has to fail.
                row._p_changed = True
            elif not row.is_test:
                self.outbox.pop(row.id)
        self._keep_latest_test([row for row in ended if row.is_test and row.left])
        return len(ended)

    def _pending(self) -> Iterator[OutboxRow]:
        return (self.outbox[row_id] for row_id in self.pending_mail)

    def _keep_latest_test(self, left: list[OutboxRow]) -> None:
        if not left:
            return
        latest = max(left, key=lambda row: (row.created, row.id))
        for row in list(self.outbox.values()):
            if row.is_test and row.left and row is not latest:
                # It may have left a moment ago and stand among the pending yet.
                self.drop_mail(row.id)
