"""`@controlpanels/external-sharing`: settings read and changed, with evidence."""

from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.settings import Settings
from dataclasses import fields
from noto_cjk_sans_jp_regular import FONT_PATH
from plone import api
from tests.common.fresh import look_again

import pytest
import shutil
import transaction


def setting(name):
    look_again()
    return api.portal.get_registry_record(f"collective.externalshare.{name}")


def changes(site):
    """Rows of what was changed by way of REST, not by the test before."""
    rows = site.store.chains[ADMINISTRATION].rows()
    changed = [row for row in rows if row["action"] == "settings.changed"]
    return [row for row in changed if row["actor"] == ["user", "site-administrator"]]


@pytest.fixture
def url(site):
    return f"{site.url}/@controlpanels/external-sharing"


def test_the_panel_is_listed_and_answers_with_every_setting(site, admin, url):
    listed = admin.get(f"{site.url}/@controlpanels").json()
    assert url in [panel["@id"] for panel in listed]
    panel = admin.get(url).json()
    assert panel["title"] == "External sharing"
    assert set(panel["data"]) == {one.name for one in fields(Settings)}
    assert set(panel["schema"]["properties"]) == set(panel["data"])
    assert panel["data"]["default_days"] == 30


def test_what_was_read_can_be_sent_back_and_changes_nothing(site, admin, url):
    before = admin.get(url).json()["data"]
    assert admin.patch(url, json=before).status_code == 204
    assert admin.get(url).json()["data"] == before
    assert changes(site) == []


def test_a_change_is_stored_and_leaves_a_row_of_evidence(site, admin, url):
    states = ["published", "pending"]
    answer = admin.patch(url, json={"default_days": 7, "published_states": states})
    assert answer.status_code == 204, answer.text
    assert setting("default_days") == 7
    assert setting("published_states") == ("published", "pending")
    rows = changes(site)
    assert [(row["old"], row["new"]) for row in rows] == [
        ("default_days = 30", "default_days = 7"),
        ("published_states = published", "published_states = published, pending"),
    ]
    assert rows[0]["person"]["ip"] == "127.0.0.1"


WORDS = {"subject": "New for {name}", "text": "{message}\n\n{link}"}
UNUSABLE = (
    ({"default_dayz": 7}, "default_dayz"),
    ({"default_days": "seven"}, "default_days"),
    ({"default_days": None}, "default_days"),
    ({"default_days": 0}, "default_days"),
    ({"default_days": [7]}, "default_days"),
    ({"default_days": {}}, "default_days"),
    ({"published_states": [1]}, "“published_states” has a value that is none here"),
    ({"published_states": {"a": 1}}, "“published_states” has a value that is none here"),
    ({"published_states": ["published", "final"]}, "Known are: external, internal,"),
    ({"published_states": []}, "“published_states”: Required input is missing."),
    ({"link_base": "ftp://example.org"}, "link_base"),
    ({"link_base": 7}, "link_base"),
    ({"default_access": "print"}, "“default_access” has a value that is none here"),
    ({"default_access": ["view"]}, "Known are: view, download."),
    ({"privacy_notice": {"data": 7}}, "privacy_notice"),
    ({"maximum_days": 7}, "The proposed number of days cannot exceed"),
    ({"default_days": 8, "session_hours": "?"}, "session_hours"),
    ({"font_files": ["/etc/passwd"]}, "“font_files”: No font can be read at “/etc/passwd”. Name"),
    ({"font_files": ["/dev/zero"]}, "/usr/share/fonts"),
    ({"font_files": [7]}, "font_files"),
    (
        {"seal_address": "a@example.com, b@example.com"},
        "“seal_address”: This is not exactly",
    ),
    ({"seal_address": "auditor"}, "seal_address"),
    ({"seal_address": 7}, "seal_address"),
    ({"watermark_footer": "{copy}\nBcc: b@example.org"}, "Write it in one line."),
    ({"watermark_footer": "{copy}\r"}, "Write it in one line."),
    ({"approval_required": "yes"}, "“approval_required” must be true or false"),
    ({"attachments": None}, "“attachments” must be true or false"),
    ({"mail_words": []}, "mail_words"),
    ({"mail_words": {"welcome/en": "Hello"}}, "mail_words"),
    ({"mail_words": {"welcome/fr": WORDS}}, "called “welcome/fr”"),
    ({"mail_words": {"welcome/en": {"subject": "New"}}}, "subject and text"),
    ({"mail_words": {"welcome/en": {**WORDS, "subject": "a\nBcc: b@example.org"}}}, "single line"),
    ({"mail_words": {"welcome/en": {**WORDS, "text": "{sendr}"}}}, "{sendr} is no placeholder"),
    ({"mail_words": {"code/en": {"subject": "Code", "text": "none"}}}, "Put {code} into the text"),
)


def test_an_unusable_value_is_named_and_nothing_is_stored(site, admin, url, subtests):
    for body, named in UNUSABLE:
        with subtests.test(str(body)):
            answer = admin.patch(url, json=body)
            assert answer.status_code == 400, answer.text
            assert answer.json()["type"] == "BadRequest"
            assert named in answer.json()["message"]
    assert setting("default_days") == 30
    assert setting("maximum_days") == 90
    assert setting("published_states") == ("published",)
    assert setting("link_base") == "https://documents.example.org"
    assert changes(site) == []


def test_words_of_mails_are_stored_and_recorded_one_by_one(site, admin, url):
    first = {"welcome/en": WORDS}
    both = {**first, "resent/de": {**WORDS, "subject": "Noch einmal"}}
    for words in (first, both):
        assert admin.patch(url, json={"mail_words": words}).status_code == 204
        assert admin.get(url).json()["data"]["mail_words"] == words
    row = changes(site)[-1]
    assert row["old"] == "mail_words = resent/de:"
    assert row["new"] == "mail_words = resent/de: Noch einmal\n\n{message}\n\n{link}"


def test_a_body_that_is_not_json_is_refused(site, admin, url):
    answer = admin.patch(url, data='{"default_days": 7}', headers={"Content-Type": "text/plain"})
    assert answer.status_code == 400
    assert setting("default_days") == 30


def test_only_those_who_configure_may_read_or_change(site, client, url):
    site.portal.manage_permission(
        "collective.externalshare: Configure external sharing", ["Manager"], acquire=0
    )
    transaction.commit()
    admin = client("site-administrator")
    assert admin.get(url).status_code == 403
    assert admin.patch(url, json={"default_days": 7}).status_code == 403
    assert setting("default_days") == 30
    # Plone asks such people for another account: they may see no control panel at all.
    assert client("editor").get(url).status_code == 401
    assert client("editor").patch(url, json={"default_days": 7}).status_code == 401
    assert client(None).get(url).status_code == 401
    assert client(None).patch(url, json={"default_days": 7}).status_code == 401
    assert client("manager").patch(url, json={"default_days": 7}).status_code == 204


def test_without_a_readable_key_nothing_is_stored(site, admin, url, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_KEY", "no key at all")
    answer = admin.patch(url, json={"default_days": 7})
    assert answer.status_code == 503
    assert "EXTERNALSHARE_KEY" in answer.json()["message"]
    assert setting("default_days") == 30


def test_fonts_are_named_by_their_paths(site, admin, url, tmp_path, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_FONTS", str(tmp_path))
    font = shutil.copy(FONT_PATH, tmp_path)
    assert admin.patch(url, json={"font_files": [font]}).status_code == 204
    assert setting("font_files") == (font,)
    assert admin.get(url).json()["data"]["font_files"] == [font]
    (row,) = changes(site)
    assert row["new"] == f"font_files = {font}"
