"""The code: asked for, given, refused."""

from __future__ import annotations

from ....model.verdict import Refused
from ....sentences import sentence
from ....services.admit import Admit
from ....services.admit import Arrival
from ..answers import go
from ..answers import problem
from ..answers import too_often
from ..jar import BROWSER
from ..jar import SESSION
from ..templates import CODE
from ..unknown import unknown_link
from ..visit import Visit


STATUSES = {"code_missing": 400, "code_wrong": 403, "code_old": 403, "code_tries_spent": 429}


def show(visit: Visit, token: str) -> str:
    """The page to type the code on; a browser that never gave an address is sent back."""
    arrival = Admit(visit.ports).arrive(token)
    if arrival is None:
        return unknown_link(visit)
    if not visit.jar.read(BROWSER):
        return go(visit, token)
    return _page(visit, token, arrival)


def give(visit: Visit, token: str) -> str:
    """Trade the code for a session whose cookie is new."""
    admit = Admit(visit.ports)
    arrival = admit.arrive(token)
    if arrival is None:
        return unknown_link(visit)
    if not visit.form_fits(BROWSER):
        return problem(visit, 403)
    browser = visit.jar.read(BROWSER)
    verified = admit.verify(token, visit.field("code"), browser, visit.contact, visit.session)
    if verified is None:
        return unknown_link(visit)
    if isinstance(verified, Refused):
        return _refused(visit, token, arrival, verified)
    visit.jar.drop(BROWSER)
    visit.jar.put(SESSION, verified.cookie)
    return go(visit)


def _refused(visit: Visit, token: str, arrival: Arrival, refused: Refused) -> str:
    status = STATUSES.get(refused.code)
    if status is None:
        return too_often(visit, refused)
    visit.response.setStatus(status)
    if status == 429:
        # A new code, which begins a new count, can be asked for so soon.
        seconds = visit.settings.seconds_between_codes
        visit.response.setHeader("Retry-After", str(seconds))
    return _page(visit, token, arrival, refused)


def _page(visit: Visit, token: str, arrival: Arrival, refused: Refused | None = None) -> str:
    # "Ask for a new code" leads back to the link: the address is kept nowhere, not
    # in the page either, where the next person at this screen could read it.
    asked = Admit(visit.ports).asked_at(arrival, visit.jar.read(BROWSER))
    return str(
        CODE(
            visit,
            action=visit.place.path(token, "code"),
            again=visit.place.path(token),
            asked=visit.time(asked) if asked is not None else "",
            minutes=visit.settings.code_minutes,
            pause=visit.settings.seconds_between_codes,
            most=visit.settings.codes_per_hour,
            address=visit.ports.mail.sender()[1],
            sender=arrival.sender_name,
            error=visit.say(sentence(refused)) if refused else "",
        )
    )
