"""What the buttons of the health page do: each deed answers a sentence or a refusal."""

from __future__ import annotations

from ... import _
from ...model.verdict import Refused
from ...services.mailroom import Mailroom
from ...services.record import must_be_recordable
from ...services.sealing import Sealing
from ...services.sessions import Sessions
from collections.abc import Callable
from plone import api
from typing import Any
from zope.i18nmessageid import Message


Answer = Message | Refused


def resend(page: Any) -> Answer:
    """Queue one undelivered mail again."""
    done = Mailroom(page.ports).retry(page.text("resend"), *page.actor_and_contact())
    if isinstance(done, Refused):
        return done
    if done:
        return _("admin_mail_queued", default="The mail is queued again.")
    return _("admin_mail_gone", default="This mail is no longer on the list; nothing was sent.")


def dismiss(page: Any) -> Answer:
    """Take one undelivered mail off the list."""
    if Mailroom(page.ports).dismiss(page.text("dismiss"), *page.actor_and_contact()):
        return _("admin_mail_dismissed", default="The mail was taken off the list.")
    return _("admin_mail_off", default="This mail had already been taken off the list.")


def test_mail(page: Any) -> Answer:
    """Queue a test mail to the address typed."""
    language = api.portal.get_current_language()
    address = Mailroom(page.ports).test_mail(
        page.text("address"), language, *page.actor_and_contact()
    )
    if isinstance(address, Refused):
        return address
    return _(
        "admin_test_queued",
        default="A test mail to ${address} is queued. It leaves within seconds; this page shows "
        "what becomes of it.",
        mapping={"address": address},
    )


def end_session(page: Any) -> Answer:
    """End one session."""
    if Sessions(page.ports).end_one(page.text("end_session"), *page.actor_and_contact()):
        return _("admin_session_ended", default="The session was ended.")
    return _("admin_session_gone", default="This session had already ended.")


def end_all(page: Any) -> Answer:
    """End every session of the site."""
    ended = Sessions(page.ports).end_all(*page.actor_and_contact())
    return _("admin_sessions_ended", default="Sessions ended: ${count}.", mapping={"count": ended})


def seal(page: Any) -> Answer:
    """Seal now what would be sealed in some minutes."""
    must_be_recordable(page.ports)
    made = Sealing(page.ports)()
    if made is None:
        return _("admin_seal_none", default="Nothing was recorded since the last seal.")
    number = made.fields["number"]
    return _("admin_sealed", default="Seal ${number} was made.", mapping={"number": number})


DEEDS: dict[str, Callable[[Any], Answer]] = {
    "resend": resend,
    "dismiss": dismiss,
    "test_mail": test_mail,
    "end_session": end_session,
    "end_all": end_all,
    "seal": seal,
}
