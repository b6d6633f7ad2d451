"""What the guides promise is what the code does: each number, and each name on a screen."""

from collective.externalshare.model.contact import network_of
from collective.externalshare.model.outbox import GIVE_UP
from collective.externalshare.model.settings import Settings
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import HOUR
from collective.externalshare.model.times import MINUTE
from collective.externalshare.model.verify_lines import LARGE
from collective.externalshare.model.verify_lines import MOST_PROCESSES
from collective.externalshare.pdf import fonts
from collective.externalshare.services import seal_mail
from collective.externalshare.services import sealing
from collective.externalshare.services.report import MOST_ROWS
from tests.architecture.test_documents import DOCS
from tests.architecture.test_documents import PACKAGE
from tests.architecture.test_documents import README

import pytest
import re


GUIDES = {
    name: (DOCS / f"{name}.md").read_text("utf-8") for name in ("install", "privacy", "evidence")
}
# What Plone, or its list of permissions and roles, calls so.
ELSEWHERE = {"Site setup", "Manage external shares", "View access log", "External Share Auditor"}
NUMBERS = {
    "install": {
        "of at most 64 MB": fonts.MOST == 64 << 20,
    },
    "privacy": {
        "*Days until both are deleted from the records*: 180": Settings().contact_days == 180,
        "*Days until names and addresses are deleted from the records*: 0": Settings().person_days
        == 0,
        "IPv4 /24, IPv6 /48": [
            network_of(one).partition("/")[2] for one in ("192.0.2.1", "2001:db8::1")
        ]
        == ["24", "48"],
    },
    "evidence": {
        "Up to 2,000 rows": MOST_ROWS == 2_000,
        "Files of more than 16 MB are read by several processes at once, at most four": (
            (LARGE, MOST_PROCESSES) == (16 << 20, 4)
        ),
        "five minutes after the last one when anything happened, or after 500 rows": (
            (sealing.EVERY, sealing.ROWS) == (5 * MINUTE, 500)
        ),
        "at most one mail an hour": seal_mail.EVERY == HOUR,
        "What five million characters cannot hold": seal_mail.MOST_CHARACTERS == 5_000_000,
        "is tried for two days": GIVE_UP == 2 * DAY,
    },
}


def words_of(text):
    return " ".join(text.split())


@pytest.mark.parametrize("guide", GUIDES)
def test_a_number_that_a_guide_names_is_the_one_that_holds(guide):
    said = words_of(GUIDES[guide])
    assert [words for words in NUMBERS[guide] if words not in said] == []
    assert [words for words, holds in NUMBERS[guide].items() if not holds] == []


@pytest.mark.parametrize("guide", ["README", *GUIDES])
def test_what_a_guide_calls_by_name_bears_that_name_on_the_screen(guide):
    text = words_of(README if guide == "README" else GUIDES[guide])
    named = re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", text)
    assert named
    pot = (PACKAGE / "locales" / "collective.externalshare.pot").read_text("utf-8")
    titles = {*re.findall(r'^#\. Default: "([^"]*)"$', pot, re.M), *ELSEWHERE}
    parts = [part for one in named for part in one.split(" → ")]
    assert [part for part in parts if part not in titles] == []
