"""Recipients from lines and tables: what is read, and what is said of every line."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.verdict import Refused
from collective.externalshare.services.recipient_table import decoded
from collective.externalshare.services.recipient_table import LARGEST_TABLE
from collective.externalshare.services.recipient_table import read_recipients
from collective.externalshare.services.recipient_table import written

import pytest


JO = Addressee("jo@example.org", "Jo Meyer", "Meyer, Tools", "de")
KIM = Addressee("kim@example.org")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_has_its_columns_in_any_order(separator, end):
    rows = [
        ["Language", "Organisation", "E-Mail", "Phone", "Name"],
        ["DE", '"Meyer, Tools"', "Jo@EXAMPLE.org", "+1", " Jo  Meyer "],
        ["", "", "kim@example.org"],
    ]
    text = end.join(separator.join(row) for row in rows) + end
    report = read_recipients(text)
    assert report.addressees == [JO, KIM]
    assert report.refusals == []
    assert [line.number for line in report.lines] == [2, 3]


@pytest.mark.parametrize(
    "head", ["address", "E-MAIL ADDRESS", '"email";name', "Firma;Adresse", "name\tmail"]
)
def test_a_first_line_of_names_makes_a_table(head):
    row = {"Firma;Adresse": ";kim@example.org", "name\tmail": "\tkim@example.org"}
    assert read_recipients(f"{head}\n{row.get(head, KIM.address)}").addressees == [KIM]


def test_without_such_a_line_every_line_is_a_recipient():
    report = read_recipients("Jo Meyer <jo@example.org>, Meyer Tools\n\n kim@example.org \nnobody")
    assert report.addressees == [Addressee("jo@example.org", "Jo Meyer", "Meyer Tools"), KIM]
    (refused,) = report.refusals
    assert (refused.code, dict(refused.values)) == (
        "recipient_line",
        {"number": 4, "line": "nobody"},
    )


def test_every_line_has_its_report():
    report = read_recipients(
        "address;name;language\n"
        "kim@example.org;;\n"
        "\n"
        "KIM@example.org;Other;\n"
        "kim;;\n"
        f"a@example.org;{'x' * 201};\n"
        "b@example.org;\u200b;\n"
        "c@example.org;;xx\n"
        "d@example.org;;;more\n"
        'e@example.org;"open;\n'
        "f@example.org;;;;\n"
    )
    said = [(one.number, one.refused and one.refused.code, one.before) for one in report.lines]
    assert said == [
        (2, None, 0),
        (4, None, 2),
        (5, "line_address", 0),
        (6, "line_name", 0),
        (7, "line_unwritable", 0),
        (8, "line_language", 0),
        (9, "line_cells", 0),
        (10, "line_quotes", 0),
        (11, None, 0),
    ]
    assert [one.address for one in report.addressees] == ["kim@example.org", "f@example.org"]
    assert all(refused.values["number"] for refused in report.refusals)


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "@SUM(A1)", "-2", "=HYPERLINK(x)"])
def test_a_formula_is_text(cell):
    (found,) = read_recipients(f"name;address\n{cell};kim@example.org").addressees
    assert found.name == cell


@pytest.mark.parametrize("head", ["", "address\n"])
def test_a_thousand_lines_are_read_and_one_more_are_not(head):
    lines = [f"p{number}@example.org" for number in range(1000)]
    assert len(read_recipients(head + "\n".join(lines)).addressees) == 1000
    report = read_recipients(head + "\n".join([*lines, "more@example.org"]))
    assert report.addressees == []
    assert report.refusals == [Refused("table_long", {"maximum": 1000}, "recipients")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_an_uploaded_file_is_read_in_its_encoding(encoding):
    text = decoded("address;name\nzoe@example.org;Zoë Größe".encode(encoding))
    assert read_recipients(text).addressees == [Addressee("zoe@example.org", "Zoë Größe")]


def test_what_is_no_text_is_refused():
    assert decoded(b"PK\x03\x04\x00\x00").code == "table_binary"
    assert decoded("address".encode("utf-16")).code == "table_binary"
    assert decoded(b"a" * (LARGEST_TABLE + 1)).code == "table_large"
    assert decoded(b"a" * LARGEST_TABLE) == "a" * LARGEST_TABLE


@pytest.mark.parametrize(
    ("people", "text"),
    [
        ([KIM], "kim@example.org"),
        ([Addressee("jo@example.org", "Jo", "Tools")], "Jo <jo@example.org>, Tools"),
        ([], ""),
        ([JO, KIM], None),
        ([Addressee("jo@example.org", "Jo <3", 'a "b"; c')], None),
        ([Addressee("jo@example.org", "=1+1")], "=1+1 <jo@example.org>"),
    ],
)
def test_what_was_read_is_written_so_that_it_is_read_again(people, text):
    found = written(people)
    assert read_recipients(found).addressees == people
    assert text is None or found == text
