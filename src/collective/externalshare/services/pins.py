"""Files of pinned revisions: kept while a share needs them, and for some time after its end."""

from __future__ import annotations

from ..model.pin import KEPT
from ..model.pin import Pin
from ..model.revision import SourceRefusal
from .batches import some_of
from .ports import Ports


class Pins:
    """Lets go what nobody needs; a share whose end is no longer ago can be brought back."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def forget_idle(self, most: int) -> int:
        """Drop those that no share needs, looking at some of many; how many were dropped.

        At once where the document was deleted; else each is looked at once a day.
        """
        pins, now = self.ports.store.pins or {}, self.ports.now
        dropped = 0
        for pin in [pins[key] for key in some_of(pins, most)]:
            deleted = self._deleted(pin)
            if not deleted and not pin.due(now):
                continue
            if deleted or not self._needed(pin):
                self.ports.store.drop_pin(pin)
                dropped += 1
            else:
                pin.looked = now
        return dropped

    def _deleted(self, pin: Pin) -> bool:
        gate = self.ports.store.gates.get(pin.uid)
        return gate is None or gate.refusal == SourceRefusal.DELETED

    def _needed(self, pin: Pin) -> bool:
        store, now = self.ports.store, self.ports.now
        shares = map(store.share_at, store.by_document.keys(pin.uid))
        return any(share.pin is pin and now < share.end + KEPT for share in shares)
