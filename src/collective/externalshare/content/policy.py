"""What the organisation's rules say of a content object: by its folders and its level."""

from __future__ import annotations

from ..model.level import read_levels
from ..model.policy import NO_RULES
from ..model.policy import Rules
from ..model.policy import stricter
from ..model.revision import SourceRefusal
from .confidentiality import level_of
from .sites import acting_site
from .sites import Surroundings
from Acquisition import aq_chain
from Acquisition import aq_inner
from functools import reduce
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from typing import Any


class ContentPolicy:
    """Read once for an object and as long as an answer lives."""

    def __init__(self, obj: Any, around: Surroundings | None = None) -> None:
        around = around or Surroundings(acting_site())
        self.folders = self._of_folders(obj, around.store)
        level = level_of(obj)
        known = read_levels(around.settings.levels) if level else {}
        self.level_unknown = bool(level) and level not in known
        self.level = known[level].rules if level in known else NO_RULES

    @property
    def rules(self) -> Rules:
        """What folders and level demand together."""
        return stricter(self.folders, self.level)

    def refusal(self) -> SourceRefusal | None:
        """Why the object must not be shared at all; a level unknown is the strictest."""
        if self.level_unknown:
            return SourceRefusal.LEVEL_UNKNOWN
        if self.level.prohibited:
            return SourceRefusal.CLASSIFIED
        return SourceRefusal.FOLDER_PROHIBITED if self.folders.prohibited else None

    def _of_folders(self, obj: Any, store: Any) -> Rules:
        """From the root down; the object itself counts, if it is a folder."""
        if store is None or not store.folder_rules:
            return NO_RULES
        uids = []
        for place in aq_chain(aq_inner(obj)):
            if IPloneSiteRoot.providedBy(place):
                break
            uids.append(IUUID(place, None))
        found = (store.folder_rules.get(uid, NO_RULES) for uid in reversed(uids) if uid)
        return reduce(stricter, found, NO_RULES)
