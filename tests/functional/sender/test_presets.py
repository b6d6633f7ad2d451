"""Presets in the sender's form: one choice fills in the terms, without JavaScript."""

from collective.externalshare.model.policy import Rules
from collective.externalshare.services.ports import ports_for
from datetime import timedelta
from plone import api
from tests.functional.sender.fields import Fields
from zoneinfo import ZoneInfo

import pytest
import transaction


LINES = (
    "suppliers | For suppliers | download | days=30 | limit=3 | message=Please read it",
    "audit | For auditors | view | days=45 | password",
    "mailed | With the mail | download | attached",
    "sop | Procedures | ask_again | acknowledge | acknowledge_days=7 | notify=daily",
)


@pytest.fixture
def form(site, document, emma):
    api.portal.set_registry_record("collective.externalshare.presets", LINES)
    transaction.commit()
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    return emma


def use(client, preset, **typed):
    """Choose in the list and press the button beside it."""
    named = {f"form.widgets.{key}": value for key, value in typed.items()}
    return Fields(client, "form.buttons.use_preset").press(preset=preset, **named)


def press(client, button, **typed):
    """Press another button with all that stands in the fields, and what was typed."""
    named = {f"form.widgets.{key}": value for key, value in typed.items()}
    return Fields(client, f"form.buttons.{button}").press(**named)


def values(client):
    return Fields(client, "form.buttons.preview").values


def test_without_presets_nothing_is_offered(document, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert emma.form("form.buttons.preview")
    assert "externalshare-preset" not in emma.text


def test_a_preset_fills_in_the_terms_and_leaves_the_rest(form, stored):
    use(form, "suppliers", recipients="jo@example.org")
    found = values(form)
    assert found["form.widgets.recipients"] == "jo@example.org"
    assert found["form.widgets.access"] == "download"
    assert found["form.widgets.until"] == "30"
    assert found["form.widgets.limit"] == "3"
    assert found["form.widgets.message"] == "Please read it"
    assert len(stored().shares) == 0


def test_what_was_sent_with_it_is_recorded_with_its_name(form, stored):
    use(form, "suppliers", recipients="jo@example.org")
    press(form, "preview", limit="2")
    assert "Preset" in form.text
    press(form, "send")
    (share,) = stored().shares.values()
    assert (share.terms.preset, share.terms.limit) == ("suppliers", 2)
    row = next(iter(stored().chains[share.invitation_id].rows()))
    assert row["new"].endswith("limit=2 preset=suppliers")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_that_date_is_the_day_which_it_will_be_in_the_zone_of_the_site(form, clock, zone):
    api.portal.set_registry_record("plone.portal_timezone", zone)
    transaction.commit()
    use(form, "audit", recipients="jo@example.org")
    end = (clock.now() + timedelta(days=45)).astimezone(ZoneInfo(zone))
    assert values(form)["form.widgets.date"] == end.date().isoformat()


def test_days_that_are_not_offered_become_a_date(form):
    use(form, "audit", recipients="jo@example.org")
    assert values(form)["form.widgets.until"] == "date"
    assert values(form)["form.widgets.date"]


def test_a_password_that_it_wants_is_asked_for(form, stored):
    use(form, "audit", recipients="jo@example.org")
    press(form, "preview")
    assert "The preset “For auditors” wants a password. Give one." in form.text
    press(form, "preview", password="correct horse battery")
    press(form, "send")
    (share,) = stored().shares.values()
    assert share.terms.preset == "audit"
    assert share.terms.password


def test_a_choice_that_was_not_used_is_no_silent_one(form, stored):
    named = {"form.widgets.recipients": "jo@example.org", "preset": "suppliers"}
    Fields(form, "form.buttons.preview").press(**named)
    assert "You chose a preset and did not use it." in form.text
    assert "form.buttons.send" not in form.text


def test_one_that_was_taken_back_is_not_recorded(form, stored):
    use(form, "suppliers", recipients="jo@example.org")
    Fields(form, "form.buttons.preview").press(preset="")
    press(form, "send")
    (share,) = stored().shares.values()
    assert (share.terms.preset, share.terms.limit) == ("", 3)


def test_the_rules_of_a_folder_win_with_a_sentence(site, document, form):
    uid = api.content.get_uuid(document.aq_parent)
    rules = Rules(view_only=True, maximum_days=7)
    ports_for(site).store.set_rules_of_folder(uid, rules)
    transaction.commit()
    form.get(f"{document.absolute_url()}/@@external-sharing")
    use(form, "suppliers", recipients="jo@example.org")
    assert "so it is at most 7 days." in form.text
    assert "so that is what it is." in form.text
    found = values(form)
    assert (found["form.widgets.access"], found["form.widgets.until"]) == ("view", "7")


def test_a_made_up_preset_is_refused_in_words(form):
    use(form, "nobody")
    assert "There is no such preset. Known are: suppliers, audit, mailed, sop." in form.text


def test_it_is_there_for_many_documents_too(site, document, form, stored):
    folder, uid = document.aq_parent.absolute_url(), api.content.get_uuid(document)
    form.get(f"{folder}/@@external-sharing-many?uids={uid}")
    use(form, "suppliers", recipients="jo@example.org")
    press(form, "preview")
    press(form, "send")
    (share,) = stored().shares.values()
    assert share.terms.preset == "suppliers"


def test_revision_and_acknowledgement_are_filled_in_and_sent(form, stored):
    use(form, "sop", recipients="jo@example.org")
    found = values(form)
    assert found["form.widgets.revision_mode"] == "ask_again"
    assert found["form.widgets.acknowledge:list"] == "selected"
    assert found["form.widgets.acknowledge_days"] == "7"
    assert found["form.widgets.notify"] == "daily"
    press(form, "preview")
    press(form, "send")
    (share,) = stored().shares.values()
    terms = share.terms
    assert (terms.revision_mode, terms.acknowledge_days, terms.preset) == ("ask_again", 7, "sop")
    assert terms.notify == "daily"


@pytest.fixture
def attaching(site):
    api.portal.set_registry_record("collective.externalshare.attachments", True)
    transaction.commit()


@pytest.mark.usefixtures("attaching")
def test_the_pdf_goes_with_the_mail_and_can_stay_back(document, form, stored):
    form.get(f"{document.absolute_url()}/@@external-sharing")
    use(form, "mailed", recipients="jo@example.org")
    assert values(form)["form.widgets.attached:list"] == "selected"
    press(form, "preview")
    press(form, "send")
    (made,) = stored().distributions.values()
    assert made.attached


def test_where_the_site_sends_no_attachments_the_form_says_that_the_link_goes_alone(form):
    use(form, "mailed", recipients="jo@example.org")
    assert "so the link goes alone." in form.text
    assert values(form)["form.widgets.access"] == "download"


@pytest.mark.usefixtures("attaching")
def test_the_rules_of_a_folder_keep_the_pdf_back(site, document, form):
    uid = api.content.get_uuid(document.aq_parent)
    ports_for(site).store.set_rules_of_folder(uid, Rules(link_only=True))
    transaction.commit()
    form.get(f"{document.absolute_url()}/@@external-sharing")
    use(form, "mailed", recipients="jo@example.org")
    assert "so the link goes alone." in form.text
    assert "form.widgets.attached:list" not in values(form)


@pytest.mark.usefixtures("attaching")
@pytest.mark.parametrize("other", ["suppliers", "audit"])
def test_another_preset_that_allows_none_takes_the_attachment_back(document, form, other):
    form.get(f"{document.absolute_url()}/@@external-sharing")
    use(form, "mailed", recipients="jo@example.org")
    use(form, other)
    assert "form.widgets.attached:list" not in values(form)
    press(form, "preview", password="correct horse battery" if other == "audit" else "")
    assert "cannot go as an attachment" not in form.text
    assert "form.buttons.send" in form.text
