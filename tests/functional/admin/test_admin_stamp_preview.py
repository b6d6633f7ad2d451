"""The preview of the stamp: drawn by the engine on a real page, by what is typed."""

from base64 import b64decode
from collective.externalshare.model.audit import ADMINISTRATION
from html import unescape
from PIL import Image
from PIL import ImageChops
from PIL import ImageStat
from tests.functional.admin.conftest import PANEL
from tests.functional.admin.test_admin_settings import Fields

import io
import pytest
import re
import transaction


SETTINGS = f"{PANEL}-settings"
HEADING = 'id="externalshare-preview"'
NAMED = "This is how the first page of “SOP-014 Incoming inspection” looks"


def typed(visitor, **changes):
    """Press the button with these values typed over those of the page."""
    values = Fields(visitor.get(SETTINGS).text).values
    for name, value in changes.items():
        (key,) = [key for key in values if key.endswith(f".{name}")]
        values[key] = value
    return {**values, "form.buttons.preview": "Preview of the stamp"}


@pytest.fixture
def preview(steward):
    return lambda **changes: steward.submit(SETTINGS, **typed(steward, **changes))


def picture(answer):
    data = re.search(r'src="data:image/jpeg;base64,([^"]+)"', answer.text)[1]
    return Image.open(io.BytesIO(b64decode(data))).convert("L")


def darkness(image):
    return 255 - ImageStat.Stat(image).mean[0]


def words(answer):
    part = answer.text.partition(HEADING)[2].partition("<form")[0]
    return [unescape(line) for line in re.findall(r"<li[^>]*>(.*?)</li>", part)]


def test_the_page_of_the_document_shared_last_bears_what_is_typed(preview, share_with, ports):
    share_with("jo@supplier.example.org")
    answer = preview(watermark_headline="Only for tests", watermark_diagonal="")
    assert answer.status_code == 200
    assert NAMED in answer.text
    assert words(answer)[:2] == ["Only for tests · Confidential", "Jo Example"]
    assert "reader@example.org" in words(answer)[-1]
    assert "jo@supplier.example.org" not in answer.text
    assert picture(answer).size == (910, 1287)
    # The form keeps what was typed; the site does not.
    assert 'value="Only for tests"' in answer.text
    assert ports().settings.watermark_headline == "External distribution"
    rows = ports().store.chains[ADMINISTRATION].rows()
    assert [row for row in rows if row["actor"] == ["user", "steward"]] == []


def test_it_stays_out_of_every_cache(preview):
    assert preview().headers["Cache-Control"] == "private, no-store"


def test_opacity_angle_and_place_are_seen(preview, share_with):
    share_with("jo@example.org")
    look = {"watermark_place:list": "diagonal", "watermark_angle": "0"}
    pale, dark = (picture(preview(watermark_opacity=value, **look)) for value in ("10", "80"))
    assert darkness(dark) > 1.5 * darkness(pale)
    turned = picture(preview(watermark_opacity="80", **{**look, "watermark_angle": "90"}))
    assert ImageStat.Stat(ImageChops.difference(dark, turned)).mean[0] > 2
    upper = (0, 0, 910, 1000)
    foot = picture(preview(**{"watermark_place:list": "footer"}))
    assert darkness(foot.crop(upper)) < darkness(pale.crop(upper))
    assert darkness(foot.crop((0, 1200, 910, 1287))) > 1


def test_nothing_shared_is_a_sample_page(preview):
    answer = preview()
    assert "This is how a sample page looks" in answer.text
    assert darkness(picture(answer)) > 5


def test_a_document_that_this_person_may_not_see_is_not_shown(site, preview, share_with, document):
    share_with("jo@example.org")
    document.manage_permission("View", ["Manager"], acquire=0)
    transaction.commit()
    answer = preview()
    assert "This is how a sample page looks" in answer.text
    assert "SOP-014" not in answer.text


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("watermark_opacity", "5", "Value is too small"),
        ("watermark_diagonal", "{nam}", "Only these stand for something"),
        ("font_files", "/no/such.ttf", "No font can be read at “/no/such.ttf”"),
    ],
)
def test_wrong_values_are_refused_in_the_sentences_of_the_form(preview, name, value, sentence):
    answer = preview(**{name: value})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert HEADING not in answer.text


def test_an_engine_that_cannot_draw_now_is_said(preview, monkeypatch):
    monkeypatch.setenv("EXTERNALSHARE_COPIES", "/dev/null/nowhere")
    answer = preview()
    assert "The preview could not be drawn just now." in answer.text
    assert HEADING not in answer.text


def test_without_the_authenticator_nothing_is_drawn(steward):
    answer = steward.post(SETTINGS, **typed(steward))
    assert answer.status_code == 403
    assert HEADING not in answer.text


def test_an_address_draws_nothing(steward):
    values = {**typed(steward), "_authenticator": steward.token()}
    page = steward.get(SETTINGS, **values)
    assert page.status_code == 200
    assert HEADING not in page.text


@pytest.mark.parametrize("login", [None, "member", "editor"])
def test_others_get_no_preview(visitor, steward, share_with, login):
    share_with("jo@example.org")
    answer = visitor(login).post(SETTINGS, **typed(steward), _authenticator=steward.token())
    assert answer.status_code in (302, 401, 403)
    assert "SOP-014" not in answer.text
    assert "data:image" not in answer.text


def test_managing_without_configuring_gives_no_preview(site, visitor, steward, share_with):
    share_with("jo@example.org")
    site.manage_permission("collective.externalshare: Manage external shares", ["Member"])
    transaction.commit()
    member = visitor("member")
    answer = member.submit(SETTINGS, **typed(steward))
    assert answer.status_code == 302
    assert "data:image" not in answer.text


def test_it_speaks_german(site, preview, steward, share_with):
    from plone import api

    share_with("jo@example.org")
    api.portal.set_registry_record("plone.available_languages", ["de", "en"])
    api.portal.set_registry_record("plone.default_language", "de")
    transaction.commit()
    answer = preview()
    assert "So sieht die erste Seite von „SOP-014 Incoming inspection“" in answer.text
    assert words(answer)[0] == "Externe Weitergabe · Vertraulich"
    assert words(answer)[1] == "Jo Beispiel"
