"""What a ticket fetches: the file of a download, the pages of a look."""

from __future__ import annotations

from .. import logger
from ..interfaces import CopyFailed
from ..interfaces import RenderBusy
from ..interfaces import RenderFailed
from ..model.grant import Grant
from ..model.secrets import digest
from ..model.secrets import fold_token
from ..model.session import AccessSession
from ..model.terms import Access
from ..model.verdict import Refused
from .authorize import authorize
from .authorize import Standing
from .limits import Limits
from .ports import Ports
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from typing import TypeVar


T = TypeVar("T")


@dataclass(frozen=True)
class FileAnswer:
    """A copy with exactly the recorded bytes; `virtual` has a path, a tail and a size."""

    virtual: Any
    filename: str
    sha256: str


@dataclass(frozen=True)
class Pages:
    """The pages a reader may look at, and what they are pages of."""

    grant: Grant
    title: str

    @property
    def count(self) -> int:
        """How many there are."""
        template = self.grant.template
        return template.pages if template else self.grant.copy.pages

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each in points; zeros where nobody wrote them down."""
        template = self.grant.template
        numbers = range(1, self.count + 1)
        return tuple(template.size(number) if template else (0.0, 0.0) for number in numbers)


class Fetch:
    """Serves living tickets to the session that got them; every call decides anew."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def file(self, session: AccessSession, ticket: str) -> FileAnswer | Refused | None:
        """The copy of a download. A look has pages and no file: None, as for the unknown."""
        found = self._granted(session, ticket, Access.DOWNLOAD)
        if found is None:
            return None
        grant = found[0]
        virtual = self._virtual(grant)
        if isinstance(virtual, Refused):
            return virtual
        return FileAnswer(virtual, grant.filename, grant.copy.sha256)

    def pages(self, session: AccessSession, ticket: str) -> Pages | None:
        """What a look shows, without drawing anything."""
        found = self._granted(session, ticket, Access.VIEW)
        if found is None:
            return None
        grant, standing = found
        return Pages(grant, standing.document.title)

    def image(
        self, session: AccessSession, ticket: str, number: int, dpi: int
    ) -> bytes | Refused | None:
        """One page as JPEG with the stamp in it; None where there is no such page."""
        return self._drawn(
            session,
            ticket,
            number,
            lambda copy: self.ports.renderer.page(copy, number, dpi, self.ports.settings),
        )

    def text(self, session: AccessSession, ticket: str, number: int) -> str | Refused | None:
        """The words of one page; None where the settings keep them back as well."""
        if not self.ports.settings.text_alternative:
            return None
        return self._drawn(
            session,
            ticket,
            number,
            lambda copy: self.ports.renderer.text(copy, number, self.ports.settings),
        )

    def pages_spent(self, session: AccessSession) -> Refused | None:
        """Whether this session had as many pages drawn as it may in a minute; `seconds` to wait."""
        seconds = Limits(self.ports).pages_wait(session)
        return Refused("pages_spent", {"seconds": seconds}) if seconds else None

    def _drawn(
        self, session: AccessSession, ticket: str, number: int, draw: Callable[[Any], T]
    ) -> T | Refused | None:
        found = self._granted(session, ticket, Access.VIEW)
        if found is None or not 1 <= number <= found[0].copy.pages:
            return None
        spent = self.pages_spent(session)
        if spent is not None:
            return spent
        virtual = self._virtual(found[0])
        if isinstance(virtual, Refused):
            return virtual
        try:
            made: T | Refused = draw(virtual)
        except RenderBusy:
            # Nothing was drawn, so nothing is counted.
            return Refused("render_busy")
        except RenderFailed as error:
            logger.error("A page of a granted copy cannot be drawn: %s", error)
            made = Refused("render_failed")
        Limits(self.ports).count_page(session)
        return made

    def _virtual(self, grant: Grant) -> Any:
        try:
            return self.ports.copies.open(grant, self.ports.settings)
        except CopyFailed as error:
            logger.error("A granted copy cannot be served: %s", error)
            return Refused("copy_failed")

    def _granted(
        self, session: AccessSession, ticket: str, access: Access
    ) -> tuple[Grant, Standing] | None:
        """The grant of a ticket for this kind of use, if it still stands."""
        folded = fold_token(ticket)
        grant_id = folded and self.ports.store.tickets.get(digest(folded))
        grant: Grant | None = self.ports.store.grants.get(grant_id) if grant_id else None
        if grant is None or grant.session_digest != session.digest or grant.access != access:
            return None
        # The session given is a living one.
        if not grant.lives(self.ports.now, self.ports.settings.ticket_minutes, True):
            return None
        standing = authorize(self.ports, session, grant.share_id, grant.access)
        if standing is None or standing.share.terms.pages != grant.pages:
            return None
        return grant, standing
