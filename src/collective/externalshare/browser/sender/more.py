"""Terms that few need: the part of the forms that is to be opened."""

from __future__ import annotations

from ...model.pages import said
from ...model.terms import Terms
from ...model.times import from_micros
from ...moments import site_zone
from ...services.ports import Ports
from ...services.terms import Asked
from datetime import datetime
from datetime import time
from typing import Any
from typing import cast


# In this order, in a part to be opened.
MORE = (
    "limit",
    "pages",
    "starts",
    "password",
    "notify",
    "revision_mode",
    "acknowledge",
    "acknowledge_days",
)


def read_more(data: dict[str, Any]) -> Asked:
    """What was typed in the part to be opened; empty fields ask for nothing."""
    asked = Asked()
    if data["limit"] is not None:
        asked["limit"] = data["limit"]
    if data["password"]:
        asked["password"] = data["password"]
    if data["revision_mode"]:
        asked["revision_mode"] = data["revision_mode"]
    if data["acknowledge"]:
        asked["acknowledge"] = True
    if data["acknowledge_days"] is not None:
        asked["acknowledge_days"] = data["acknowledge_days"]
    if data["starts"] is not None:
        asked["starts"] = datetime.combine(data["starts"], time(), tzinfo=site_zone())
    if data.get("pages"):
        asked["pages"] = data["pages"]
    if data["notify"]:
        asked["notify"] = data["notify"]
    return asked


def more_of(terms: Terms) -> dict[str, Any]:
    """Terms as the fields of that part hold them."""
    starts = from_micros(terms.starts).astimezone(site_zone()).date() if terms.starts else None
    return {
        "limit": terms.limit or None,
        "starts": starts,
        "password": None,
        "revision_mode": terms.revision_mode,
        "acknowledge": terms.acknowledge,
        "acknowledge_days": terms.acknowledge_days or None,
        "pages": said(terms.pages) or None,
        "notify": terms.notify,
    }


def read_more_change(ports: Ports, terms: Terms, data: dict[str, Any]) -> Asked:
    """What of that part is to be otherwise; a field that was emptied takes its term back."""
    asked, held = read_more(data), more_of(terms)
    emptied: Asked = {
        "limit": 0,
        "pages": "",
        "starts": from_micros(ports.now),
        "acknowledge": False,
        "acknowledge_days": 0,
    }
    changed = {
        name: asked.get(name, emptied.get(name)) for name in MORE if data[name] != held[name]
    }
    if data["no_password"] and terms.password:
        changed.setdefault("password", "")
    return cast("Asked", changed)
