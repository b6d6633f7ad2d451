"""Looking at a document: its pages one below the other, as pictures of a stamped copy."""

from __future__ import annotations

from .... import _
from ....model.session import AccessSession
from ....model.verdict import Refused
from ....services.fetch import Fetch
from ....services.pages_seen import PagesSeen
from ....services.read import Read
from ..answers import BROKEN_SECONDS
from ..answers import problem
from ..answers import unavailable
from ..headers import FILE_POLICY
from ..headers import Unmeasured
from ..headers import VIEWER_POLICY
from ..seen import note_seen
from ..templates import VIEWER
from ..visit import Visit
from .portal import card
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from zope.i18nmessageid import Message


DPI = 110
LARGE_DPI = 150
BUSY_SECONDS = 5
# Of a page whose size nobody wrote down: A4, in points.
USUAL = (595.0, 842.0)
CSS_PIXELS = 96 / 72

ALT = _("recipient_page_alt", default="Page ${number} of ${count}")
NO_TEXT = _("recipient_page_no_text", default="No text was found on this page.")


@dataclass(frozen=True)
class Leaf:
    """One page: its number, its address, its size in CSS pixels, and what it is called."""

    number: int
    address: str
    width: int
    height: int
    label: str


def show(visit: Visit, ticket: str, number: str = "") -> str:
    """The viewer; without a script it shows one page, and links to the others."""
    found = None if visit.session is None else Fetch(visit.ports).pages(visit.session, ticket)
    if found is None or visit.session is None:
        return unavailable(visit)
    asked = number or visit.field("page")
    current = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    if number and current > found.count:
        return unavailable(visit)
    entry = Read(visit.ports).document(visit.session, found.grant.share_id)
    if entry is None:
        return unavailable(visit)
    note_seen(visit)
    visit.response.setHeader("Content-Security-Policy", VIEWER_POLICY)
    leaves = [
        _leaf(visit, ticket, place, size, found.count)
        for place, size in enumerate(found.sizes, start=1)
    ]
    current = min(max(current, 1), len(leaves))
    return str(
        VIEWER(
            visit,
            card=card(visit, entry),
            address=visit.place.path("view", ticket),
            script=visit.place.resource("viewer.js"),
            leaves=leaves,
            leaf=leaves[current - 1],
            before=leaves[current - 2] if current > 1 else None,
            after=leaves[current] if current < len(leaves) else None,
            texts="yes" if visit.settings.text_alternative else "",
            revision=found.grant.revision,
            width="wide",
        )
    )


def image(visit: Visit, ticket: str, number: str) -> str | bytes | Unmeasured:
    """A page as it is seen at its usual size."""
    return _image(visit, ticket, int(number), DPI)


def large(visit: Visit, ticket: str, number: str) -> str | bytes | Unmeasured:
    """A page for those who look closer."""
    return _image(visit, ticket, int(number), LARGE_DPI)


def text(visit: Visit, ticket: str, number: str) -> str | bytes | Unmeasured:
    """The words of a page, for those who cannot see its picture; a sentence where it has none."""

    def words(
        fetch: Fetch, session: AccessSession, ticket: str, number: int
    ) -> str | Refused | None:
        found = fetch.text(session, ticket, number)
        return visit.say(NO_TEXT) if isinstance(found, str) and not found.strip() else found

    return _sent(visit, ticket, int(number), "text/plain; charset=utf-8", words)


def _image(visit: Visit, ticket: str, number: int, dpi: int) -> str | bytes | Unmeasured:
    return _sent(visit, ticket, number, "image/jpeg", partial(Fetch.image, dpi=dpi))


def _sent(
    visit: Visit,
    ticket: str,
    number: int,
    kind: str,
    draw: Callable[[Fetch, AccessSession, str, int], bytes | str | Refused | None],
) -> str | bytes | Unmeasured:
    session, fetch = visit.session, Fetch(visit.ports)
    pages = None if session is None else fetch.pages(session, ticket)
    if session is None or pages is None or number > pages.count:
        return unavailable(visit)
    # HEAD tells whether there is something, or for how long not; it draws and notes nothing.
    asked = visit.request.environ["REQUEST_METHOD"] == "GET"
    made = draw(fetch, session, ticket, number) if asked else fetch.pages_spent(session) or b""
    if made is None:
        return unavailable(visit)
    if isinstance(made, Refused):
        return _refused(visit, made)
    if asked:
        PagesSeen(visit.ports).note(session, pages.grant, number)
        note_seen(visit)
    visit.response.setHeader("Content-Type", kind)
    visit.response.setHeader("Content-Security-Policy", FILE_POLICY)
    visit.response.setHeader("Content-Disposition", "inline")
    if not asked:
        return Unmeasured()
    return made.encode("utf-8", "replace") if isinstance(made, str) else made


def _refused(visit: Visit, refused: Refused) -> str:
    if refused.code == "pages_spent":
        return problem(visit, 429, refused=refused, seconds=int(str(refused.values["seconds"])))
    busy = refused.code == "render_busy"
    return problem(visit, 503, refused=refused, seconds=BUSY_SECONDS if busy else BROKEN_SECONDS)


def _leaf(visit: Visit, ticket: str, number: int, size: tuple[float, float], count: int) -> Leaf:
    width, height = size if all(size) else USUAL
    label = Message(ALT, mapping={"number": str(number), "count": str(count)})
    return Leaf(
        number,
        visit.place.path("view", ticket, str(number)),
        max(1, round(width * CSS_PIXELS)),
        max(1, round(height * CSS_PIXELS)),
        visit.say(label),
    )
