"""What happened to a share, told to whoever listens; attributes only."""

from __future__ import annotations

from . import interfaces
from typing import Any
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


@implementer(interfaces.IExternalShareEvent)
class ExternalShareEvent(ObjectEvent):
    """`object` is the document where there is one, else the site."""

    def __init__(self, obj: Any, share_id: str, reason: str = "") -> None:
        super().__init__(obj)
        self.share_id = share_id
        self.reason = reason


@implementer(interfaces.IExternalShareCreated)
class ExternalShareCreated(ExternalShareEvent):
    """A share was made."""


@implementer(interfaces.IExternalShareOpened)
class ExternalShareOpened(ExternalShareEvent):
    """A reader was granted a look."""


@implementer(interfaces.IExternalShareDownloaded)
class ExternalShareDownloaded(ExternalShareOpened):
    """A reader was granted the file."""


@implementer(interfaces.IExternalShareAcknowledged)
class ExternalShareAcknowledged(ExternalShareEvent):
    """A reader acknowledged a revision."""


@implementer(interfaces.IExternalShareRevoked)
class ExternalShareRevoked(ExternalShareEvent):
    """A person ended the share."""


@implementer(interfaces.IExternalShareSuspended)
class ExternalShareSuspended(ExternalShareEvent):
    """The document can no longer be given out."""


@implementer(interfaces.IExternalShareResumed)
class ExternalShareResumed(ExternalShareEvent):
    """A suspended share is active again."""


@implementer(interfaces.IExternalShareExpired)
class ExternalShareExpired(ExternalShareEvent):
    """The clock ended the share."""


@implementer(interfaces.IInvitationFailed)
class InvitationFailed(ExternalShareEvent):
    """An invitation was given up."""


KINDS = {
    "IExternalShareCreated": ExternalShareCreated,
    "IExternalShareOpened": ExternalShareOpened,
    "IExternalShareDownloaded": ExternalShareDownloaded,
    "IExternalShareAcknowledged": ExternalShareAcknowledged,
    "IExternalShareRevoked": ExternalShareRevoked,
    "IExternalShareSuspended": ExternalShareSuspended,
    "IExternalShareResumed": ExternalShareResumed,
    "IExternalShareExpired": ExternalShareExpired,
    "IInvitationFailed": InvitationFailed,
}
