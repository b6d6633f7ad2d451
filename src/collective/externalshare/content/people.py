"""The user of a request, in the words of the services."""

from __future__ import annotations

from ..model.address import canonical
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.distribution import Sender
from ipaddress import ip_address
from plone import api
from typing import Any


LONGEST_AGENT = 200


def current_actor() -> Actor:
    """Who acts now; an emergency user without an id acts under their login name."""
    user = api.user.get_current()
    return Actor("user", user.getId() or user.getUserName())


def current_sender() -> Sender:
    """The current user as a sender; without a usable address mails are answered to the site."""
    user = api.user.get_current()
    name = user.getProperty("fullname", "") or user.getUserName()
    address = canonical(user.getProperty("email", "") or "") or ""
    return Sender(current_actor().id, name, address)


def contact_of(request: Any) -> Contact:
    """Where a request came from. The client address is Zope's: proxies count only when trusted."""
    agent = request.get_header("User-Agent", "") or ""
    printable = "".join(char if char.isprintable() else "�" for char in agent)
    return Contact(_address(request.getClientAddr() or ""), printable[:LONGEST_AGENT])


def _address(text: str) -> str:
    # Behind a trusted proxy this is a piece of a header: anything may stand there.
    try:
        return str(ip_address(text.partition("%")[0]))
    except ValueError:
        return ""
