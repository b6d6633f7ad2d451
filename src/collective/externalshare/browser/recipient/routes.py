"""Everything below `@@external-share`: the whole anonymous surface, as one table."""

from __future__ import annotations

from ...model.secrets import IDENTIFIER
from .pages import about
from .pages import acknowledge
from .pages import code
from .pages import document
from .pages import file
from .pages import grant
from .pages import landing
from .pages import leave
from .pages import logo
from .pages import password
from .pages import portal
from .pages import stop
from .pages import viewer
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import re


Page = Callable[..., Any]

NUMBER = re.compile(r"[1-9][0-9]{0,5}")
ANY = re.compile(r".+", re.DOTALL)


@dataclass(frozen=True)
class Route:
    """A path below us (names, or patterns of what is handed to the page) and its methods.

    `by_link` marks paths that hold the secret of a link, where guessing is counted;
    `of_copy` those that make or give a reader's copy, in whatever form;
    `from_mail_programs` the one whose form may come from elsewhere (RFC 8058).
    """

    names: tuple[str | re.Pattern[str], ...]
    methods: Mapping[str, Page]
    by_link: bool = False
    of_copy: bool = False
    from_mail_programs: bool = False

    def fits(self, path: tuple[str, ...]) -> tuple[str, ...] | None:
        """What the patterns caught, or None when the path is another one."""
        if len(path) != len(self.names):
            return None
        caught = []
        for wanted, name in zip(self.names, path, strict=True):
            if isinstance(wanted, str):
                if wanted != name:
                    return None
            elif wanted.fullmatch(name):
                caught.append(name)
            else:
                return None
        return tuple(caught)

    @property
    def allowed(self) -> tuple[str, ...]:
        """Methods as `Allow` names them; HEAD is GET without a body."""
        return tuple(
            method
            for method in ("GET", "HEAD", "POST")
            if ("GET" if method == "HEAD" else method) in self.methods
        )


ROUTES = (
    Route((), {"GET": portal.show}),
    Route(("about",), {"GET": about.show}),
    Route(("logo",), {"GET": logo.show}),
    Route(("leave",), {"POST": leave.leave}),
    Route(("d", IDENTIFIER), {"GET": document.show}),
    Route(("d", IDENTIFIER, "password"), {"POST": password.give}),
    Route(("d", IDENTIFIER, "acknowledge"), {"POST": acknowledge.give}),
    Route(("d", IDENTIFIER, "open"), {"POST": grant.view}, of_copy=True),
    Route(("d", IDENTIFIER, "download"), {"POST": grant.download}, of_copy=True),
    Route(("file", ANY), {"GET": file.show}, of_copy=True),
    Route(("view", ANY), {"GET": viewer.show}, of_copy=True),
    Route(("view", ANY, NUMBER), {"GET": viewer.show}, of_copy=True),
    Route(("view", ANY, NUMBER, "image"), {"GET": viewer.image}, of_copy=True),
    Route(("view", ANY, NUMBER, "large"), {"GET": viewer.large}, of_copy=True),
    Route(("view", ANY, NUMBER, "text"), {"GET": viewer.text}, of_copy=True),
    Route(
        ("stop", ANY), {"GET": stop.show, "POST": stop.stop}, by_link=True, from_mail_programs=True
    ),
    Route((ANY,), {"GET": landing.show}, by_link=True),
    Route((ANY, "email"), {"POST": landing.give_address}, by_link=True),
    Route((ANY, "code"), {"GET": code.show, "POST": code.give}, by_link=True),
)


def find(path: tuple[str, ...]) -> tuple[Route, tuple[str, ...]] | None:
    """The route of a path and what it caught."""
    for route in ROUTES:
        caught = route.fits(path)
        if caught is not None:
            return route, caught
    return None
