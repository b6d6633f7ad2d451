"""Attachments that nobody can ask for: terms, rules, the site or their size forbid them."""

from collective.externalshare.model.policy import Rules
from collective.externalshare.model.times import DAY
from collective.externalshare.model.times import from_micros
from collective.externalshare.services.attach import MEGABYTE
from collective.externalshare.services.distribute import Distribute
from tests.common.fakes import FakeDocument

import pytest


pytestmark = pytest.mark.usefixtures("attachments")
TERMS = {
    "attachment_view_only": {"access": "view"},
    "attachment_password": {"asked": {"password": "correct horse battery"}},
    "attachment_limit": {"asked": {"limit": 3}},
    "attachment_starts": {"asked": {"starts": DAY}},
    "attachment_without_mail": {"by_mail": False},
}
RULES = {
    "attachment_forbidden": Rules(link_only=True),
    "attachment_approval": Rules(approval=True),
}


@pytest.mark.parametrize("code", TERMS)
def test_terms_that_an_attachment_would_break_are_refused(world, code):
    wish = {**TERMS[code], "attached": True}
    if code == "attachment_starts":
        wish["asked"] = {"starts": from_micros(world.ports.now + DAY)}
    refusals = Distribute(world.ports)(world.order(**wish))
    assert [(one.code, one.where) for one in refusals] == [(code, "attached")]
    assert not world.store.shares


@pytest.mark.parametrize("code", RULES)
def test_rules_forbid_an_attachment_and_name_the_document(world, code):
    world.document.demands = RULES[code]
    (refused,) = Distribute(world.ports)(world.order(attached=True))
    assert (refused.code, refused.values["title"]) == (code, "Procedure")


def test_where_the_site_sends_none_there_is_none(world):
    world.bound(attachments=False)
    (refused,) = Distribute(world.ports)(world.order(attached=True))
    assert refused.code == "attachment_off"


def test_what_is_too_large_for_one_mail_is_refused_all_documents_together(world):
    half = b"%PDF-" + bytes(MEGABYTE * 11 // 20)
    two = [FakeDocument(letter * 32, data=half + letter.encode()) for letter in "bc"]
    world.bound(attachment_megabytes=1)
    (refused,) = Distribute(world.ports)(world.order(documents=two, attached=True))
    assert (refused.code, refused.values) == ("attachment_large", {"maximum": 1})
    assert not world.store.shares
    assert world.share(documents=two[:1], attached=True)


def test_of_files_that_are_too_large_no_more_is_prepared_than_shows_it(world):
    three = [FakeDocument(letter * 32, data=letter.encode() * 2 * MEGABYTE) for letter in "bcd"]
    world.bound(attachment_megabytes=1)
    world.copies.shrinks_to = MEGABYTE * 3 // 5
    (refused,) = Distribute(world.ports)(world.order(documents=three, attached=True))
    assert refused.code == "attachment_large"
    assert world.copies.prepared == 2
    assert world.share(documents=three[:1], attached=True)


def test_where_the_size_of_a_copy_cannot_be_known_its_file_counts(world):
    world.bound(attachment_megabytes=1)
    world.document.blob.data, world.copies.fails = b"%PDF-" + bytes(2 * MEGABYTE), True
    (refused,) = Distribute(world.ports)(world.order(attached=True))
    assert refused.code == "attachment_large"
