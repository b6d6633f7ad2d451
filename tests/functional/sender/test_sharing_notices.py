"""What is in the file besides its pages is said to the sender, word by word, before sending."""

from collective.externalshare.model.finding import Finding
from collective.externalshare.notices import NOTICES
from plone import api
from tests.common import cargo
from tests.common.content import a_document

import pytest
import re
import transaction


REDACTIONS = (
    "Passages are marked for redaction, but were never redacted: the words are still in the file, "
    "and recipients can read them. Apply the redactions and replace the file before you share it."
)
SIGNED = (
    "The file is signed. Copies are changed by the stamp, so the signature will not be in them."
)
COMMENTS = "The file has comments. They are removed from copies."
CARGO = {
    SIGNED: (cargo.signed,),
    REDACTIONS: (cargo.marked_for_redaction,),
    COMMENTS: (cargo.commented,),
    "The file has scripts, media, or actions that start by themselves, open other files or send "
    "data. They are removed from copies.": (cargo.scripted,),
    "Other files are embedded in the file. They are removed from copies.": (cargo.attached,),
    "The file has fields to fill in. They stay in copies, with what is written in them now.": (
        cargo.field("/Tx"),
    ),
    "The file is marked as PDF/A, for archiving. Copies are marked so too.": (
        cargo.pdfa("2", "B"),
    ),
    "The file is marked as PDF/A, for archiving, of a kind that copies cannot be. They are "
    "ordinary PDFs.": (cargo.pdfa("1", "B"),),
}
RESTRICTED = (
    "The file is encrypted, which may restrict printing or copying text. Copies are not encrypted "
    "and restrict nothing."
)


def keep_inside(document):
    """Let only those who log in see a document."""
    document.aq_parent.manage_permission("View", ["Manager", "Member"], acquire=False)
    transaction.commit()


@pytest.fixture
def shared_file(site, emma):
    """Emma's browser on the form of a document with these bytes."""

    def open_form(data):
        made = a_document(site, data=data)
        keep_inside(made)
        emma.get(f"{made.absolute_url()}/@@external-sharing")
        return emma

    return open_form


def told(client):
    """The sentences about the file: those in boxes, and those in the list."""
    found = re.search(r'<section class="externalshare-notices".*?</section>', client.text, re.S)
    if not found:
        return [], []
    boxes = re.findall(r'<p class="alert [^>]*>([^<]*)</p>', found[0])
    return boxes, re.findall(r"<li>([^<]*)</li>", found[0])


@pytest.mark.parametrize("sentence", CARGO)
def test_the_preview_says_each_in_a_sentence_of_its_own(shared_file, sentence):
    form = shared_file(cargo.carrying(*CARGO[sentence]))
    form.press("preview", recipients="jo@example.org")
    boxes, items = told(form)
    assert boxes + items == [sentence]
    assert (boxes == [sentence]) is (sentence in (SIGNED, REDACTIONS))


def test_the_preview_says_that_copies_are_not_encrypted(shared_file):
    form = shared_file(cargo.restricted())
    form.press("preview", recipients="jo@example.org")
    assert told(form) == ([], [RESTRICTED])


def test_what_may_be_a_reason_not_to_send_is_said_before_anything_is_typed(shared_file):
    form = shared_file(cargo.carrying(cargo.commented, cargo.signed, cargo.marked_for_redaction))
    assert told(form) == ([REDACTIONS, SIGNED], [])
    form.press("preview", recipients="jo@example.org")
    assert told(form) == ([REDACTIONS, SIGNED], [COMMENTS])
    before_button, _, _ = form.text.partition("form.buttons.send")
    assert before_button.index("The mail to the first recipient") < before_button.index(SIGNED)
    form.press("send")
    assert "Shared with jo@example.org." in form.text


def test_the_gravest_are_heard_with_the_heading_that_the_preview_begins_at(shared_file):
    form = shared_file(cargo.carrying(cargo.commented, cargo.signed))
    assert "aria-describedby=" not in heading(form)
    form.press("preview", recipients="jo@example.org")
    described = described_by(form)[-1]
    _, _, rest = form.text.partition(f'<div id="{described}">')
    heard, _, _ = rest.partition("</div>")
    assert SIGNED in heard
    assert COMMENTS not in heard


def described_by(client):
    """Ids of what is heard with the heading; the warning of a domain that is new is one."""
    (described,) = re.findall(r'aria-describedby="([^"]*)"', heading(client))
    return described.split()


def heading(client):
    return re.search(r"<h1[^>]*externalshare-heading[^>]*>", client.text)[0]


def test_a_plain_file_is_not_spoken_of(document, emma):
    keep_inside(document)
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert "About the file" not in emma.text
    emma.press("preview", recipients="jo@example.org")
    assert "Check before sending" in emma.text
    assert "About the file" not in emma.text
    assert described_by(emma) == ["externalshare-warnings"]


def test_comments_that_stay_are_said_to_be_readable(site, shared_file):
    api.portal.set_registry_record("collective.externalshare.keep_comments", True)
    form = shared_file(cargo.carrying(cargo.commented))
    form.press("preview", recipients="jo@example.org")
    assert told(form) == ([], ["The file has comments. Recipients can read them."])


def test_a_file_nobody_looked_into_is_spoken_of_in_the_preview(shared_file, stored):
    form = shared_file(cargo.carrying(cargo.signed))
    stored().verdicts.clear()
    transaction.commit()
    form.get(form.answer.url)
    assert told(form) == ([], [])
    form.press("preview", recipients="jo@example.org")
    assert told(form) == ([SIGNED], [])
    form.press("back")
    assert told(form) == ([SIGNED], [])


def test_an_older_verdict_is_looked_into_again_for_the_preview(shared_file, stored):
    form = shared_file(cargo.carrying(cargo.signed))
    (verdict,) = stored().verdicts.values()
    del verdict._words
    transaction.commit()
    form.get(form.answer.url)
    assert told(form) == ([], [])
    form.press("preview", recipients="jo@example.org")
    assert told(form) == ([SIGNED], [])


def test_the_sentences_are_german_for_a_german(site, shared_file):
    api.portal.set_registry_record("plone.available_languages", ["en", "de"])
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    form = shared_file(cargo.carrying(cargo.signed))
    form.session.headers["Accept-Language"] = "de"
    form.get(form.answer.url)
    for button in ("preview", "back"):
        assert told(form)[0] == [
            "Die Datei ist signiert. Kopien werden durch den Stempel verändert; "
            "die Signatur ist deshalb nicht mehr darin."
        ]
        assert "Zur Datei" in form.text
        form.press(button, **({"recipients": "jo@example.org"} if button == "preview" else {}))


def test_every_finding_has_a_sentence():
    assert set(NOTICES) == set(Finding)


OPEN = (
    "Everybody can open this document on the site itself, without logging in, and fetch its file "
    "there without a stamp. If only recipients are to have it, restrict who may see it on the site."
)


def test_the_sender_of_what_everybody_can_open_is_told_so(document, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert OPEN in emma.text
    emma.press("preview", recipients="jo@example.org")
    assert OPEN in emma.text
    assert described_by(emma) == ["externalshare-warnings", "externalshare-open"]


def test_of_what_only_those_inside_can_open_it_is_not_said(shared_file):
    form = shared_file(cargo.carrying())
    assert OPEN not in form.text
    form.press("preview", recipients="jo@example.org")
    assert "Check before sending" in form.text
    assert OPEN not in form.text
