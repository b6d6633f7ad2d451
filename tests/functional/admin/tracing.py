"""The tab *Whose copy is this?* as people use it."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from tests.functional.admin.conftest import PANEL

import re


TRACE = f"{PANEL}-trace"
JO = "Jo Meyer <jo@supplier.example.org>, Supplier Ltd"


def token_of(visitor):
    page = visitor.get(TRACE).text
    return re.search(r'name="_authenticator"[^>]*value="([0-9a-f]+)"', page)[1]


def type_number(visitor, number):
    return visitor.post(TRACE, _authenticator=token_of(visitor), number=number)


def searches(ports):
    rows = ports().store.chains[ADMINISTRATION].rows()
    return [row for row in rows if row["action"] == Action.COPY_TRACED]


def drop(visitor, data, name="found.pdf", token=None):
    """Somebody chooses a file and presses the button."""
    return visitor.http.post(
        f"{visitor.base}/{TRACE}",
        data={"_authenticator": token or token_of(visitor)},
        files={"file": (name, data, "application/pdf")},
        allow_redirects=False,
    )
