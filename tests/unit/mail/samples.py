"""Letters as an example, and ways to look at the mails made of them."""

from collective.externalshare.mail.code import CodeFacts
from collective.externalshare.mail.code import write_code
from collective.externalshare.mail.compose import compose
from collective.externalshare.mail.compose import Envelope
from collective.externalshare.mail.invitation import InvitationFacts
from collective.externalshare.mail.invitation import SharedDocument
from collective.externalshare.mail.invitation import write_invitation
from collective.externalshare.mail.letterhead import Letterhead
from collective.externalshare.mail.seals import write_seals
from collective.externalshare.mail.trial import TrialFacts
from collective.externalshare.mail.trial import write_trial
from collective.externalshare.mail.words import Words
from collective.externalshare.model.seal import make_seal
from collective.externalshare.model.secrets import KeyRing
from collective.externalshare.model.times import to_micros
from datetime import datetime
from datetime import UTC
from email import message_from_bytes
from email import policy
from html.parser import HTMLParser


NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


UNTIL = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)


HEAD = Letterhead(
    "Example Works",
    "en",
    "Europe/Berlin",
    contact="Document control, +49 30 123456",
    privacy_notice="How we treat your data: https://www.example.org/privacy",
    signature="Example Works Ltd, 1 Example Street",
)


ENVELOPE = Envelope(
    "ab" * 16,
    ("Example Works", "noreply@example.org"),
    ("Erika Example", "erika@example.org"),
    "jo.meyer@example.org",
    "https://share.example.org:8443/portal",
)


PAPER = SharedDocument("Procedure 7", "3", UNTIL, "view")


FACTS = InvitationFacts(
    "Jo Meyer",
    "jo.meyer@example.org",
    "Erika Example",
    True,
    "Please read.\n\nBest wishes",
    "https://share.example.org:8443/portal/@@external-share/" + "a" * 32,
    [PAPER],
)


CODE = CodeFacts("Jo Meyer", "Erika Example", "12345678", 10, UNTIL)


SEAL = make_seal([("chain", 1, "ab" * 32)], None, to_micros(NOW), KeyRing((b"k" * 32,)))


ENGLISH = Words("en")


class Seen(HTMLParser):
    """Collects the words a person sees."""

    def __init__(self):
        super().__init__()
        self.hidden = 0
        self.words = []
        self.links = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag in ("head", "style", "title") or "display:none" in (values.get("style") or ""):
            self.hidden += 1
        self.links.extend(value for name, value in attributes if name in ("href", "src"))

    def handle_endtag(self, tag):
        if tag in ("head", "style", "title") or (tag == "div" and self.hidden):
            self.hidden -= 1

    def handle_data(self, data):
        if not self.hidden:
            self.words.append(data)


def seen(markup):
    parser = Seen()
    parser.feed(markup)
    return parser


def parsed(letter, envelope=ENVELOPE):
    return message_from_bytes(bytes(compose(letter, envelope, NOW)), policy=policy.default)


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html_of(message):
    return message.get_body(("html",)).get_content().replace("\r\n", "\n")


def letters(facts=FACTS, code=CODE, head=HEAD, words=ENGLISH):
    return {
        "invitation": write_invitation(facts, head, words),
        "code": write_code(code, head, words),
        "trial": write_trial(TrialFacts(NOW, "https://share.example.org"), head, words),
        "seals": write_seals([SEAL], head, words),
    }
