"""What is said when something cannot be had: heading and text by status."""

from __future__ import annotations

from ... import _
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Words:
    """A heading, and the paragraphs under it."""

    heading: Message
    texts: tuple[Message, ...]


def _say(heading: Message, *texts: Message) -> Words:
    return Words(heading, texts)


UNAVAILABLE = _say(
    _("recipient_unavailable_heading", default="This is not available"),
    _(
        "recipient_unavailable_text",
        default="The link may have expired, been withdrawn, or be incomplete. "
        "Perhaps a newer one was sent to you.",
    ),
    _(
        "recipient_unavailable_ask",
        default="Please ask the person who sent you the link for a new one.",
    ),
)

CLOSED = _say(
    _("recipient_closed_heading", default="Open the link in your mail again"),
    _(
        "recipient_closed_text",
        default="Documents shared with you are shown here after you have confirmed your address. "
        "That lasts for a while only, and in this browser only.",
    ),
    _(
        "recipient_closed_ask",
        default="To go on, open the link in the mail that was sent to you.",
    ),
)

HTTPS = _say(
    _("recipient_https_heading", default="HTTPS is required"),
    _(
        "recipient_https_text",
        default="This address was opened without encryption, so your browser could not keep you "
        "signed in. Open the link from your mail unchanged; it begins with https://.",
    ),
)

PROBLEMS = {
    400: _say(
        _("recipient_400_heading", default="Your request could not be understood"),
        _(
            "recipient_400_text",
            default="What your browser sent was not complete. Go back and try again.",
        ),
    ),
    403: _say(
        _("recipient_403_heading", default="This form is no longer valid"),
        _(
            "recipient_403_text",
            default="It is too old, or it was not sent from our own page. "
            "Go back, load the page again and send it once more.",
        ),
    ),
    405: _say(
        _("recipient_405_heading", default="This address cannot be opened directly"),
        _("recipient_405_text", default="Open the link in the mail that was sent to you."),
    ),
    413: _say(
        _("recipient_413_heading", default="That is too much"),
        _("recipient_413_text", default="What your browser sent is bigger than any form here."),
    ),
    415: _say(
        _("recipient_415_heading", default="Your request could not be understood"),
        _("recipient_415_text", default="Only the forms of these pages are accepted here."),
    ),
    429: _say(
        _("recipient_429_heading", default="Please wait a little"),
        _(
            "recipient_429_text",
            default="That was tried too often. Wait for a while, then try again.",
        ),
    ),
    500: _say(
        _("recipient_500_heading", default="Something went wrong"),
        _(
            "recipient_500_text",
            default="This is our fault, not yours, and nothing was changed. "
            "Try again in a few minutes.",
        ),
    ),
    503: _say(
        _("recipient_503_heading", default="Please try again shortly"),
        _(
            "recipient_503_text",
            default="The site cannot answer this at the moment. Try again in a few minutes.",
        ),
    ),
}
