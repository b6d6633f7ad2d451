"""Idle: an event for what is to be done on a site about once a minute.

Mail knows no housekeeping; whoever does it subscribes.
"""

from __future__ import annotations

from typing import Any
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface


class IIdle(Interface):
    """Fired about once a minute for each site, by whoever sends its mails.

    The site is the acting one. A transaction runs; it is committed afterwards
    and MAY conflict, after which it is fired again some seconds later.
    """

    site = Attribute("The site.")


@implementer(IIdle)
class Idle:
    """A quiet moment of one site."""

    def __init__(self, site: Any) -> None:
        self.site = site
