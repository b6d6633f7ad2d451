"""The link from the mail, and the address typed there."""

from __future__ import annotations

from ....model.verdict import Refused
from ....sentences import sentence
from ....services.admit import Admit
from ....services.admit import Arrival
from ..answers import go
from ..answers import too_often
from ..jar import BROWSER
from ..templates import LANDING
from ..unknown import unknown_link
from ..visit import Visit


def show(visit: Visit, token: str) -> str:
    """Say who sent the link and until when, and ask for the address. Writes nothing, ever."""
    arrival = Admit(visit.ports).arrive(token)
    if arrival is None:
        return unknown_link(visit)
    return _page(visit, token, arrival)


def give_address(visit: Visit, token: str) -> str:
    """Ask for a code; friend and stranger are sent to the same page."""
    admit = Admit(visit.ports)
    arrival = admit.arrive(token)
    if arrival is None:
        return unknown_link(visit)
    browser = visit.jar.read(BROWSER)
    asked = admit.request_code(token, visit.field("email"), browser, visit.contact)
    if asked is None:
        return unknown_link(visit)
    if isinstance(asked, Refused):
        if asked.where:
            visit.response.setStatus(400)
            return _page(visit, token, arrival, asked)
        return too_often(visit, asked)
    visit.jar.put(BROWSER, asked.browser)
    return go(visit, token, "code")


def _page(visit: Visit, token: str, arrival: Arrival, refused: Refused | None = None) -> str:
    # What was typed is not shown again: the field is empty on every page (T17).
    return str(
        LANDING(
            visit,
            action=visit.place.path(token, "email"),
            sender=arrival.sender_name,
            until=visit.moment(arrival.expires),
            error=visit.say(sentence(refused)) if refused else "",
        )
    )
