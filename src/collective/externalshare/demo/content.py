"""The sample content: one document for every answer the add-on can give."""

from collections.abc import Callable
from collective.externalshare.demo.document_type import ensure_type
from collective.externalshare.demo.papers.manual import write_manual
from collective.externalshare.demo.papers.procedure import write_procedure
from collective.externalshare.demo.papers.small import LOCK_PASSWORD
from collective.externalshare.demo.papers.small import write_draft
from collective.externalshare.demo.papers.small import write_impostor
from collective.externalshare.demo.papers.small import write_locked
from collective.externalshare.demo.papers.small import write_requirements
from collective.externalshare.demo.people import EDITOR
from collective.externalshare.demo.places import DRAFT
from collective.externalshare.demo.places import DRAFTS
from collective.externalshare.demo.places import IMPOSTOR
from collective.externalshare.demo.places import LOCKED
from collective.externalshare.demo.places import MANUAL
from collective.externalshare.demo.places import PROCEDURE
from collective.externalshare.demo.places import PUBLISHED
from collective.externalshare.demo.places import REQUIREMENTS
from collective.externalshare.demo.places import TYPE_NAME
from collective.externalshare.demo.site import READING
from functools import partial
from pathlib import Path
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import transaction


class Papers:
    """The sample PDFs, each written once and kept in ``folder``."""

    def __init__(self, folder: Path):
        self._folder = folder

    def get(self, name: str, write: Callable[[Path], None]) -> NamedBlobFile:
        """Return the file ``name`` as the value of a file field."""
        path = self._folder / name
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{name}.part")
            write(part)
            part.rename(path)
        return NamedBlobFile(path.read_bytes(), contentType="application/pdf", filename=name)


def ensure_content(site: Any, papers: Papers) -> None:
    """Create what is missing; what is there stays as people left it.

    Each piece commits by itself, so that an interrupted first start is
    completed by the next one.
    """
    ensure_type()
    with api.env.adopt_user(username=EDITOR.login):
        published = _folder(site, PUBLISHED, "Controlled documents", "Released and in force.")
        drafts = _folder(site, DRAFTS, "Drafts", "Not yet released: nothing here can be shared.")
        if api.content.get_state(published) != "published":
            api.content.transition(published, to_state="published")
        transaction.commit()
        _procedure(published, papers)
        _files(published, drafts, papers)
        _requirements(published, papers)
        _welcome(site)


def _folder(site: Any, name: str, title: str, description: str) -> Any:
    if name in site.objectIds():
        return site[name]
    return api.content.create(site, "Folder", name, title, description=description)


def _file(folder: Any, address: str, title: str, description: str, file: NamedBlobFile) -> Any:
    name = address.rpartition("/")[2]
    made = api.content.create(
        folder, "File", name, title, description=description, file=file, safe_id=False
    )
    transaction.commit()
    return made


def _missing(folder: Any, address: str) -> bool:
    return address.rpartition("/")[2] not in folder.objectIds()


def _controlled(folder: Any, address: str, title: str, **fields: Any) -> Any:
    """Create a page with an attached PDF and publish it."""
    name = address.rpartition("/")[2]
    page = api.content.create(folder, TYPE_NAME, name, title, **fields)
    api.content.transition(page, to_state="published")
    return page


def _procedure(folder: Any, papers: Papers) -> None:
    """Revise the procedure as its author would: what is published now is revision B."""
    if not _missing(folder, PROCEDURE):
        return
    procedure = _controlled(
        folder,
        PROCEDURE,
        "QP-07 Control of nonconforming parts",
        description="Quality procedure, second revision. Share this one first.",
        document_number="QP-07",
        revision="A",
        pdf=papers.get("QP-07-A.pdf", partial(write_procedure, revision="A")),
        text=_rich("<p>How a part that does not meet its drawing is kept from being used.</p>"),
    )
    procedure.revision = "B"
    procedure.pdf = papers.get("QP-07-B.pdf", partial(write_procedure, revision="B"))
    notify(ObjectModifiedEvent(procedure))
    transaction.commit()


def _files(published: Any, drafts: Any, papers: Papers) -> None:
    rows = (
        (published, MANUAL, "OM-400 Milling centre EW 400", "OM-400.pdf", write_manual,
         "Operating manual, 200 pages with pictures."),
        (published, LOCKED, "PL-27 Spare parts 2027", "PL-27.pdf", write_locked,
         f"Locked with the password \u201c{LOCK_PASSWORD}\u201d, so it cannot be shared."),
        (published, IMPOSTOR, "Calibration certificate", "certificate.pdf", write_impostor,
         "Called PDF, but a web page inside, so it cannot be shared."),
        (drafts, DRAFT, "WI-31 Deburring by hand", "WI-31.pdf", write_draft,
         "A draft in a private folder, so it cannot be shared."),
    )  # fmt: skip
    for folder, address, title, name, write, description in rows:
        if _missing(folder, address):
            _file(folder, address, title, description, papers.get(name, write))


def _requirements(folder: Any, papers: Papers) -> None:
    if not _missing(folder, REQUIREMENTS):
        return
    _controlled(
        folder,
        REQUIREMENTS,
        "SQ-02 Supplier quality requirements",
        description="A page with an attached PDF.",
        document_number="SQ-02",
        revision="D",
        pdf=papers.get("SQ-02.pdf", write_requirements),
        text=_rich("<p>What we ask of everybody who delivers parts to us. Part of each order.</p>"),
    )
    transaction.commit()


def _welcome(site: Any) -> None:
    if "welcome" in site.objectIds():
        return
    page = api.content.create(
        site,
        "Document",
        "welcome",
        "Welcome to Example Works",
        description="A demonstration of sharing controlled documents with people outside.",
        text=_rich(_WELCOME.format(site=site.absolute_url_path(), **_PLACES)),
        exclude_from_nav=True,
    )
    api.content.transition(page, to_state="published")
    # All else that is published is for those who log in.
    for permission in READING:
        page.manage_permission(permission, ["Anonymous"], acquire=True)
    site.setDefaultPage("welcome")
    transaction.commit()


def _rich(html: str) -> RichTextValue:
    return RichTextValue(html, "text/html", "text/x-html-safe")


_PLACES = {
    "procedure": PROCEDURE,
    "manual": MANUAL,
    "requirements": REQUIREMENTS,
    "locked": LOCKED,
    "impostor": IMPOSTOR,
    "draft": DRAFT,
}
_WELCOME = """\
<p>Everybody and everything here is made up. Log in as an editor, open a document and choose
<strong>External sharing</strong>. The mails that leave are shown on the
<a href="/mails">mails page</a>.</p>
<h2>Documents that can be shared</h2>
<ul>
<li><a href="{site}/{procedure}">QP-07 Control of nonconforming parts</a>:
a controlled procedure in its second revision</li>
<li><a href="{site}/{manual}/view">OM-400 Milling centre EW 400</a>: a manual of 200 pages</li>
<li><a href="{site}/{requirements}">SQ-02 Supplier quality requirements</a>:
a page with an attached PDF</li>
</ul>
<h2>Documents that cannot, each for another reason</h2>
<ul>
<li><a href="{site}/{draft}/view">WI-31 Deburring by hand</a>: still a draft</li>
<li><a href="{site}/{locked}/view">PL-27 Spare parts 2027</a>: locked by a password</li>
<li><a href="{site}/{impostor}/view">Calibration certificate</a>: not a PDF, whatever it says</li>
</ul>
"""
