"""Where named lists of recipients are kept: the same in the control panel and for a sender."""

from __future__ import annotations

from .. import _
from ..content.people import contact_of
from ..content.people import current_actor
from ..model.address import Addressee
from ..model.recipient_list import RecipientList
from ..model.verdict import Refused
from ..sentences import sentence
from ..services.ports import Ports
from ..services.recipient_lists import LONGEST_NAME
from ..services.recipient_lists import RecipientLists
from ..services.recipient_table import decoded
from ..services.recipient_table import LARGEST_TABLE
from ..services.recipient_table import read_recipients
from ..services.recipient_table import written
from ..services.record import unrecordable
from .status import speaker
from abc import abstractmethod
from collections.abc import Iterable
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
from ZPublisher.HTTPRequest import FileUpload


NEW = "new"
NEW_TITLE = _("list_new", default="New list")
SAVED = _("list_saved", default="The list is saved.")
DELETED = _("list_deleted", default="The list is deleted. What was sent to it stays sent.")
READ = _(
    "list_read",
    default="Recipients read from the file: ${count}. Look through them, then save the list.",
)


@implementer(IPublishTraverse)
class ListDesk:
    """Mix-in of a page: its address alone is the table, `/new` and `/<id>` are the form.

    A GET looks; a POST saves, reads a file into the field, or deletes.
    """

    parts = ViewPageTemplateFile("list_desk.pt")
    longest_name = LONGEST_NAME
    path: tuple[str, ...] = ()
    one: RecipientList | None = None
    refusals: tuple[Message, ...] = ()
    wrong: frozenset[str] = frozenset()
    with_owners = False
    owner: str
    ports: Ports
    request: Any
    # The table, and the form.
    index: Any

    @property
    @abstractmethod
    def desk_url(self) -> str:
        """The table."""

    @abstractmethod
    def kept(self) -> list[RecipientList]:
        """The lists that this person keeps."""

    def publishTraverse(self, request: Any, name: str) -> Any:  # noqa: N802
        """Take the id of a list."""
        if self.path:
            raise NotFound
        self.path = (name,)
        return self

    def desk(self) -> str:
        """The table, or the form of one list."""
        if not self.path:
            return str(self.index())
        if self.path[0] != NEW:
            found = [one for one in self.kept() if one.id == self.path[0]]
            if not found:
                raise NotFound
            self.one = found[0]
        if self.request.method != "POST":
            return str(self.index())
        CheckAuthenticator(self.request)
        if refused := unrecordable(self.ports):
            return self._refuse([refused], 503)
        return self._delete() if "delete" in self.request.form else self._save()

    @property
    def list_title(self) -> Message | str:
        """Which list."""
        return self.one.name if self.one else NEW_TITLE

    @property
    def here(self) -> str:
        """This page."""
        return f"{self.desk_url}/{self.path[0]}" if self.path else self.desk_url

    @property
    def new_url(self) -> str:
        """The form of a new list."""
        return f"{self.desk_url}/{NEW}"

    def list_lines(self) -> list[dict[str, Any]]:
        """The lists of the table."""
        say = speaker()
        return [
            {
                "name": one.name,
                "url": f"{self.desk_url}/{one.id}",
                "owner": self._owner(one.owner),
                "count": len(one.members),
                "changed": say.moment(one.changed),
            }
            for one in self.kept()
        ]

    @property
    def name(self) -> str:
        """What the field of the name holds."""
        return self._text("name") if self._posted else self.one.name if self.one else ""

    @property
    def members(self) -> str:
        """What the field of the recipients holds."""
        if self._posted:
            return self._text("recipients")
        return written(list(self.one.members)) if self.one else ""

    @property
    def _posted(self) -> bool:
        return self.request.method == "POST" and "name" in self.request.form

    def _save(self) -> str:
        report = read_recipients(self._text("recipients"))
        if "read" in self.request.form:
            return self._read_file(report.addressees, report.refusals)
        if report.refusals:
            return self._refuse(report.refusals)
        lists, actor, contact = RecipientLists(self.ports), current_actor(), self._contact
        given = (self._text("name"), report.addressees, actor, contact)
        done = lists.change(self.one, *given) if self.one else lists.make(self.owner, *given)
        if isinstance(done, Refused):
            return self._refuse([done])
        return self._leave(SAVED)

    def _read_file(self, typed: list[Addressee], refusals: Iterable[Refused]) -> str:
        upload = self.request.form.get("table")
        if not isinstance(upload, FileUpload) or not upload.filename:
            return self._refuse([Refused("list_file_missing", where="table")])
        text = decoded(upload.read(LARGEST_TABLE + 1))
        if isinstance(text, Refused):
            return self._refuse([text])
        report = read_recipients(text)
        wrong = [*refusals, *report.refusals]
        if wrong:
            return self._refuse(wrong)
        people = {one.address: one for one in (*report.addressees, *typed)}
        self.request.form["recipients"] = written(list(people.values()))
        said = Message(READ, mapping={"count": len(report.addressees)})
        api.portal.show_message(said, self.request)
        return str(self.index())

    def _delete(self) -> str:
        if self.one is None:
            raise NotFound
        RecipientLists(self.ports).drop(self.one, current_actor(), self._contact)
        return self._leave(DELETED)

    def _leave(self, said: Message) -> str:
        api.portal.show_message(said, self.request)
        self.request.response.redirect(self.desk_url, status=303)
        return ""

    def _refuse(self, refusals: Iterable[Refused], status: int = 400) -> str:
        found = list(refusals)
        self.refusals = tuple(map(sentence, found))
        self.wrong = frozenset(one.where for one in found)
        self.request.response.setStatus(status)
        return str(self.index())

    @property
    def _contact(self) -> Any:
        return contact_of(self.request)

    def _owner(self, user_id: str) -> Message | str:
        if not user_id:
            return _("list_everybody", default="For everybody who shares")
        user = api.user.get(userid=user_id)
        return (user.getProperty("fullname", "") if user is not None else "") or user_id

    def _text(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""
