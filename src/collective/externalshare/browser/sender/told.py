"""What a sender is told before sending, of rules and of newer versions."""

from __future__ import annotations

from ...content.documents import Document
from ...content.newer import newer_versions
from ...sentences import sentence
from ...services.policy import Policy
from ...services.ports import Ports
from ..rules import rules_said
from collections.abc import Sequence
from typing import Any
from zope.i18nmessageid import Message


class Told:
    """Mix-in of the sender's forms."""

    ports: Ports
    documents: Sequence[Document]
    draft: Any

    @property
    def rules(self) -> list[Message]:
        """What folders and classifications demand, before anything is typed."""
        return rules_said(Policy(self.ports).demands(self.documents))

    @property
    def warnings(self) -> list[Message]:
        """What to look at twice before sending, of the site's rules."""
        people = [person.address for person in self.draft.order.addressees]
        found = Policy(self.ports).warnings(self.documents, people)
        return [sentence(one) for one in (*newer_versions(self.documents), *found)]

    @property
    def newer(self) -> list[Message]:
        """That a newer version is on its way, before anything is typed."""
        return [sentence(one) for one in newer_versions(self.documents)]
