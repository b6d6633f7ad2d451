"""Files of pinned revisions: kept while a share needs them, and for some time after its end."""

from __future__ import annotations

from ..model.pin import KEPT
from ..model.pin import Pin
from ..model.revision import Revision
from ..model.revision import SourceRefusal
from .batches import some_of
from .ports import Ports


class Pins:
    """Lets go what nobody needs; a share whose end is no longer ago can be brought back."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def forget_idle(self, most: int) -> int:
        """Drop those that no share needs, looking at some of many; how many were dropped.

        The file goes at once where the document was deleted, and comes back with a deletion
        that was undone where the document still has it; else each is looked at once a day.
        """
        pins = self.ports.store.pins or {}
        return sum(self._look(pins[key]) for key in list(some_of(pins, most)))

    def _look(self, pin: Pin) -> bool:
        """Keep a pin, let its file go or bring it back; whether something was dropped."""
        now, deleted = self.ports.now, self._deleted(pin)
        if deleted and pin.kept:
            pin.blob = None
            return True
        if not (deleted or pin.kept):
            self._bring_back(pin)
        if not pin.due(now):
            return False
        if self._needed(pin):
            pin.looked = now
            return False
        self.ports.store.drop_pin(pin)
        return True

    def _bring_back(self, pin: Pin) -> None:
        """Hold on to the file again where the document that is there again has the same bytes."""
        gate = self.ports.store.gates[pin.uid]
        document = self.ports.documents.get(pin.uid, gate.path)
        if document is None or gate.current != pin.sha256:
            return
        revision = document.revision()
        if isinstance(revision, Revision) and revision.sha256 == pin.sha256:
            pin.take(revision)
            # The sweep tells its shares.
            gate.untold = True

    def _deleted(self, pin: Pin) -> bool:
        gate = self.ports.store.gates.get(pin.uid)
        return gate is None or gate.refusal == SourceRefusal.DELETED

    def _needed(self, pin: Pin) -> bool:
        store, now = self.ports.store, self.ports.now
        shares = map(store.share_at, store.by_document.keys(pin.uid))
        return any(share.pin is pin and now < share.end + KEPT for share in shares)
