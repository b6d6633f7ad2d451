"""How a sending leaves: by mail, with copies attached or not, or as links that are passed on."""

from __future__ import annotations

from ... import _
from ...services.distribute import Order
from .draft import Draft
from zope.i18nmessageid import Message


WRITING = ("preview", "cancel")
CHECKING = ("send", "links", "back", "cancel")


def buttons_for(draft: Draft | None) -> tuple[str, ...]:
    """Names of the buttons of a step; what goes as an attachment needs a mail."""
    if draft is None:
        return WRITING
    return tuple(name for name in CHECKING if name != "links" or not draft.order.attached)


def delivery_said(order: Order) -> list[tuple[Message, Message | str]]:
    """What the preview says of the label, and of what goes with the mail beside the link."""
    said: list[tuple[Message, Message | str]] = []
    if order.label:
        said.append((_("fact_label", default="Label"), order.label))
    if order.attached:
        yes = _("fact_attached_yes", default="a copy for each recipient, bearing their name")
        said.append((_("fact_attached", default="Attached"), yes))
    return said
