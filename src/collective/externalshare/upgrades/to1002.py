"""From templates to evidence that can be read: rows of all chains stand in order of time."""

from __future__ import annotations

from ..services.ports import ports_for
from ..services.posting import Posting
from typing import Any
from zope.component.hooks import getSite


def post_rows(setup_tool: Any) -> None:
    """Post what was written before; the sweep would do it too, some thousand rows a minute."""
    ports = ports_for(getSite())
    if ports is not None:
        Posting(ports).everything()
