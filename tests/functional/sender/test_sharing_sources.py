"""Recipients that are added to the form from a file, or from earlier."""

from html import unescape
from tests.functional.sender.conftest import Client

import pytest
import re
import transaction


TABLE = (
    "Organisation;E-Mail;Language;Name\n"
    "Meyer Tools;jo@example.org;de;Jo Meyer\n"
    ";JO@example.org;;\n"
    ";nobody;;\n"
    ";kim@example.org;;=1+1\n"
)


def add(client, data=None, earlier="", **typed):
    """Press the button that adds, with a file where there is one."""
    found = client.form("form.buttons.preview")
    values = {k: v for k, v in found.values.items() if not k.startswith("form.buttons.")}
    values |= {f"form.widgets.{key}": value for key, value in typed.items()}
    values |= {"form.buttons.add": "1", "earlier": earlier}
    values.pop("table", None)
    files = None if data is None else {"table": ("people.csv", data, "text/csv")}
    client.answer = client.session.post(found.action, values, files=files)
    return client.text


def typed_in(client, name="recipients"):
    """What stands in a text area."""
    found = re.search(
        rf'<textarea[^>]*name="form.widgets.{name}"[^>]*>(.*?)</textarea>', client.text, re.S
    )
    return unescape(found[1]).strip()


def test_a_file_is_read_with_a_report_on_every_line(form, stored):
    page = add(form, TABLE.encode("latin-1"), recipients="lee@example.org", message="Hello")
    for words in ("What was read", "Named in line 2 already.", "is no usable mail address"):
        assert words in page, words
    plain = " ".join(page.split())
    assert "Right: 2. Doubled: 1. Wrong and left out: 1." in plain
    assert typed_in(form, "message") == "Hello"
    form.press("preview", recipients=typed_in(form))
    assert "Check before sending" in form.text
    form.press("send")
    store = stored()
    kept = {store.recipients[one.recipient_id].address: one for one in store.invitations.values()}
    assert set(kept) == {"lee@example.org", "jo@example.org", "kim@example.org"}
    jo, kim = kept["jo@example.org"], kept["kim@example.org"]
    assert (jo.name, jo.organisation, jo.language) == ("Jo Meyer", "Meyer Tools", "de")
    assert kim.name == "=1+1"


def test_a_table_may_be_pasted(form):
    form.press("preview", recipients=TABLE.replace(";nobody;;\n", ""))
    assert "Check before sending" in form.text
    assert "kim@example.org" in form.text
    form.press("back")
    form.press("preview", recipients=TABLE)
    assert "Line 4: “nobody” is no usable mail address." in form.text


@pytest.mark.parametrize(
    ("data", "earlier", "sentence"),
    [
        (None, "", "Choose a file or a list, or type the beginning"),
        (b"PK\x00\x00", "", "This is no text file."),
        (b"x@example.org\n" * 1001, "", "There are too many lines: at most 1000 at once."),
        (None, "meyer", "Nobody whom you shared with before"),
        (None, "!!", "Nobody whom you shared with before"),
    ],
)
def test_what_adds_nobody_says_why_and_keeps_what_was_typed(form, data, earlier, sentence):
    assert sentence in add(form, data, earlier, recipients="lee@example.org")
    assert typed_in(form) == "lee@example.org"
    assert "What was read" not in form.text


def test_wrong_lines_that_were_typed_stay_and_are_named(form):
    assert "Line 1 is not a recipient" in add(form, TABLE.encode(), recipients="nobody")
    assert typed_in(form) == "nobody"


def test_people_from_earlier_are_offered_and_found(document, share, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    assert 'value="Jo Meyer &lt;jo@example.org&gt;, Meyer Tools"' in emma.text
    add(emma, earlier="mey jo")
    assert typed_in(emma) == "Jo Meyer <jo@example.org>, Meyer Tools"
    add(emma, earlier="Kim <kim@example.org>", recipients="lee@example.org")
    assert typed_in(emma).split() == ["lee@example.org", "Kim", "<kim@example.org>"]


def test_several_who_match_are_named(document, share, emma):
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    emma.press("preview", recipients="Jon <jon@example.org>")
    emma.press("send")
    emma.get(f"{document.absolute_url()}/@@external-sharing")
    page = add(emma, earlier="jo")
    assert "People who match: 2 (jon@example.org, jo@example.org)" in page


def test_nobody_sees_whom_others_shared_with_but_who_manages(site, document, share, stored, mira):
    url = f"{document.absolute_url()}/@@external-sharing"
    site.manage_permission(
        "collective.externalshare: Share externally", ["Contributor", "Site Administrator"]
    )
    document.manage_permission("View", ["Contributor", "Site Administrator"])
    transaction.commit()
    cora = Client("cora")
    cora.get(url)
    assert "<datalist" in cora.text
    assert "jo@example.org" not in cora.text
    assert "Nobody whom you shared with before" in add(cora, earlier="meyer")
    mira.get(url)
    assert "jo@example.org" in mira.text


def test_a_get_adds_nobody(document, emma):
    url = f"{document.absolute_url()}/@@external-sharing"
    emma.get(url, params={"form.buttons.add": "1", "earlier": "kim@example.org"})
    assert typed_in(emma) == ""
