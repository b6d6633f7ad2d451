"""Related items of a document that go along with it, in the same sending."""

from __future__ import annotations

from ... import _
from ...content.chosen import Choice
from ...content.chosen import related_to
from ...content.documents import Document
from functools import cached_property
from typing import Any
from urllib.parse import urlencode


CHANGED = _(
    "chosen_changed",
    default="Not every document that was checked can still be shared, so nothing was sent. "
    "Look at the list, then go on without them.",
)


class WithRelated:
    """Mix-in of the sender's form for one document.

    Those that were shown in the preview travel in its address, so that one that
    cannot go any more is a refusal, and not left out silently.
    """

    context: Any
    request: Any
    draft: Any
    along = False

    @cached_property
    def related(self) -> Choice:
        """Which of the related items can go along, and which cannot and why."""
        return related_to(self.context)

    @property
    def documents(self) -> list[Document]:
        """What is shared: the document, and what goes along with it."""
        return [Document(self.context), *(self.related.can if self.along else ())]

    @property
    def action(self) -> str:
        """This form; behind the preview with the related items that it showed."""
        url = str(self.request.getURL())
        if not (self.draft and self.along):
            return url
        return f"{url}?{urlencode({'related': '.'.join(self.related.uids)})}"

    @property
    def outdated(self) -> bool:
        """Whether others would go along than the preview showed."""
        shown = self.request.form.get("related")
        here = ".".join(self.related.uids) if self.along else ""
        return shown is not None and shown != here
