"""The browser layer, the events, and the ports between the layers."""

from __future__ import annotations

from .mail_ports import IEnclosures as IEnclosures
from .mail_ports import IInvitationPreview as IInvitationPreview
from .mail_ports import IMailGate as IMailGate
from .mail_ports import IMailWords as IMailWords
from .pdf_ports import CopyFailed as CopyFailed
from .pdf_ports import ICopies as ICopies
from .pdf_ports import IInspector as IInspector
from .pdf_ports import IRenderer as IRenderer
from .pdf_ports import RenderBusy as RenderBusy
from .pdf_ports import RenderFailed as RenderFailed
from .store_port import IShareStore as IShareStore
from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IExternalShareLayer(IDefaultBrowserLayer):
    """Marks requests to sites on which the add-on is installed."""


# Events: `object` is the document where there is one, else the site.


class IExternalShareEvent(IObjectEvent):
    """Something happened to a share."""

    share_id = Attribute("Id of the share, 32 hexadecimal characters.")


class IExternalShareCreated(IExternalShareEvent):
    """A share was made; fired in the transaction that makes it."""


class IExternalShareOpened(IExternalShareEvent):
    """A reader was granted a look; fired before any byte is sent."""


class IExternalShareDownloaded(IExternalShareOpened):
    """A reader was granted the file."""


class IExternalShareAcknowledged(IExternalShareEvent):
    """A reader said that they have read and understood a revision."""


class IExternalShareRevoked(IExternalShareEvent):
    """A person ended the share."""


class IExternalShareSuspended(IExternalShareEvent):
    """The document can no longer be given out, or its sender may share it no longer."""

    reason = Attribute("Value of a SourceRefusal, or of an Objection.")


class IExternalShareResumed(IExternalShareEvent):
    """A suspended share is active again."""


class IExternalShareExpired(IExternalShareEvent):
    """The clock ended the share; announced by the sweep, later than it is true."""


class IInvitationFailed(IExternalShareEvent):
    """An invitation was given up: refused for good, or tried for two days."""


# Ports. Implementations MUST follow every sentence here; each has a test.
# Those of the PDF engine are in `pdf_ports`, the store's is in `store_port`.


class IClock(Interface):
    """Tells the time."""

    def now():
        """The aware UTC datetime of this moment."""


class IKeys(Interface):
    """Gives the root keys of a site."""

    def ring():
        """The `KeyRing`. MUST prefer keys from outside the database.

        MUST raise `KeysUnusable` where one outside is named and cannot be read.
        """

    def problem():
        """What is wrong with the keys, or None.

        `key_unusable`: `ring` would raise. `key_in_database`: all works, but
        there is no key outside.
        """


class IShareSource(Interface):
    """What may be shared of this object now, or why not. The extension point for renditions."""

    def refusal():
        """A `SourceRefusal`, or None when the object can be shared.

        MUST be cheap enough for every page and MUST NOT write. It relies on
        the stored verdict of the inspection; a file never inspected counts as
        viewable when it begins like a PDF.
        """

    def revision():
        """A `Revision`, or a `SourceRefusal`.

        Inspects a file version that was not inspected yet and stores the
        verdict, so it MUST only be called where writing is allowed.
        """

    def findings():
        """What an editor should know of the file, a tuple of `Finding`.

        None when this version of it was not looked into yet. As cheap as
        `refusal`, and like it MUST NOT write.
        """

    def pages():
        """How many pages the file has; 0 when this version of it was not looked into yet.

        As cheap as `refusal`, and like it MUST NOT write. An adapter without this
        method counts as one that does not know.
        """

    def rely_on():
        """MUST make the transaction fail if the objects behind the answer change meanwhile."""


class IDocument(Interface):
    """A live document in the eyes of the services."""

    uid = Attribute("UID of the object.")
    path = Attribute("Physical path as a string.")
    title = Attribute("Title, text.")
    obj = Attribute("The content object; services pass it on and never look into it.")

    def refusal():
        """As `IShareSource.refusal`."""

    def judged():
        """`refusal` and `rules` at one go, of one reading."""

    def revision():
        """As `IShareSource.revision`."""

    def rely_on():
        """As `IShareSource.rely_on`."""

    def may_be_shared_by(user_id):
        """Whether this user has an account and the right to share the object. MUST NOT write."""

    def stays_with(user_id):
        """Whether a user who shared the object may share it yet. MUST NOT write.

        Without the right they may not, from this moment on. Whose account cannot be
        found, or asked for, may until the store says that it is gone (`has_left`).
        """

    def pages():
        """How many pages would be handed out now; 0 where that is not known.

        From what is known without inspecting; MUST NOT write.
        """

    def rules():
        """The `Rules` of the folders that it lies in and of its classification, together."""


class IDocuments(Interface):
    """Finds live documents of a site, found by adapting the site."""

    def get(uid, path):
        """The `IDocument` with this UID, sought at `path` first, or None when it is gone.

        MUST compare the UID of what lies at the path, and MUST NOT check
        the permissions of whoever asks. All that one of these finds are judged
        by the settings that it read first: whoever needs later ones asks anew.
        """

    def under(settings):
        """The same, whose documents are judged by these `Settings` and by no later ones."""


class KeysUnusable(Exception):
    """A root key outside the database is named, but cannot be read.

    Falling back to the database silently would weaken the site behind its
    owner's back, so nothing that needs a key works until it is mended.
    """


class ISiteSettings(Interface):
    """Reads the control panel, found by adapting the site."""

    def read():
        """The `Settings` of this moment."""


class ISealLog(Interface):
    """Where seals are kept outside the database."""

    def last():
        """The newest whole line as text; empty before the first, None where no log was named."""

    def end():
        """(`last`, a tuple of what follows it: pieces of lines that a crash cut off)."""

    def append(lines, after=None):
        """Add lines at the end, and return when they are on the disk.

        Nothing where `after` is given and is not the newest whole line any more.
        A piece that was cut off MUST stay, on a line of its own.

        Without a log nothing happens. All methods may raise OSError.
        """


class IAccounts(Interface):
    """Knows the people of a site, found by adapting the site. Nothing here MUST write."""

    def named(user_id):
        """The account with this id, or log-in name, as a `Sender`; None without one."""

    def approvers(most):
        """At most `most` people who may approve external shares, as `Sender`s by their ids.

        Each MUST have a mail address. Who may only because everybody may is
        left out.
        """


class IAnnouncer(Interface):
    """Tells the rest of Plone what happened to a share."""

    def announce(kind, share_id, document, reason=""):
        """Fire the event of `kind` (the name of its interface) for a share.

        `document` is an `IDocument` or None.
        """
