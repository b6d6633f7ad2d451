"""A working copy, days beyond a document's maximum: what the form says and does not offer."""

from collective.externalshare.model.policy import Rules
from collective.externalshare.services.ports import ports_for
from plone import api
from plone.app.iterate.interfaces import ICheckinCheckoutPolicy
from tests.integration.content.steps import with_locks

import pytest
import re
import transaction


SENTENCE = "A newer version is being worked on, in a working copy of “SOP-014 Incoming inspection”."


@pytest.fixture
def checked_out(site, document):
    with_locks(site)
    ICheckinCheckoutPolicy(document).checkout(site)
    transaction.commit()


def test_the_form_and_the_preview_say_that_a_newer_version_is_on_its_way(
    document, checked_out, emma
):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert SENTENCE in emma.text
    emma.press("preview", recipients="jo@example.org")
    assert SENTENCE in emma.text
    emma.press("send")
    assert emma.answer.url.endswith("/@@external-shares")


def test_the_form_for_many_names_those_that_have_one(document, checked_out, emma):
    folder, uid = document.aq_parent.absolute_url(), api.content.get_uuid(document)
    emma.get(f"{folder}/@@external-sharing-many?uids={uid}")
    assert SENTENCE in emma.text


def test_without_one_nothing_is_said(document, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert emma.form("form.buttons.preview")
    assert "working copy" not in emma.text


def offered(client):
    return re.findall(r'name="form.widgets.until"[^>]*value="(\w+)"', client.text)


def test_days_beyond_the_documents_maximum_are_not_offered(site, document, emma, stored):
    uid = api.content.get_uuid(document.aq_parent)
    ports_for(site).store.set_rules_of_folder(uid, Rules(maximum_days=10))
    transaction.commit()
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert offered(emma) == ["7", "10", "date"]
    emma.press("preview", recipients="jo@example.org", until="30")
    assert "at most 10 days" in emma.text
    emma.press("preview", recipients="jo@example.org", until="10")
    emma.press("send")
    (share,) = stored().shares
    emma.get(f"{site.absolute_url()}/@@external-share-details/{share}/change")
    assert offered(emma) == ["keep", "7", "10", "date"]
