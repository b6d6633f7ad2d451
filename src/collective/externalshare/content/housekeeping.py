"""What is done on a site in a quiet moment."""

from __future__ import annotations

from ..mail.idle import IIdle
from ..services.ageing import Ageing
from ..services.jobs import Jobs
from ..services.ports import ports_for
from ..services.posting import Posting
from ..services.proving import Proving
from ..services.record import unrecordable
from ..services.sealing import Sealing
from ..services.sweep import Sweep
from .senders import look_at_senders


def sweep(event: IIdle) -> None:
    """Forget what is over or old, announce what the clock did, remind, post, seal, prove some."""
    ports = ports_for(event.site)
    if ports is not None:
        Sweep(ports)()
        Jobs(ports)()
        Posting(ports)()
        look_at_senders(event.site, ports)
        if not unrecordable(ports):
            Ageing(ports)()
            Sealing(ports).when_due()
            Proving(ports).keep_looking()
