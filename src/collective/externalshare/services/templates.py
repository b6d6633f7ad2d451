"""Templates of revisions: found, made at first need, dropped when no share needs them."""

from __future__ import annotations

from ..model.revision import Revision
from ..model.revision import SourceRefusal
from ..model.share import ENDED
from ..model.share import Share
from ..model.template import Template
from .batches import some_of
from .ports import Ports


class Templates:
    """Keeps one template for each revision that is shared."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports

    def of(self, revision: Revision) -> Template:
        """The template of a revision, made where there is none.

        :raises CopyFailed: when no copy of it can be made.
        """
        store, settings = self.ports.store, self.ports.settings
        template = store.template(self.ports.copies.key(revision.sha256, settings))
        if template is None:
            template = self.ports.copies.prepare(revision.blob, revision.sha256, settings)
            store.keep_template(template)
        template.serves(revision.document_uid)
        return template

    def forget_idle(self, most: int) -> int:
        """Drop those that no share needs, looking at some of many; how many were dropped.

        Needed is what a living share gives out now, of the revision that its document
        has or that it is pinned to, made in the way of today. Grants hold on to theirs
        by themselves.
        """
        templates = self.ports.store.templates or {}
        idle = [key for key in some_of(templates, most) if not self._needed(templates[key])]
        for key in idle:
            del templates[key]
        return len(idle)

    def _needed(self, template: Template) -> bool:
        return any(self._used(uid, template.key) for uid in template.uids)

    def _used(self, uid: str, key: str) -> bool:
        store = self.ports.store
        gate = store.gates.get(uid)
        if gate is None or gate.refusal == SourceRefusal.DELETED:
            return False
        revisions = {gate.current, *(pin.sha256 for pin in store.pins_of(uid))}
        made = {self.ports.copies.key(sha256, self.ports.settings): sha256 for sha256 in revisions}
        if key not in made:
            return False
        shares = map(store.share_at, store.by_document.keys(uid))
        return any(share.given == made[key] and self._lives(share) for share in shares)

    def _lives(self, share: Share) -> bool:
        return share.status(self.ports.now, None) not in ENDED
