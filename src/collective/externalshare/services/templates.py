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

    def of(self, revision: Revision, pages: str = "") -> Template:
        """The template of a revision, or of a range of its pages, made where there is none.

        :raises CopyFailed: when no copy of it can be made.
        """
        store, settings = self.ports.store, self.ports.settings
        template = store.template(self.ports.copies.key(revision.sha256, settings, pages))
        if template is None:
            template = self.ports.copies.prepare(revision.blob, revision.sha256, settings, pages)
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
        # The beginning of the name says of which PDF it is.
        if not any(sha256 and key.startswith(sha256) for sha256 in revisions):
            return False
        shares = map(store.share_at, store.by_document.keys(uid))
        return any(self._gives(share, key) for share in shares)

    def _gives(self, share: Share, key: str) -> bool:
        """Whether a share lives, and gives out the template with this key."""
        if share.status(self.ports.now, None) in ENDED or not share.given:
            return False
        return key == self.ports.copies.key(share.given, self.ports.settings, share.terms.pages)
