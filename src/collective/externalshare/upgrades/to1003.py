"""Shares that need somebody's eye are found by indexes of their own."""

from __future__ import annotations

from ..services.marking import Marking
from ..services.ports import ports_for
from typing import Any
from zope.component.hooks import getSite


def mark_shares(setup_tool: Any) -> None:
    """Mark what was shared before; from now on the sweep does it."""
    ports = ports_for(getSite())
    if ports is not None:
        Marking(ports).everything()
