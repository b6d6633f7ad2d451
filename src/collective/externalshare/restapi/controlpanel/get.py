"""GET <site>/@controlpanels/external-sharing."""

from __future__ import annotations

from .panel import demand_right
from plone.restapi.serializer.controlpanels import ControlpanelSerializeToJson
from typing import Any


class SerializeSettings(ControlpanelSerializeToJson):
    """Schema and values, for those who may configure."""

    def __call__(self) -> dict[str, Any]:
        """What plone.restapi says of every control panel."""
        demand_right(self.controlpanel)
        # Addresses of auditors and of people who are kept out are among the values.
        self.controlpanel.request.response.setHeader("Cache-Control", "private, no-store")
        found: dict[str, Any] = super().__call__()
        return found
