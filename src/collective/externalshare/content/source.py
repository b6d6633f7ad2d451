"""The published-revision rule for Dexterity content."""

from __future__ import annotations

from .. import logger
from ..interfaces import IClock
from ..interfaces import IInspector
from ..interfaces import IShareSource
from ..mail.blame import whereabouts
from ..model.finding import Finding
from ..model.revision import FileVerdict
from ..model.revision import Revision
from ..model.revision import SourceRefusal
from ..model.settings import Settings
from ..pdf.errors import EngineMissing
from ..pdf.errors import PdfError
from ..pdf.values import Inspection
from .pdf_field import find_pdf
from .publication import publication_refusal
from .publication import published_at
from .publication import state_holder
from .sites import acting_site
from .sites import Surroundings
from Acquisition import aq_base
from functools import cached_property
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.interface import implementer

import transaction


@implementer(IShareSource)
class ContentSource:
    """Answers for an object with a PDF in one of its file fields."""

    def __init__(self, context: Any) -> None:
        self.context = context

    @cached_property
    def around(self) -> Surroundings:
        """The site it is judged in; handed in by whoever judges several documents."""
        return Surroundings(acting_site())

    def refusal(self) -> SourceRefusal | None:
        """Why the object cannot be shared now, from what is known without inspecting."""
        now = getUtility(IClock).now()
        refusal = publication_refusal(self.context, self._settings, now)
        if refusal is not None:
            return refusal
        value = find_pdf(self.context)
        if isinstance(value, SourceRefusal):
            return value
        verdict = self._known_verdict(value._blob)
        return SourceRefusal(verdict.refusal) if verdict and verdict.refusal else None

    def revision(self) -> Revision | SourceRefusal:
        """What would be handed out now, inspecting a file version not seen before."""
        refusal = self.refusal()
        if refusal is not None:
            return refusal
        value = find_pdf(self.context)
        verdict = self._known_verdict(value._blob)
        if verdict is None:
            try:
                verdict = self._inspect(value._blob)
            except PdfError as error:
                logger.error("A PDF could not be looked into: %s", whereabouts(error))
                return SourceRefusal.ENGINE_FAILED
        elif verdict.findings is None:
            verdict = self._look(value._blob, verdict)
        if verdict.refusal:
            return SourceRefusal(verdict.refusal)
        return self._describe(value, verdict)

    def findings(self) -> tuple[Finding, ...] | None:
        """What an editor should know of the file, from what is known without looking into it."""
        value = find_pdf(self.context)
        if isinstance(value, SourceRefusal):
            return None
        verdict = self._known_verdict(value._blob)
        return verdict.findings if verdict else None

    def pages(self) -> int:
        """How many pages the file has, from what is known without looking into it."""
        value = find_pdf(self.context)
        verdict = None if isinstance(value, SourceRefusal) else self._known_verdict(value._blob)
        return verdict.pages if verdict else 0

    def rely_on(self) -> None:
        """Ties the transaction to the object, its file and whatever holds its state."""
        holder = state_holder(self.context)
        records = [self.context, getattr(holder, "workflow_history", None), holder]
        value = find_pdf(self.context)
        if not isinstance(value, SourceRefusal):
            records += [value, value._blob]
        for record in records:
            jar = getattr(record, "_p_jar", None)
            if jar is not None:
                jar.readCurrent(aq_base(record))

    @property
    def _settings(self) -> Settings:
        return self.around.settings

    def _known_verdict(self, blob: Any) -> FileVerdict | None:
        if _overwritten(blob):
            # In this very transaction: the kept verdict is on other bytes.
            return None
        store = self.around.store
        oid = blob._p_oid
        verdict = store.verdicts.get(oid.hex()) if store is not None and oid else None
        if verdict is None:
            return None
        blob._p_activate()
        return verdict if verdict.fits(blob._p_serial.hex()) else None

    def _inspect(self, blob: Any) -> FileVerdict:
        if blob._p_oid is None:
            # A file uploaded in this very transaction has no oid to keep the verdict under.
            transaction.savepoint(optimistic=True)
        blob._p_activate()
        try:
            with blob.open("r") as handle:
                found = getUtility(IInspector).inspect(handle.name, self._settings)
        except OSError as error:
            # Told apart from a disk that is full at the savepoint above.
            raise EngineMissing("the file cannot be looked into") from error
        return self._keep(blob, found)

    def _look(self, blob: Any, known: FileVerdict) -> FileVerdict:
        """The verdict with findings, one of before there were any; what else it says stays."""
        try:
            with blob.open("r") as handle:
                findings = getUtility(IInspector).look(handle.name, self._settings)
        except (PdfError, OSError):
            # No share is refused, and no reader kept waiting, for want of words to an editor.
            return known
        found = Inspection(None, known.pages, known.size, known.sha256, findings)
        return self._keep(blob, found)

    def _keep(self, blob: Any, found: Inspection) -> FileVerdict:
        fresh = _overwritten(blob) or not any(blob._p_serial)
        serial = "" if fresh else blob._p_serial.hex()
        facts = (found.pages, found.size, found.sha256, found.findings)
        verdict = FileVerdict(serial, found.refusal or "", *facts)
        store = self.around.store
        if store is not None and blob._p_oid is not None:
            store.verdicts[blob._p_oid.hex()] = verdict
        return verdict

    def _describe(self, value: Any, verdict: FileVerdict) -> Revision:
        context = self.context
        return Revision(
            document_uid=IUUID(context),
            path="/".join(context.getPhysicalPath()),
            title=context.Title() or context.getId(),
            label=self._label(verdict.sha256),
            blob=value._blob,
            serial=verdict.serial,
            sha256=verdict.sha256,
            size=verdict.size,
            pages=verdict.pages,
            filename=_pdf_name(value.filename or context.getId()),
            version_id=getattr(aq_base(context), "version_id", None),
            published_at=published_at(context),
            findings=verdict.findings or (),
        )

    def _label(self, sha256: str) -> str:
        """The document's own label where it has one, else the running number of its PDFs."""
        name = self._settings.revision_attribute
        own = getattr(aq_base(self.context), name, None) if name else None
        if isinstance(own, str | int) and str(own).strip():
            return str(own).strip()[:40]
        store = self.around.store
        gate = store.gates.get(IUUID(self.context)) if store is not None else None
        return str(gate.number_of(sha256) if gate else 1)


def _overwritten(blob: Any) -> bool:
    """Whether the bytes are newer than the blob's transaction id, by a write not committed yet."""
    saved = getattr(blob._p_jar, "_savepoint_storage", None)
    in_savepoint = saved is not None and blob._p_oid in saved.index
    return bool(blob._p_changed or (in_savepoint and any(blob._p_serial)))


def _pdf_name(name: str) -> str:
    return name if name.lower().endswith(".pdf") else f"{name}.pdf"
