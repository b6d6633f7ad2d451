"""Settings: saved with evidence, or refused in a sentence."""

from collective.externalshare.model.audit import ADMINISTRATION
from html.parser import HTMLParser
from noto_cjk_sans_jp_regular import FONT_PATH
from plone import api
from plone.registry.interfaces import IRegistry
from tests.functional.admin.conftest import PANEL
from zope.component import getUtility

import pytest
import re
import shutil
import transaction


SETTINGS = f"{PANEL}-settings"


class Fields(HTMLParser):
    """What a browser would send if nobody typed anything."""

    def __init__(self, page):
        super().__init__()
        self.values = {}
        self.area = ""
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name", "")
        if tag == "input" and name.startswith("form.widgets"):
            if attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs:
                self.values[name] = attrs.get("value", "")
        elif tag == "textarea":
            self.area = name
            self.values[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in attrs and self.select:
            self.values[self.select] = attrs["value"]

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self.select = ""

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data


@pytest.fixture
def save(steward):
    def save(**changes):
        values = Fields(steward.get(SETTINGS).text).values
        for name, value in changes.items():
            (key,) = [key for key in values if key.endswith(f".{name}")]
            values[key] = value
        return steward.submit(SETTINGS, **values, **{"form.buttons.save": "Save"})

    return save


def stored(ports, name):
    ports()
    return api.portal.get_registry_record(f"collective.externalshare.{name}")


def changes(ports, who="steward"):
    """Rows of what was changed by way of the panel, not by the test before."""
    rows = ports().store.chains[ADMINISTRATION].rows()
    changed = [row for row in rows if row["action"] == "settings.changed"]
    return [row for row in changed if row["actor"] == ["user", who]]


def test_every_setting_is_on_the_page_in_four_fieldsets(steward):
    from collective.externalshare.settings import IExternalShareSettings
    from zope.schema import getFieldNames

    page = steward.get(SETTINGS).text
    # Words of mails have a tab of their own.
    for name in set(getFieldNames(IExternalShareSettings)) - {"mail_words"}:
        assert f".{name}" in page, name
    for legend in ("Sending", "Access", "Words", "Limits"):
        assert f">{legend}</legend>" in page


def test_a_changed_setting_is_stored_with_a_row_of_old_and_new(save, ports):
    assert save(maximum_days="120", contact="quality@example.org").status_code == 303
    assert stored(ports, "maximum_days") == 120
    rows = {row["old"].partition(" ")[0]: row for row in changes(ports)}
    assert set(rows) == {"maximum_days", "contact"}
    assert len(changes(ports)) == 2
    row = rows["maximum_days"]
    assert (row["old"], row["new"]) == ("maximum_days = 90", "maximum_days = 120")
    assert row["person"]["ip"] == "127.0.0.1"
    found = ports()
    assert found.store.chains[ADMINISTRATION].broken_at(found.ring) is None


def test_a_change_in_plones_own_registry_editor_leaves_its_row_too(visitor, ports):
    editor = "portal_registry/edit/collective.externalshare.maximum_days"
    values = {"form.widgets.value": "120", "form.buttons.save": "Save"}
    assert visitor("manager").submit(editor, **values).status_code == 302
    assert stored(ports, "maximum_days") == 120
    (row,) = changes(ports, "manager")
    assert (row["old"], row["new"]) == ("maximum_days = 90", "maximum_days = 120")


def test_saving_without_a_change_writes_no_row(save, ports):
    assert save().status_code == 303
    assert changes(ports) == []


@pytest.mark.parametrize(
    "address",
    ["http://evil.example", "javascript:alert(1)", "https://user:pw@example.org", "example.org"],
)
def test_an_unusable_link_base_is_refused_in_a_sentence(save, ports, site, address):
    answer = save(link_base=address)
    assert answer.status_code == 200
    assert "This is not a usable site address" in answer.text
    assert stored(ports, "link_base") == site.absolute_url()
    assert changes(ports) == []


def test_published_states_are_chosen_from_those_of_the_site(steward, save, ports):
    page = steward.get(SETTINGS).text
    assert "Pending review [pending]" in page
    assert save(**{"published_states:list": "pending"}).status_code == 303
    assert ports().settings.published_states == ("pending",)
    (row,) = changes(ports)
    assert row["new"] == "published_states = pending"
    assert save(**{"published_states:list": "final"}).status_code == 200
    assert ports().settings.published_states == ("pending",)


def test_the_settings_open_where_a_workflow_was_taken_away(steward, save, ports):
    ports()
    name = "collective.externalshare.published_states"
    getUtility(IRegistry).records._values[name] = ("published", "gone")
    transaction.commit()
    assert re.search(r'checked="checked"[^>]*value="gone"', steward.get(SETTINGS).text)
    assert save(**{"published_states:list": "published"}).status_code == 303
    assert ports().settings.published_states == ("published",)
    assert 'value="gone"' not in steward.get(SETTINGS).text


def test_seals_are_mailed_to_exactly_one_address(save, ports):
    answer = save(seal_address="auditor@example.com, other@example.com")
    assert "This is not exactly one mail address." in answer.text
    assert stored(ports, "seal_address") == ""
    assert save(seal_address="auditor@example.com").status_code == 303
    assert stored(ports, "seal_address") == "auditor@example.com"
    (row,) = changes(ports)
    assert (row["new"], row["person"]["address"]) == ("seal_address = …", "auditor@example.com")


def test_a_default_beyond_the_maximum_is_refused_in_a_sentence(save, ports):
    answer = save(default_days="91")
    assert answer.status_code == 200
    assert "The proposed number of days cannot exceed the maximum." in answer.text
    assert stored(ports, "default_days") == 30


def test_a_number_out_of_bounds_is_refused(save, ports):
    assert save(code_minutes="11").status_code == 200
    assert stored(ports, "code_minutes") == 10


def test_without_the_authenticator_nothing_is_saved(steward, ports):
    values = Fields(steward.get(SETTINGS).text).values
    values = {
        key: "120" if key.endswith(".maximum_days") else value for key, value in values.items()
    }
    answer = steward.post(SETTINGS, **values, **{"form.buttons.save": "Save"})
    assert answer.status_code == 403
    assert stored(ports, "maximum_days") == 90
    assert changes(ports) == []


def test_an_unreadable_key_saves_nothing(save, steward, ports, monkeypatch):
    values = Fields(steward.get(SETTINGS).text).values
    values = {
        key: "120" if key.endswith(".maximum_days") else value for key, value in values.items()
    }
    token = steward.token()
    monkeypatch.setenv("EXTERNALSHARE_KEY", "not a key")
    answer = steward.post(
        SETTINGS, **values, **{"form.buttons.save": "Save", "_authenticator": token}
    )
    assert "The secret key of external sharing cannot be read." in answer.text
    monkeypatch.delenv("EXTERNALSHARE_KEY")
    assert stored(ports, "maximum_days") == 90


def test_days_are_typed_one_a_line(save, ports):
    assert save(day_choices="10\r\n\r\n 20 \r\n60\r\n").status_code == 303
    assert stored(ports, "day_choices") == (10, 20, 60)
    (row,) = changes(ports)
    assert row["new"] == "day_choices = 10, 20, 60"


@pytest.mark.parametrize("line", ["a week", "7.5", "0", "9" * 5000])
def test_days_that_are_none_are_refused_at_their_field(save, ports, line):
    answer = save(day_choices=f"7\r\n{line}")
    assert answer.status_code == 200
    field = answer.text.partition('name="form.widgets.day_choices"')[2].partition("</textarea>")[0]
    assert 'aria-invalid="true"' in field
    assert 'id="form-widgets-day_choices-error"' in answer.text
    assert stored(ports, "day_choices") == (7, 15, 30, 90)


def test_fonts_are_typed_one_a_line(save, steward, ports, tmp_path, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_FONTS", str(tmp_path))
    one, other = (shutil.copy(FONT_PATH, tmp_path / name) for name in ("a.otf", "b.otf"))
    assert save(font_files=f"{one}\r\n{other}\r\n").status_code == 303
    assert ports().settings.font_files == (str(one), str(other))
    other.unlink()
    health = steward.get(f"{PANEL}-health").text
    assert f"These fonts for the stamp cannot be used: {other}." in health


@pytest.mark.parametrize("path", ["/etc/passwd", "/dev/zero", "/no/such.ttf", "font.ttf", "/"])
def test_a_path_without_a_font_is_refused_with_what_to_do(save, ports, path):
    answer = save(font_files=path)
    assert answer.status_code == 200
    assert f"No font can be read at “{path}”. Name TrueType or OpenType files" in answer.text
    assert "/usr/share/fonts" in answer.text
    assert ports().settings.font_files == ()
    assert changes(ports) == []
