"""What falls due by the clock: reminders, and the news of a new revision.

Idempotent: shares remember what was told of them. Each job remembers how far it
came; two that go on from the same place, on whatever clients, conflict, and
the loser finds nothing left to do.
"""

from __future__ import annotations

from ..model.outbox import MailKind
from ..model.revision import SourceRefusal
from ..model.share import Share
from ..model.share import Status
from ..model.times import DAY
from ..model.times import HOUR
from .notify import NotifySender
from .ports import Ports
from .record import unrecordable
from .remind import may_remind
from .remind import remind
from .remind import reminded_lately
from .tell import gets_notices
from .tell import tell_reader
from collections.abc import Callable
from collections.abc import Iterator
from itertools import islice


LOOKED_AT_ONCE = 1_000
# Of a day (UTC): nobody's mails should come at midnight.
MORNING = 6 * HOUR
# Who got the link a moment ago needs no reminder.
FRESH = 12 * HOUR
EXPIRING = "expiring"
DEADLINE = "deadline"
UNREAD = "unread"
Days = Callable[[int, str], Iterator[Share]]
Tell = Callable[[Share, int], None]


class Jobs:
    """Sends nothing: puts mails into the outbox, where the sender looks at each once more."""

    def __init__(self, ports: Ports, most: int = LOOKED_AT_ONCE) -> None:
        self.ports = ports
        self.most = most

    def __call__(self) -> int:
        """One batch of everything that is due; how many shares were looked at (0: none is left).

        While no mail could leave nothing is done: it would be given up, and never told.
        """
        ports = self.ports
        if unrecordable(ports) or ports.mail.problem() or not ports.settings.link_base:
            return 0
        looked = self._renewed(self.most)
        # The shortest first, so that who is late for two gets the later one alone.
        for lead in sorted(set(ports.settings.reminder_days)):
            looked += self._expiring(lead, self.most - looked)
            looked += self._deadlines(lead, self.most - looked)
        looked += self._unread(self.most - looked)
        return looked + NotifySender(ports).digests()

    def _expiring(self, lead: int, most: int) -> int:
        """Look at the shares that end so many days from today."""
        found = self.ports.store.ending_on
        return self._days(f"{EXPIRING} {lead}", lead, most, found, self._remind_of_end)

    def _deadlines(self, lead: int, most: int) -> int:
        """Look at the shares that are to be acknowledged within so many days from today."""
        store, job = self.ports.store, f"{DEADLINE} {lead}"
        looked = self._days(job, lead, most, store.deadlines_on, self._press)
        today = self.ports.now // DAY
        if (store.place(job) or (0, ""))[0] > today:
            store.forget_deadlines(today)
        return looked

    def _days(self, job: str, lead: int, most: int, found: Days, tell: Tell) -> int:
        """Go on, day by day, up to the one that lies so many days ahead."""
        store = self.ports.store
        last = (self.ports.now - MORNING) // DAY + lead
        before = store.place(job)
        day, after = before or (last, "")
        looked = 0
        while day <= last and looked < most:
            for share in islice(found(day, after), most - looked):
                tell(share, lead)
                looked, after = looked + 1, share.id
            if looked < most:
                day, after = day + 1, ""
        if before != (day, after):
            store.keep_place(job, (day, after))
        return looked

    def _remind_of_end(self, share: Share, lead: int) -> None:
        expires, shortest = share.reminded
        if expires == share.terms.expires and shortest <= lead:
            return
        if self._due(share):
            share.reminded = (share.terms.expires, lead)
            remind(self.ports, MailKind.EXPIRING, share)

    def _press(self, share: Share, lead: int) -> None:
        """Remind of the day until which to acknowledge, once for each lead and each such day."""
        until, shortest = share.pressed
        if not share.owes or (until == share.acknowledge_by and shortest <= lead):
            return
        if self._due(share):
            share.pressed = (share.acknowledge_by or 0, lead)
            remind(self.ports, MailKind.UNACKNOWLEDGED, share)

    def _due(self, share: Share) -> bool:
        """Whether a reader who got the link some time ago may be reminded."""
        fresh = self.ports.now - share.created < FRESH
        return not fresh and gets_notices(self.ports, share) and may_remind(self.ports, share)

    def _unread(self, most: int) -> int:
        """Look at the shares made so many days ago and since the last time."""
        store, days = self.ports.store, self.ports.settings.unread_days
        if not days:
            return 0
        until = self.ports.now - days * DAY
        before = store.place(UNREAD)
        # Switched on, it begins with what falls due from now on.
        done, goal, after = before or (until, until, "")
        if goal == done:
            goal, after = max(done, until), ""
        looked = 0
        for key, share in islice(store.created_between(done, goal, after), max(most, 0)):
            self._remind_of_unread(share)
            looked, after = looked + 1, key
        if looked < most:
            done, after = goal, ""
        # In a quiet moment nothing is written for nothing.
        if before is None or looked or done - before[0] > DAY:
            store.keep_place(UNREAD, (done, goal, after))
        return looked

    def _remind_of_unread(self, share: Share) -> None:
        invitation = self.ports.store.invitations[share.invitation_id]
        # Another of the same sending, a moment ago, is the same mail.
        lately = reminded_lately(self.ports, invitation) and invitation.reminded != self.ports.now
        if share.nudged or lately or not gets_notices(self.ports, share):
            return
        if may_remind(self.ports, share):
            share.nudged = True
            remind(self.ports, MailKind.UNREAD, share)

    def _renewed(self, most: int) -> int:
        """Tell the readers of documents that have a new PDF; those who saw it know."""
        store, looked = self.ports.store, 0
        for uid in store.renewed_documents():
            gate, done = store.gates[uid], True
            if gate.refusal not in (None, SourceRefusal.DELETED):
                # Nobody can open it now; they are told once it is back.
                continue
            for key in list(store.by_document.keys(uid)):
                share = store.share_at(key)
                if share.told == gate.current:
                    continue
                if looked >= most:
                    done = False
                    break
                share.told, looked = gate.current, looked + 1
                store.post_deadline(share)
                self._tell_renewed(share)
            if done:
                store.told_renewed(gate)
        return looked

    def _tell_renewed(self, share: Share) -> None:
        ports = self.ports
        active = share.status(ports.now, share.refusal) is Status.ACTIVE
        wanted = ports.settings.mail_new_revision and gets_notices(ports, share)
        # Whoever keeps to a revision is given no other, and is promised none.
        if active and wanted and share.unread and share.pin is None:
            tell_reader(ports, MailKind.RENEWED, share)
