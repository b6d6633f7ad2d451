"""What those who manage do with a recipient: rename, block, let in again."""

from __future__ import annotations

from ..model.address import clean_words
from ..model.address import is_unwritable
from ..model.address import LONGEST_NAME
from ..model.audit import Action
from ..model.audit import Actor
from ..model.audit import Contact
from ..model.audit import Event
from ..model.audit import NOBODY
from ..model.recipient import LANGUAGES
from ..model.recipient import Recipient
from ..model.verdict import Refused
from .ports import Ports
from .record import must_be_recordable
from .record import record_administration
from .revoke import LONGEST_REASON
from .sessions import end_session


class PeopleDeeds:
    """Each writes one row of the administration; what was given at a sending stays as it was."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def change(
        self,
        recipient: Recipient,
        actor: Actor,
        name: str | None = None,
        organisation: str | None = None,
        language: str | None = None,
        contact: Contact = NOBODY,
    ) -> Refused | None:
        """Change the recipient's own record; None leaves a value as it is.

        Refused: `name_unwritable`, `name_long`, `language_unknown`, `nothing_changed`.
        """
        texts = {"name": name, "organisation": organisation}
        refused = _wrong(texts, None if language == recipient.language else language)
        if refused is not None:
            return refused
        wanted = {key: clean_words(text) for key, text in texts.items() if text is not None}
        wanted.update({} if language is None else {"language": language})
        changed = {key: value for key, value in wanted.items() if value != getattr(recipient, key)}
        if not changed:
            return Refused("nothing_changed")
        must_be_recordable(self.ports)
        self.ports.store.unpost_person(recipient)
        for key, value in changed.items():
            setattr(recipient, key, value)
        self.ports.store.post_person(recipient)
        self._record(Action.RECIPIENT_CHANGED, recipient, actor, contact, " ".join(changed))
        return None

    def block(
        self, recipient: Recipient, actor: Actor, reason: str, contact: Contact = NOBODY
    ) -> Refused | None:
        """Keep a person out, from their next request on; their sessions end.

        Blocking again changes nothing. Refused: `reason_missing`, `reason_long`.
        """
        reason = clean_words(reason)
        if not reason:
            return Refused("reason_missing", where="reason")
        if len(reason) > LONGEST_REASON:
            return Refused("reason_long", {"maximum": LONGEST_REASON}, where="reason")
        must_be_recordable(self.ports)
        if not recipient.block(self.ports.now, reason):
            return None
        store = self.ports.store
        for digest in store.session_lists[recipient.id].digests:
            if digest in store.sessions:
                end_session(self.ports, store.sessions[digest], actor, contact)
        self._record(Action.RECIPIENT_BLOCKED, recipient, actor, contact, reason=reason)
        return None

    def unblock(self, recipient: Recipient, actor: Actor, contact: Contact = NOBODY) -> None:
        """Let a person in again; nothing where nobody kept them out."""
        must_be_recordable(self.ports)
        if recipient.unblock():
            self._record(Action.RECIPIENT_UNBLOCKED, recipient, actor, contact)

    def _record(
        self,
        action: Action,
        recipient: Recipient,
        actor: Actor,
        contact: Contact,
        new: str = "",
        reason: str = "",
    ) -> None:
        person = {
            "address": recipient.address,
            "name": recipient.name,
            "organisation": recipient.organisation,
        }
        event = Event(
            action, actor, reason=reason, new=new, recipient_id=recipient.id, person=person
        )
        record_administration(self.ports, event, contact)


def _wrong(texts: dict[str, str | None], language: str | None) -> Refused | None:
    for key, text in texts.items():
        if text is not None and is_unwritable(text):
            return Refused("name_unwritable", where=key)
        if text is not None and len(clean_words(text)) > LONGEST_NAME:
            return Refused("name_long", {"maximum": LONGEST_NAME}, where=key)
    if language not in (None, "", *LANGUAGES):
        return Refused("language_unknown", {"known": ", ".join(LANGUAGES)}, where="language")
    return None
