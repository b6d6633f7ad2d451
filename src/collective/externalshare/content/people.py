"""The user of a request, in the words of the services."""

from __future__ import annotations

from ..model.audit import Actor
from ..model.audit import Contact
from ..model.distribution import Sender
from .accounts import Accounts
from .accounts import sender_of
from dataclasses import replace
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
    return replace(sender_of(api.user.get_current()), id=current_actor().id)


def sender_named(text: str) -> Sender | None:
    """The user with this id or log-in name as a sender; None without an account."""
    return Accounts(api.portal.get()).named(text.strip())


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
