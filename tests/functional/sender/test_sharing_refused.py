"""Documents, sites and people that cannot share: each is told why, nothing is stored."""

from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.sentences import SENTENCES
from plone import api
from tests.common.broken import broken_by
from tests.common.content import a_document
from tests.common.content import a_folder
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.functional.sender.conftest import Client
from tests.functional.sender.conftest import path_of

import pytest
import transaction


def url_of(document):
    return f"{document.absolute_url()}/@@external-sharing"


def commit(obj):
    transaction.commit()
    return obj


@pytest.fixture
def unset(site):
    """Empty a record of the registry."""

    def empty(name):
        api.portal.set_registry_record(name, "")
        transaction.commit()

    return empty


@pytest.mark.parametrize(
    ("record", "code", "panel"),
    [
        ("plone.email_from_address", "mail_missing", "@@mail-controlpanel"),
        (
            "collective.externalshare.link_base",
            "link_base_missing",
            "@@externalshare-controlpanel-settings",
        ),
    ],
)
def test_a_site_that_is_not_set_up_says_what_to_do(
    site, document, emma, mira, unset, record, code, panel
):
    unset(record)
    for client in (emma, mira):
        answer = client.get(url_of(document))
        assert answer.status_code == 200
        assert SENTENCES[code].default in client.text
        assert "form.buttons.preview" not in client.text
    main = emma.text.partition('class="alert alert-warning')[2].partition("</article>")[0]
    assert panel not in main
    assert f'href="{site.absolute_url()}/{panel}"' in mira.text
    assert mira.get(f"{site.absolute_url()}/{panel}").status_code == 200


@pytest.mark.parametrize("button", ["send", "links"])
@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("plone.email_from_address", "mail_missing"),
        ("collective.externalshare.link_base", "link_base_missing"),
    ],
)
def test_a_setting_lost_after_the_preview_refuses_both_buttons(
    document, emma, unset, stored, button, record, code
):
    emma.get(url_of(document))
    emma.press("preview", recipients="jo@example.org")
    unset(record)
    emma.press(button)
    assert SENTENCES[code].default in emma.text
    assert (len(stored().shares), len(stored().outbox)) == (0, 0)


def test_an_unusable_key_is_a_sentence_and_no_error(document, emma, monkeypatch, stored):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key")
    assert emma.get(url_of(document)).status_code == 200
    assert SENTENCES["key_unusable"].default in emma.text
    assert len(stored().shares) == 0


def test_a_draft_is_not_shared_and_the_page_says_why(site, emma, stored):
    draft = api.content.create(a_folder(site, published=False), "File", "draft", file=pdf_file())
    transaction.commit()
    assert emma.get(url_of(draft)).status_code == 200
    assert SENTENCES["not_published"].default in emma.text


def test_a_document_retracted_after_the_preview_is_not_shared(site, document, emma, stored):
    emma.get(url_of(document))
    emma.press("preview", recipients="jo@example.org")
    api.content.transition(document.__parent__, "retract")
    transaction.commit()
    emma.press("send")
    assert SENTENCES["not_published"].default in emma.text
    assert len(stored().shares) == 0


def test_a_locked_pdf_is_found_out_when_the_preview_is_asked_for(site, emma, stored):
    folder = a_folder(site)
    locked = api.content.create(
        folder, "File", "locked", title="Locked", file=pdf_file(a_pdf(password="secret"))
    )
    transaction.commit()
    stored().verdicts.clear()
    transaction.commit()
    emma.get(url_of(locked))
    assert len(stored().verdicts) == 0
    emma.press("preview", recipients="jo@example.org")
    assert SENTENCES["locked"].default in emma.text
    assert len(stored().shares) == 0


def test_a_folder_has_no_pdf_and_the_site_is_no_document(site, emma):
    folder = commit(a_folder(site))
    assert emma.get(url_of(folder)).status_code == 200
    assert SENTENCES["no_pdf"].default in emma.text
    assert emma.get(url_of(site)).status_code == 404


@pytest.mark.parametrize("name", ["@@external-sharing", "@@external-shares"])
@pytest.mark.parametrize("person", ["ravi", "cora", None])
def test_people_without_the_right_meet_no_form(document, stored, name, person):
    client = Client(person)
    client.get(f"{document.absolute_url()}/{name}")
    assert client.answer.status_code in (401, 403) or path_of(client.answer).endswith(
        ("/login", "/require_login", "/insufficient-privileges")
    )
    assert "form.buttons.preview" not in client.text
    assert "externalshare-" not in client.text.partition('id="content"')[2]


@pytest.mark.parametrize(("person", "seen"), [("emma", True), ("ravi", False), ("cora", False)])
def test_the_actions_are_there_for_those_who_may(document, person, seen):
    client = Client(person)
    client.get(f"{document.absolute_url()}/view")
    assert ("/@@external-sharing" in client.text) is seen
    assert ("/@@external-shares" in client.text) is seen


def test_an_engine_at_fault_is_a_sentence_and_the_form_stays(site, emma):
    with broken_by(EngineMissing("no library")):
        document = commit(a_document(site))
        emma.get(url_of(document))
        emma.press("preview", recipients="jo@example.org")
        assert SENTENCES["engine_failed"].default in emma.text
