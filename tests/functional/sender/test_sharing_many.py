"""Many documents from the contents of a folder: what can go, one act, what became of it."""

from plone import api
from plone.app.content.interfaces import IStructureAction
from tests.common.content import pdf_file
from tests.functional.sender.conftest import Client
from tests.functional.sender.conftest import TWO_PEOPLE
from zope.component import getGlobalSiteManager
from zope.component import queryUtility

import json
import pytest
import re
import transaction


@pytest.fixture
def folder(document):
    return document.__parent__


@pytest.fixture
def three(folder, document):
    """Two documents that can be shared, and a page that cannot."""
    second = api.content.create(folder, "File", title="Manual of the press", file=pdf_file())
    page = api.content.create(folder, "Document", title="A page without a file")
    api.content.transition(page, "publish")
    transaction.commit()
    return [api.content.get_uuid(one) for one in (document, second, page)]


def form(folder, uids):
    return f"{folder.absolute_url()}/@@external-sharing-many?uids={'.'.join(uids)}"


def test_the_page_says_which_can_go_and_which_cannot_and_why(folder, three, emma):
    assert emma.get(form(folder, [*three, "0" * 32])).status_code == 200
    can, _heading, cannot = emma.text.partition("These cannot be shared (1)")
    assert "These documents are shared (2)" in can
    assert "SOP-014 Incoming inspection" in can
    assert "Manual of the press" in can
    assert "A page without a file" in cannot
    assert "PDF" in cannot
    assert "Not found, or hidden from you" in cannot


@pytest.mark.parametrize("query", ["", "uids=", "uids=nonsense", "uids:list=a&uids:list=b"])
def test_where_nothing_can_go_there_is_no_form(folder, three, emma, query):
    emma.get(f"{folder.absolute_url()}/@@external-sharing-many?{query}")
    assert emma.answer.status_code == 200
    assert "None of the selected documents can be shared" in emma.text
    assert "form.buttons.preview" not in emma.text


def test_all_go_in_one_act_with_one_mail_each_and_progress_is_shown(folder, three, emma, stored):
    emma.get(form(folder, three))
    emma.press("preview", recipients=TWO_PEOPLE)
    assert "Check before sending" in emma.text
    assert not stored().shares
    assert "Manual of the press" in emma.text.partition("The mail to the first recipient")[2]
    emma.press("send")
    store = stored()
    assert len(store.shares) == 4
    assert len(store.outbox) == 2
    (distribution,) = store.distributions
    assert emma.answer.url.endswith(f"/@@my-external-shares?distribution={distribution}")
    assert "Shared with 2 recipients." in emma.text
    assert "What you sent just now" in emma.text
    assert 'max="2"' in emma.text
    assert "Look again" in emma.text


def listed(text):
    """Titles in the list above the form, in their order."""
    part = text.partition("externalshare-places")[2].partition("</ol>")[0]
    return re.findall(r'/view"\s*>([^<]+)</a>', part)


def test_documents_are_put_in_order_and_sent_so_under_a_label(folder, three, emma, stored):
    emma.get(form(folder, three))
    assert listed(emma.text) == ["SOP-014 Incoming inspection", "Manual of the press"]
    typed = emma.form("form.buttons.preview")
    values = {k: v for k, v in typed.values.items() if not k.startswith("form.buttons.")}
    values |= {"form.widgets.recipients": TWO_PEOPLE, "form.widgets.label": "Tender 4711"}
    values |= {"form.buttons.preview": "Preview", f"place.{three[1]}": "1"}
    emma.post(typed.action, **values | {f"place.{three[0]}": "last"})
    assert "The place of “SOP-014 Incoming inspection” must be a number" in emma.text
    emma.post(typed.action, **values | {f"place.{three[0]}": "2"})
    assert "Check before sending" in emma.text
    assert listed(emma.text) == ["Manual of the press", "SOP-014 Incoming inspection"]
    assert "place." not in emma.text.partition("externalshare-places")[2].partition("</ol>")[0]
    mail = emma.text.partition("The mail to the first recipient")[2]
    assert "Concerns: Tender 4711" in mail
    assert "documents with you: Tender 4711" in mail
    assert mail.index("Manual of the press") < mail.index("SOP-014")
    emma.press("send")
    (distribution,) = stored().distributions.values()
    assert distribution.label == "Tender 4711"
    for invitation in stored().invitations.values():
        shares = [stored().shares[one] for one in invitation.share_ids]
        assert [one.document_uid for one in shares] == [three[1], three[0]]
    assert "Tender 4711" in emma.text


def test_nobody_sees_the_progress_of_what_others_sent(site, folder, three, emma, mira, stored):
    emma.get(form(folder, three))
    emma.press("preview", recipients=TWO_PEOPLE)
    emma.press("send")
    (distribution,) = stored().distributions
    mira.get(f"{site.absolute_url()}/@@my-external-shares?distribution={distribution}")
    assert "My external shares" in mira.text
    assert "What you sent just now" not in mira.text
    assert "jo@example.org" not in mira.text


def test_what_changed_since_the_preview_stops_the_whole(folder, document, three, emma, stored):
    emma.get(form(folder, three))
    emma.press("preview", recipients=TWO_PEOPLE)
    api.content.delete(document, check_linkintegrity=False)
    transaction.commit()
    emma.press("send")
    assert "so nothing was sent" in emma.text
    assert not stored().shares


def test_a_sending_that_is_too_large_is_refused_with_its_numbers(folder, three, emma, stored):
    api.portal.set_registry_record("collective.externalshare.maximum_shares", 3)
    transaction.commit()
    emma.get(form(folder, three))
    emma.press("preview", recipients=TWO_PEOPLE)
    assert "Recipients times documents would be 4 shares: at most 3 at once." in emma.text
    assert not stored().shares


def test_who_may_not_share_reaches_none_of_it(folder, three, ravi):
    for client in (ravi, Client()):
        client.get(form(folder, three))
        assert "form.widgets.recipients" not in client.text
        assert "Manual of the press" not in client.text or "login" in client.answer.url


def test_the_contents_of_the_folder_offer_it_on_this_site_alone(folder, three, emma):
    answer = emma.get(f"{folder.absolute_url()}/folder_contents")
    assert "@@external-sharing-selection" in answer.text
    assert queryUtility(IStructureAction, name="external-sharing") is not None
    everywhere = getGlobalSiteManager().queryUtility(IStructureAction, name="external-sharing")
    assert everywhere is None


def test_the_window_there_counts_and_leads_to_the_form(folder, three, emma):
    url = f"{folder.absolute_url()}/@@external-sharing-selection"
    answer = emma.session.post(url, {"render": "yes", "selection": json.dumps(three)})
    html = answer.json()["html"]
    assert f"@@external-sharing-many?uids={'.'.join(three)}" in html
    assert "Can be shared:" in html
    assert "Cannot be shared:" in html
    assert emma.session.post(url, {}).json() == {"status": "success", "msg": ""}
    for odd in ("", "{", "5", '{"a": 1}', "[1, null]"):
        answer = emma.session.post(url, {"render": "yes", "selection": odd})
        assert answer.status_code == 200, odd


@pytest.mark.parametrize(
    ("selection", "named"),
    [("[" * 100_000, ""), ('["\\ud800"]', "%3F"), ('["a&b=\\u0022", 7]', "a%26b%3D%22")],
)
def test_the_window_bears_what_nobody_selects(folder, three, emma, selection, named):
    url = f"{folder.absolute_url()}/@@external-sharing-selection"
    answer = emma.session.post(url, {"render": "yes", "selection": selection})
    assert answer.status_code == 200
    assert f'@@external-sharing-many?uids={named}"' in answer.json()["html"]
