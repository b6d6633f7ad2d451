"""The copies that go with a mail, for the sender of the outbox."""

from __future__ import annotations

from ..interfaces import IEnclosures
from ..model.enclosure import Enclosed
from ..model.enclosure import NOTHING_ENCLOSED
from ..model.invitation import Invitation
from ..model.outbox import OutboxRow
from ..services.enclose import Enclose
from ..services.ports import ports_for
from typing import Any
from zope.interface import implementer


@implementer(IEnclosures)
class Enclosures:
    """What the services decide, on the site that the sender acts in."""

    def __init__(self, site: Any) -> None:
        self.site = site

    def of(self, row: OutboxRow, invitation: Invitation) -> Enclosed:
        """The copies of a row; none on a site that has no store."""
        ports = ports_for(self.site)
        return NOTHING_ENCLOSED if ports is None else Enclose(ports)(row, invitation)
