"""What happened, in words: for the history of a share and for reports of evidence."""

from __future__ import annotations

from . import _
from .mail_words import MAIL_KINDS
from .model.audit import Action
from .model.invitation import ATTACHED
from .model.pages import said
from .moments import Speaker
from .services.acknowledge import ACKNOWLEDGE
from .services.overview import Row
from .terms_words import say_written
from .vocabularies import ACCESS
from .vocabularies import ACTIONS
from .vocabularies import reason_words
from dataclasses import dataclass
from plone import api
from typing import Any
from zope.i18nmessageid import Message


NOTICES = (Action.NOTICE_QUEUED, Action.NOTICE_SENT, Action.NOTICE_FAILED)
CHANGES = (
    Action.SHARE_CHANGED,
    Action.SETTINGS_CHANGED,
    Action.POLICY_CHANGED,
    Action.LIST_CHANGED,
)
LISTS = (Action.LIST_MADE, Action.LIST_DELETED)
OF_USERS = (Action.DISTRIBUTION_HANDED_OVER, Action.SENDER_LEFT, Action.SENDER_RETURNED)
MAILS = (Action.INVITATION_QUEUED, Action.INVITATION_SENT)
GRANTS = (Action.SHARE_OPENED, Action.SHARE_DOWNLOADED, Action.SHARE_ATTACHED)
"""Of these, `new` is the number of the copy that was made."""
OF_PAGES = (*GRANTS, Action.SHARE_ACKNOWLEDGED)
"""Of these, `old` is the range of pages, where it was not the whole."""


REFUSED = {
    **ACCESS,
    ACKNOWLEDGE: _("access_acknowledge", default="Acknowledgement"),
}
"""What a reader was refused, as `new` names it."""


@dataclass(frozen=True)
class EventWords:
    """One thing that happened: when, what, who, and what else there is to say."""

    moment: str
    what: Message
    who: Any
    remarks: tuple[Any, ...]


class Narrator:
    """Tells rows of evidence; client addresses only to those who may see the access log.

    `row` is the share that they are of; None for those that are of none.
    """

    def __init__(self, row: Row | None, speaker: Speaker, with_addresses: bool) -> None:
        self.row = row
        self.speaker = speaker
        self.with_addresses = with_addresses
        self._names: dict[str, str] = {}

    def tell(self, event: dict[str, Any]) -> EventWords:
        """One row of `services.history` in words."""
        return EventWords(
            moment=self.speaker.moment(event["time"]),
            what=ACTIONS[Action(event["action"])],
            who=self._who(*event["actor"]),
            remarks=tuple(self._remarks(event)),
        )

    def _who(self, kind: str, actor: str) -> Any:
        if kind == "user":
            return self._user(actor)
        if kind == "recipient" and self.row is not None:
            return self.row.invitation.name or self.row.recipient.address
        if kind == "visitor":
            return _("actor_visitor", default="Somebody with the link")
        return _("actor_system", default="The system")

    def _user(self, user_id: str) -> str:
        """The full name; of a user who is gone, what the sending kept, else the id."""
        if user_id not in self._names:
            user = api.user.get(userid=user_id)
            senders = self.row.distribution.senders if self.row is not None else {}
            kept = senders[user_id].name if user_id in senders else ""
            name = user.getProperty("fullname", "") if user is not None else ""
            self._names[user_id] = name or kept or user_id
        return self._names[user_id]

    def _remarks(self, event: dict[str, Any]) -> list[Any]:
        remarks: list[Any] = []
        # A limit is the site's own word, whoever reached it.
        by_person = event["actor"][0] == "user" and event["action"] != Action.LIMIT_REACHED
        reason = event["reason"] if by_person else reason_words(event["reason"])
        if isinstance(reason, Message):
            remarks.append(reason)
        elif reason:
            remarks.append(
                _("event_reason", default="Reason: ${reason}", mapping={"reason": reason})
            )
        if (news := self._news(event)) is not None:
            remarks.append(news)
        remarks += _notice(event)
        if event["action"] == Action.SHARE_CREATED and event["old"]:
            remarks.append(_("event_anew", default="In the place of a share with another address."))
        if event["action"] in OF_PAGES and event["old"]:
            values = {"pages": said(event["old"])}
            remarks.append(_("event_of_pages", default="Pages ${pages} only", mapping=values))
        if event["revision"]:
            values = {"revision": event["revision"]}
            remarks.append(_("event_revision", default="Revision ${revision}", mapping=values))
        if self.with_addresses and event["person"].get("ip"):
            values = {"ip": event["person"]["ip"]}
            remarks.append(_("event_ip", default="From ${ip}", mapping=values))
        return remarks

    def _news(self, event: dict[str, Any]) -> Any:
        """What `new` says, and `old`, by the action; None where the action says it all."""
        action, values = event["action"], {"old": event["old"], "new": event["new"]}
        if action == Action.SHARE_CREATED:
            return say_written(event["new"], self.speaker)
        if action == Action.SHARE_CHANGED:
            values = {
                "old": say_written(event["old"], self.speaker),
                "new": say_written(event["new"], self.speaker),
            }
        if action in CHANGES:
            return _("event_changed", default="${new} (before: ${old})", mapping=values)
        if action in LISTS:
            return event["new"] or event["old"]
        if action in OF_USERS:
            return self._of_users(action, values)
        if action == Action.ACCESS_REFUSED:
            return REFUSED.get(event["new"])
        return _of_files(event)

    def _of_users(self, action: str, values: dict[str, str]) -> Message:
        """Of rows whose `old` and `new` are users of the site."""
        if action == Action.DISTRIBUTION_HANDED_OVER:
            values = {name: self._user(user_id) for name, user_id in values.items()}
            return _("event_handed_over", default="From ${old} to ${new}", mapping=values)
        return _("event_account", default="Account: ${new}", mapping=values)


def _of_files(event: dict[str, Any]) -> Message | None:
    """What rows about the file itself say: which copy, which pages, whether it went along."""
    action, new = event["action"], event["new"]
    if action == Action.PAGES_SHOWN:
        return _("event_pages", default="Pages sent: ${pages}", mapping={"pages": new})
    if action in GRANTS and new:
        return _("event_copy", default="Copy number ${number}", mapping={"number": new})
    if action in MAILS and new == ATTACHED:
        return _("event_attached", default="With the PDF as an attachment")
    if action == Action.SHARE_ACKNOWLEDGED:
        values = {"sha256": event["sha256"]}
        return _("event_acknowledged", default="SHA-256 of the file: ${sha256}", mapping=values)
    return None


def _notice(event: dict[str, Any]) -> list[Message]:
    """Which notice it was, of rows that tell of one."""
    return [MAIL_KINDS[event["new"]]] if event["action"] in NOTICES else []
