"""What happened to a share, oldest first: its own rows and its invitation's."""

from __future__ import annotations

from ..model.share import Share
from .ports import Ports
from typing import Any


class History:
    """Reads chains; never writes."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def of_share(self, share: Share) -> list[dict[str, Any]]:
        """Rows of the share, and of its invitation where they concern no other share."""
        chain = self.ports.store.chains[share.invitation_id]
        return [row for row in chain.rows() if row["share"] in ("", share.id)]
