"""What to say after a sending."""

from __future__ import annotations

from ... import _
from ...model.address import Addressee
from ...model.distribution import Distribution
from collections.abc import Sequence
from zope.i18nmessageid import Message


WAITING = _("shared_waiting", default="Shared. It waits for approval; nothing leaves before.")


def done(made: Distribution, people: Sequence[Addressee]) -> Message:
    """What happened, with the number of recipients."""
    if made.hold is not None:
        return WAITING
    by_mail = made.by_mail
    mapping = {"who": people[0].name or people[0].address, "count": len(people)}
    if by_mail and len(people) == 1:
        text = _("shared_one", default="Shared with ${who}. The mail is on its way.")
    elif by_mail:
        text = _(
            "shared_many", default="Shared with ${count} recipients. The mails are on their way."
        )
    elif len(people) == 1:
        text = _("linked_one", default="A link for ${who} was made. Copy it and pass it on.")
    else:
        text = _("linked_many", default="${count} links were made. Copy them and pass them on.")
    return Message(text, mapping=mapping)
