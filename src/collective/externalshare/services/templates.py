"""Templates of revisions: found, made at first need, dropped when no share needs them."""

from __future__ import annotations

from ..model.revision import Revision
from ..model.revision import SourceRefusal
from ..model.share import ENDED
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

        Needed is what a document with a living share gives out now, made in
        the way of today. Grants hold on to theirs by themselves.
        """
        templates = self.ports.store.templates or {}
        idle = [key for key in some_of(templates, most) if not self._needed(templates[key])]
        for key in idle:
            del templates[key]
        return len(idle)

    def _needed(self, template: Template) -> bool:
        gates = (self.ports.store.gates.get(uid) for uid in template.uids)
        return any(
            self.ports.copies.key(gate.current, self.ports.settings) == template.key
            and self._lives(gate.uid)
            for gate in gates
            if gate is not None and gate.refusal != SourceRefusal.DELETED
        )

    def _lives(self, uid: str) -> bool:
        store, now = self.ports.store, self.ports.now
        shares = (store.share_at(key) for key in store.by_document.keys(uid))
        return any(share.status(now, None) not in ENDED for share in shares)
