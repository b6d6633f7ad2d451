"""The steps of the walk: each does one thing and says in one sentence what it saw."""

from collective.externalshare.demo.forms import Form
from collective.externalshare.demo.forms import Page
from collective.externalshare.demo.forms import parse_page
from collective.externalshare.demo.mailbox import Mail
from collective.externalshare.demo.mailbox import Mailbox
from collective.externalshare.demo.people import EDITOR
from collective.externalshare.demo.people import STEWARD
from collective.externalshare.demo.places import PUBLISHED
from collective.externalshare.demo.places import TYPE_NAME
from collective.externalshare.demo.settings import DemoSettings
from collective.externalshare.demo.visitor import page_of
from collective.externalshare.demo.visitor import RestClient
from collective.externalshare.demo.visitor import Visitor
from collective.externalshare.demo.visitor import WalkStop
from collective.externalshare.model.address import clean_words
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import base64
import pikepdf
import re
import requests
import secrets
import time


MAIL_SECONDS = 90
_NAME = "Rosa Lindt"
_LINK = re.compile(r"https?://\S+/@@external-share/[0-9a-z]{32}\b")
_PICTURE = re.compile(r'src="([^"]+/image)"')
_JPEG = b"\xff\xd8\xff"
_CODE = re.compile(r"(?<!\d)(\d{4})[ \u00a0]?(\d{4})(?!\d)")


class Walk:
    """One walk with one document, one recipient and one browser."""

    def __init__(self, settings: DemoSettings, pdf: Path):
        self._settings = settings
        self._pdf = pdf
        # What a file system takes for a name, a title or a web server may not.
        self._title = clean_words(pdf.stem) or "PDF"
        self._mailbox = Mailbox(settings.mail_folder)
        self._editor = RestClient(settings.site_url, EDITOR.login, EDITOR.password)
        self._steward = RestClient(settings.site_url, STEWARD.login, STEWARD.password)
        self._visitor = Visitor()
        # A new address each time: whoever walks often meets no limit of an earlier walk.
        self._email = f"rosa-{secrets.token_hex(3)}@example.org"
        self._seen: set[str] = set(self._mailbox.names())
        self._document: dict[str, Any] = {}
        self._share: dict[str, Any] = {}
        self._link = ""
        self._code = ""
        self._url = ""
        self._page = Page()

    def publish(self) -> str:
        """Upload the file as an editor and publish it."""
        data = self._pdf.read_bytes()
        body = {
            "@type": TYPE_NAME,
            "title": self._title,
            "document_number": "WALK",
            "revision": "1",
            "pdf": {
                "data": base64.b64encode(data).decode("ascii"),
                "encoding": "base64",
                "filename": f"{self._title}.pdf",
                "content-type": "application/pdf",
            },
        }
        self._document = self._editor.call("POST", PUBLISHED, body)
        state = self._editor.call("POST", f"{self._document['@id']}/@workflow/publish", {})
        return (
            f"Published \u201c{self._title}\u201d, {_size(len(data))}: {self._document['@id']}"
            f" ({state['review_state']})"
        )

    def share(self) -> str:
        """Share it with somebody outside."""
        body = {
            "recipients": [{"email": self._email, "name": _NAME, "organisation": "Lindt Tools"}],
            "access": "download",
            "message": "The walk sends its regards.",
        }
        try:
            made = self._editor.call("POST", f"{self._document['@id']}/@external-shares", body)
        except WalkStop:
            # What cannot be shared is not left behind among the published documents.
            self._editor.call("DELETE", self._document["@id"])
            raise
        self._share = made["items"][0]
        return (
            f"Shared with {_NAME} <{self._email}> until {self._share['expires'][:10]}:"
            f" {self._share['status']}, mail {self._share['mail']}"
        )

    def receive_invitation(self) -> str:
        """Wait for the invitation and find its link."""
        mail, seconds = self._await_mail()
        found = _LINK.search(mail.text)
        if found is None:
            raise WalkStop(f"The mail {mail.name} holds no link.")
        self._link = found.group()
        return f"After {seconds:.1f} s the mail \u201c{mail.subject}\u201d arrived: {mail.name}"

    def open_link(self) -> str:
        """Open the link and see that it tells nothing of the document."""
        self._see(self._visitor.get(self._link))
        if self._page.form_asking("email") is None:
            raise WalkStop("The page of the link does not ask for an address.")
        return f"The link says \u201c{self._page.heading}\u201d and asks for an address"

    def give_address(self) -> str:
        """Type the address the invitation was sent to."""
        form = _needed(self._page.form_asking("email"), "for the address")
        self._see(self._visitor.submit(form, self._url, email=self._email))
        if self._page.form_asking("code") is None:
            raise WalkStop("The page after the address does not ask for a code.")
        return f"Typed the address: \u201c{self._page.heading}\u201d"

    def receive_code(self) -> str:
        """Wait for the code."""
        mail, seconds = self._await_mail()
        found = _CODE.search(mail.text)
        if found is None:
            raise WalkStop(f"The mail {mail.name} holds no code.")
        self._code = f"{found[1]} {found[2]}"
        return f"After {seconds:.1f} s the code {self._code} arrived: {mail.name}"

    def give_code(self) -> str:
        """Type the code and stand in the portal."""
        form = _needed(self._page.form_asking("code"), "for the code")
        self._see(self._visitor.submit(form, self._url, code=self._code))
        if self._page.form_asking("code") is not None:
            raise WalkStop("The code was not accepted.")
        return f"Typed the code: \u201c{self._page.heading}\u201d, the portal"

    def open_document(self) -> str:
        """Go to the document's own page."""
        link = self._page.link_with(f"/@@external-share/d/{self._share['id']}")
        if link is None:
            raise WalkStop("The portal does not show the document.")
        self._see(self._visitor.get(link, site="same-origin"))
        return f"Opened the document's page: \u201c{self._page.heading}\u201d"

    def view(self) -> str:
        """Look at its first page."""
        form = _needed(self._page.form_to("/open"), "to open the document")
        answer = self._visitor.submit(form, self._url)
        page_of(answer)
        found = _PICTURE.search(answer.text)
        if found is None:
            raise WalkStop("The viewer shows no page.")
        picture = self._visitor.get(urljoin(answer.url, found[1]), site="same-origin")
        if not picture.content.startswith(_JPEG):
            raise WalkStop("The first page is no picture.")
        return f"Looked at page 1 in the browser: a picture, {_size(len(picture.content))}"

    def download(self) -> str:
        """Fetch the stamped copy and prove that it is a PDF, and not the original."""
        form = _needed(self._page.form_to("/download"), "to download the document")
        answer = self._visitor.submit(form, self._url)
        if answer.status_code != 200:
            page_of(answer)
        original = self._pdf.read_bytes()
        if not answer.content.startswith(b"%PDF-") or answer.content == original:
            raise WalkStop("What was downloaded is not a stamped copy.")
        self._settings.out_folder.mkdir(parents=True, exist_ok=True)
        # 255 bytes are the longest name that file systems take.
        short = self._title.encode()[:200].decode(errors="ignore")
        target = self._settings.out_folder / f"{short}-{_NAME.replace(' ', '-')}.pdf"
        target.write_bytes(answer.content)
        try:
            with pikepdf.open(target) as copy:
                pages = len(copy.pages)
        except pikepdf.PdfError:
            raise WalkStop(f"The copy that was downloaded does not open: {target}") from None
        return f"Downloaded the stamped copy, {pages} pages, {_size(len(answer.content))}: {target}"

    def see_table(self) -> str:
        """Look at the administrator's table."""
        query = f"@external-shares?distribution={self._share['distribution']}"
        rows = self._steward.call("GET", query)["items"]
        row = next((row for row in rows if row["id"] == self._share["id"]), None)
        if row is None:
            raise WalkStop("The table does not show the share.")
        if (row["opened"], row["downloads"]) != (2, 1):
            raise WalkStop(
                f"The table counts {row['opened']} openings and {row['downloads']} downloads"
                " after one of each kind."
            )
        return (
            f"The table says: {row['document']['title']}, {row['recipient']['name']},"
            f" {row['status']}, opened {row['opened']}, downloads {row['downloads']},"
            f" mail {row['mail']}"
        )

    def revoke(self) -> str:
        """End the share."""
        reason = {"reason": "The walk is over."}
        self._steward.call("DELETE", f"@external-shares/{self._share['id']}", reason)
        status = self._steward.call("GET", f"@external-shares/{self._share['id']}")["status"]
        if status != "revoked":
            raise WalkStop(f"The share is {status} after it was revoked.")
        return f"Revoked it: the share is {status}"

    def meet_nothing(self) -> str:
        """See that link and document are gone, with the session still open."""
        for address in (self._link, self._url):
            answer = self._visitor.get(address)
            if answer.status_code != 404:
                raise WalkStop(f"{address} still answers {answer.status_code}.")
        page = parse_page(answer.text, answer.url)
        return f"The link and the document answer 404: \u201c{page.heading}\u201d"

    def _see(self, answer: requests.Response) -> None:
        self._page = page_of(answer)
        self._url = answer.url

    def _await_mail(self) -> tuple[Mail, float]:
        """Return the next new mail to the recipient and how long it took."""
        start = time.monotonic()
        while time.monotonic() - start < MAIL_SECONDS:
            for name in reversed(self._mailbox.names()):
                if name in self._seen:
                    continue
                self._seen.add(name)
                mail = self._mailbox.read(name)
                if mail and parseaddr(mail.recipient)[1] == self._email:
                    return mail, time.monotonic() - start
            time.sleep(0.1)
        raise WalkStop(f"No mail to {self._email} arrived within {MAIL_SECONDS} seconds.")


def _needed(form: Form | None, purpose: str) -> Form:
    if form is None:
        raise WalkStop(f"The page has no form {purpose}.")
    return form


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
