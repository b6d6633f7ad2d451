"""The password of a share: asked after the code, tried a few times an hour."""

from __future__ import annotations

from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.passwords import Busy
from ..model.passwords import fits
from ..model.passwords import LONGEST
from ..model.session import AccessSession
from ..model.share import Share
from ..model.verdict import Refused
from .authorize import locked
from .authorize import readable
from .limits import Limits
from .limits import PASSWORD_TRIES
from .ports import Ports
from .record import must_be_recordable
from .record import record
from .refusal import record_refusal


class Unlock:
    """Opens what lies behind one password, for one session.

    Shares of one sending have one digest, so that whoever types it once need
    not type it again for the next document.
    """

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.limits = Limits(ports)

    def __call__(
        self, session: AccessSession, share_id: str, typed: str, contact: Contact
    ) -> Refused | bool:
        """Whether the document can be used now; False: there is none, for whatever reason.

        Each answer is a try, a right one too: so that no number of them at
        once is answered more often than it should be.
        """
        must_be_recordable(self.ports)
        found = readable(self.ports, session, share_id)
        if found is None:
            return False
        share = found.share
        if not locked(session, share):
            return True
        if not typed:
            return Refused("password_missing", where="password")
        if self.limits.passwords_spent(share):
            reason = "password_tries_spent"
            record_refusal(self.ports, session, share_id, share.terms.access, contact, reason)
            return Refused(reason, where="password")
        self.limits.count_password(share)
        try:
            right = len(typed) <= 2 * LONGEST and fits(share.terms.password, typed)
        except Busy:
            return Refused("password_busy", where="password")
        if right:
            session.unlock(share.terms.password)
        left = PASSWORD_TRIES - self.limits.passwords_tried(share)
        self._record(session, share, contact, right, left)
        return right or Refused("password_wrong", {"left": left}, where="password")

    def _record(
        self, session: AccessSession, share: Share, contact: Contact, right: bool, left: int
    ) -> None:
        event = Event(
            Action.PASSWORD_ACCEPTED if right else Action.PASSWORD_REFUSED,
            Actor("recipient", session.recipient_id),
            result="ok" if right else "refused",
            reason="" if right else f"tries_left {left}",
            share=share.id,
            document=share.document_uid,
            recipient_id=session.recipient_id,
        )
        record(self.ports, share.invitation_id, event, contact)
