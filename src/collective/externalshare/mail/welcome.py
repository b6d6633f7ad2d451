"""The usual words of an invitation: the first one, a later one, once more, at another address."""

from __future__ import annotations

from ..model.letters import MOVED
from ..model.letters import RESENT
from ..model.letters import WELCOME
from ..model.letters import WELCOME_BACK
from ..model.letters import WELCOME_MANY
from ..model.wording import Wording
from .words import Words
from collective.externalshare import _


SUBJECTS = {
    WELCOME: _("mail_invitation_subject", default="${sender} has shared a document with you"),
    WELCOME_MANY: _(
        "mail_invitation_subject_many",
        default="${sender} has shared ${count} documents with you",
    ),
    WELCOME_BACK: _(
        "mail_welcome_back_subject", default="${sender} has shared something new with you"
    ),
    RESENT: _("mail_resent_subject", default="Once more: your link from ${sender}"),
    MOVED: _("mail_moved_subject", default="At this address now: your link from ${sender}"),
}
INTROS = {
    WELCOME: _(
        "mail_invitation_intro",
        default="${sender} (${site}) has shared this document with you:",
    ),
    WELCOME_MANY: _(
        "mail_invitation_intro_many",
        default="${sender} (${site}) has shared these ${count} documents with you:",
    ),
    WELCOME_BACK: _(
        "mail_welcome_back_intro",
        default="Welcome back. ${sender} (${site}) has shared something new with you:",
    ),
    RESENT: _(
        "mail_resent_intro",
        default="Here is your link once more to what ${sender} (${site}) has shared with you:",
    ),
    MOVED: _(
        "mail_moved_intro",
        default="What ${sender} (${site}) has shared with you is now at this address. Here is a "
        "new link to it; the one that you had before no longer works.",
    ),
}


def usual_invitation(kind: str, words: Words) -> Wording:
    """The words of one of the kinds of invitation (`model.letters.INVITATIONS`)."""
    holes = {name: f"{{{name}}}" for name in ("sender", "site", "count")}
    paragraphs = (
        "{greeting}",
        words(INTROS[kind], **holes),
        "{documents}",
        "{message}",
        "{link}",
        "{asked}",
        "{contact}",
    )
    return Wording(words(SUBJECTS[kind], **holes), "\n\n".join(paragraphs))
