"""What can be done with one share, as buttons and links."""

from __future__ import annotations

from ... import _
from ...model.share import Status
from ..status import ShareWords
from dataclasses import dataclass
from plone import api
from zope.i18nmessageid import Message


VIEW = "@@external-share-details"


@dataclass(frozen=True)
class Act:
    """One button (`post`) or link; `spoken` names the recipient for screen readers."""

    name: str
    label: Message
    spoken: Message
    url: str
    post: bool


LABELS = {
    "link": (
        _("act_link", default="Copy link"),
        _("act_link_of", default="Copy link: ${who}"),
    ),
    "resend": (
        _("act_resend", default="Resend"),
        _("act_resend_to", default="Resend: ${who}"),
    ),
    "change": (
        _("act_change", default="Change"),
        _("act_change_of", default="Change: ${who}"),
    ),
    "codes": (
        _("act_codes", default="Switch codes on"),
        _("act_codes_of", default="Switch codes on: ${who}"),
    ),
    "revoke": (
        _("act_revoke", default="Revoke"),
        _("act_revoke_of", default="Revoke: ${who}"),
    ),
}
POSTS = ("link", "resend", "codes")
OFFERED = {
    Status.ACTIVE: ("link", "resend", "change", "codes", "revoke"),
    Status.SUSPENDED: ("link", "change", "codes", "revoke"),
    Status.EXPIRED: ("change", "revoke"),
    Status.REVOKED: (),
}


def details_url(share_id: str, verb: str = "", back: str = "") -> str:
    """The address of a share's page, or of something to be done there, and where to go then."""
    url = f"{api.portal.get().absolute_url()}/{VIEW}/{share_id}"
    return f"{url}{f'/{verb}' if verb else ''}{f'?back={back}' if back else ''}"


def acts_of(words: ShareWords, back: str = "") -> list[Act]:
    """What a person who may change this share can do with it now."""
    offered = OFFERED.get(words.row.status, OFFERED[Status.ACTIVE])
    return [
        Act(
            name,
            LABELS[name][0],
            Message(LABELS[name][1], mapping={"who": words.who}),
            details_url(words.id, name, "" if name in POSTS else back),
            name in POSTS,
        )
        for name in offered
        if name != "codes" or words.codes_off
    ]
