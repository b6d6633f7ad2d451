"""What is done on a site in a quiet moment."""

from __future__ import annotations

from ..mail.idle import IIdle
from ..services.ports import ports_for
from ..services.sweep import Sweep


def sweep(event: IIdle) -> None:
    """Forget what is over and announce what the clock did, one batch of each."""
    ports = ports_for(event.site)
    if ports is not None:
        Sweep(ports)()
