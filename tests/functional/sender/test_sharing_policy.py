"""The organisation's rules in the sender's form."""

from collective.externalshare.model.policy import Rules
from collective.externalshare.model.secrets import digest
from collective.externalshare.services.ports import ports_for
from plone import api

import pytest
import re
import transaction


LINES = ("A non-disclosure agreement is in place", "The line manager knows")


@pytest.fixture
def checklist(site):
    api.portal.set_registry_record("collective.externalshare.checklist", LINES)
    transaction.commit()


def test_without_a_checklist_nothing_asks_for_it(form):
    assert "form.widgets.confirmed" not in form.text


def test_each_line_is_a_box_and_each_unconfirmed_one_is_named(checklist, form, stored):
    for line in LINES:
        assert line in form.text
    form.press("preview", recipients="jo@example.org")
    for line in LINES:
        assert f"Confirm before sending: “{line}”." in form.text
    assert "form.buttons.send" not in form.text
    assert len(stored().shares) == 0


def test_a_confirmed_line_is_carried_through_the_preview_and_kept(site, document, emma, stored):
    api.portal.set_registry_record("collective.externalshare.checklist", LINES[:1])
    transaction.commit()
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    token = digest(LINES[0])[:16]
    assert f'value="{token}"' in emma.text
    emma.press("preview", recipients="jo@example.org", confirmed=token)
    emma.press("send")
    (kept,) = stored().distributions.values()
    assert kept.confirmed == LINES[:1]


def test_the_preview_warns_of_a_domain_never_shared_with_and_only_once(form, document):
    form.press("preview", recipients="jo@example.org")
    assert "Nothing was ever shared with an address at example.org." in form.text
    form.press("send")
    form.get(f"{document.absolute_url()}/@@external-sharing")
    form.press("preview", recipients="kim@example.org\nli@example.com")
    assert "at example.org" not in form.text
    assert "Nothing was ever shared with an address at example.com." in form.text


def test_a_refused_address_is_named_at_its_field_before_the_preview(site, form, stored):
    api.portal.set_registry_record("collective.externalshare.denied_addresses", ("example.org",))
    transaction.commit()
    form.press("preview", recipients="jo@example.org")
    assert "do not allow to share with: jo@example.org." in form.text
    assert "form.buttons.send" not in form.text


def test_an_acknowledgement_that_the_rules_demand_is_ticked(site, document, emma, stored):
    uid = api.content.get_uuid(document.aq_parent)
    ports_for(site).store.set_rules_of_folder(uid, Rules(acknowledge=True))
    transaction.commit()
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert "Only with an acknowledgement." in emma.text
    assert re.search(r"<details[^>]* open", emma.text)
    unticked = ("form.widgets.acknowledge:list",)
    emma.press("preview", unticked, recipients="jo@example.org")
    assert "demand an acknowledgement here. Ask the recipients for one." in emma.text
    assert len(stored().shares) == 0
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    emma.press("preview", recipients="jo@example.org")
    emma.press("send")
    (share,) = stored().shares.values()
    assert share.terms.acknowledge
