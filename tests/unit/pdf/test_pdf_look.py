"""What else is in a file, found in each way in which it can be there."""

from collective.externalshare.model.finding import Finding
from collective.externalshare.model.settings import Settings
from collective.externalshare.pdf.errors import EngineMissing
from collective.externalshare.pdf.inspection import Inspector
from collective.externalshare.pdf.look import look
from collective.externalshare.pdf.look import TimeIsUp
from collective.externalshare.pdf.rehearsal import RehearsingInspector
from collective.externalshare.pdf.stamper import Stamper
from collective.externalshare.pdf.values import Bounds
from pikepdf import Array
from pikepdf import Dictionary
from pikepdf import Name
from tests.common import cargo
from tests.common.cargo import at_root
from tests.common.cargo import field
from tests.common.cargo import note
from tests.unit.pdf import makers

import io
import pikepdf
import pytest


TEXT_FIELD = {"/FT": Name.Tx, "/T": "name"}
PRINT = {"/S": Name.Named, "/N": Name.Print}


def xfa(pdf):
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xfa/>"))


def action(kind):
    return note("/Link", A={"/S": Name(kind), "/F": "other"})


LOADED = {
    "signature": {
        "field": cargo.signed,
        "certified": cargo.certified,
        "type of the field above": field("/Sig", kids=[{"/V": cargo.VALUE}]),
    },
    "active_content": {
        "names": cargo.scripted,
        "on opening": at_root(OpenAction=cargo.SCRIPT),
        "printed on opening": at_root(OpenAction=PRINT),
        "automatic": at_root(AA={"/WC": cargo.SCRIPT}),
        "launch": action("/Launch"),
        "submit": action("/SubmitForm"),
        "import": action("/ImportData"),
        "link to a script": note("/Link", A={"/S": Name.URI, "/URI": "javaScript:1"}),
        "film": note("/Screen"),
    },
    "embedded_files": {
        "attached": cargo.attached,
        "attached to a place": note("/FileAttachment"),
    },
    "comments": {
        "note": cargo.commented,
        "highlight": note("/Highlight"),
        "on the last page": note("/Ink", page=1),
    },
    "unapplied_redactions": {"mark": cargo.marked_for_redaction},
    "form_fields": {
        "text": field("/Tx"),
        "choice": field("/Ch"),
        "box": field("/Btn"),
        "below another": field(kids=[TEXT_FIELD]),
        "xfa": xfa,
    },
    "pdfa_claim": {"2b": cargo.pdfa("2", "B"), "3a": cargo.pdfa("3", "A")},
    "unkept_pdfa_claim": {"1b": cargo.pdfa("1", "B"), "4": cargo.pdfa("4", "F")},
}
CASES = [(word, name) for word, ways in LOADED.items() for name in ways]

INNOCENT = {
    "report": makers.report,
    "links, pages to open at": lambda path: saved(
        path,
        note("/Link", A={"/S": Name.URI, "/URI": "https://example.org/"}),
        note("/Link", A={"/S": Name.GoTo, "/D": "p1"}),
        at_root(OpenAction={"/S": Name.GoTo, "/D": "p1"}),
    ),
    "empty signature field": lambda path: saved(path, field("/Sig")),
    "usage rights": lambda path: saved(path, at_root(Perms={"/UR3": cargo.VALUE})),
    "read-only field": lambda path: saved(path, field("/Tx", Ff=1)),
    "button": lambda path: saved(path, field("/Btn", Ff=1 << 16)),
    "empty form": lambda path: saved(path, at_root(AcroForm={"/Fields": []})),
    "window of a note that is gone": lambda path: saved(path, note("/Popup")),
    "resources called so": lambda path: saved(path, called_so),
}


def saved(path, *loads):
    return makers.written(path, cargo.carrying(*loads))


def called_so(pdf):
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources.Font = Dictionary({"/AA": font, "/EF": font, "/S": font})


def words(path, bounds=None):
    return [str(one) for one in Inspector(bounds).look(path)]


@pytest.mark.parametrize(("word", "name"), CASES, ids=map(" ".join, CASES))
def test_each_way_to_carry_something_is_found(tmp_path, word, name):
    assert words(saved(tmp_path / "a.pdf", LOADED[word][name])) == [word]


def test_encryption_that_needs_no_password_is_found(tmp_path):
    assert words(makers.written(tmp_path / "a.pdf", cargo.restricted())) == ["owner_encryption"]


@pytest.mark.parametrize("name", INNOCENT)
def test_a_sound_file_has_none(tmp_path, name):
    assert words(INNOCENT[name](tmp_path / "a.pdf")) == []


def test_every_finding_has_a_file_here():
    assert {*LOADED, "owner_encryption", "unseen_parts"} == set(Finding)


def test_all_are_found_together_and_told_the_gravest_first(tmp_path):
    loads = (
        cargo.scripted,
        cargo.attached,
        cargo.commented,
        cargo.marked_for_redaction,
        cargo.certified,
    )
    path = saved(tmp_path / "a.pdf", *loads)
    assert words(path) == [
        "unapplied_redactions",
        "signature",
        "active_content",
        "embedded_files",
        "comments",
    ]
    found = RehearsingInspector().inspect(path, Settings())
    assert (found.refusal, [str(one) for one in found.findings]) == (None, words(path))


def test_a_copy_has_none_of_what_is_removed(tmp_path, a_stamp):
    """What the sentences promise: what one module finds, the other removes."""
    loads = [load for word in LOADED for load in LOADED[word].values() if word != "form_fields"]
    source = saved(tmp_path / "a.pdf", *loads)
    assert len(words(source)) > 5
    target = str(tmp_path / "copy.pdf")
    Stamper().stamp(source, a_stamp, target)
    assert words(target) == []


def test_a_copy_is_not_encrypted(tmp_path, a_stamp):
    source = makers.written(tmp_path / "a.pdf", cargo.restricted())
    Stamper().stamp(source, a_stamp, str(tmp_path / "copy.pdf"))
    assert words(str(tmp_path / "copy.pdf")) == []


@pytest.mark.parametrize("part", ["1", "2", "3", "4"])
def test_a_copy_claims_pdfa_where_the_finding_says_so(tmp_path, a_stamp, part):
    source = saved(tmp_path / "a.pdf", cargo.pdfa(part, "B"))
    Stamper().stamp(source, a_stamp, str(tmp_path / "copy.pdf"))
    kept = words(source) == ["pdfa_claim"]
    assert words(str(tmp_path / "copy.pdf")) == (["pdfa_claim"] if kept else [])


class Patience:
    """As a `Watch` whose time is up after so many checks, however fast the machine."""

    def __init__(self, checks):
        self.left = checks

    def check(self):
        self.left -= 1
        if self.left < 0:
            raise TimeIsUp


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        (0, ["unseen_parts", "active_content"]),
        (3, ["unapplied_redactions", "unseen_parts", "active_content"]),
    ],
)
def test_a_search_that_takes_too_long_says_what_it_has(tmp_path, checks, said):
    path = saved(tmp_path / "a.pdf", cargo.marked_for_redaction, cargo.scripted)
    assert set(look({"source": path}, Patience(checks))["findings"]) == set(said)


def test_many_pages_with_one_list_of_notes_are_searched_once(tmp_path):
    def share(pdf):
        listed = pdf.make_indirect(Array([Dictionary(Subtype=Name.Link)] * 20_000))
        for _ in range(1_000):
            pdf.add_blank_page().obj.Annots = listed

    # Twenty million notes would take minutes.
    assert words(saved(tmp_path / "a.pdf", share), Bounds(cpu_seconds=4)) == []


def test_a_search_that_is_killed_has_seen_nothing(tmp_path):
    path = saved(tmp_path / "a.pdf", cargo.signed)
    assert words(path, Bounds(wall_seconds=0.001)) == ["unseen_parts"]


@pytest.mark.parametrize("address", [10**12, Dictionary, Name.Odd], ids=str)
def test_a_link_whose_address_is_no_text_leads_nowhere_good(tmp_path, address):
    action = {"/S": Name.URI, "/URI": {} if address is Dictionary else address}
    assert words(saved(tmp_path / "a.pdf", note("/Link", A=action))) == ["active_content"]


def test_fields_in_a_circle_end(tmp_path):
    def circle(pdf):
        field("/Tx", kids=[{}])(pdf)
        top = pdf.Root.AcroForm.Fields[0]
        top.Kids[0].Kids = Array([top])

    assert words(saved(tmp_path / "a.pdf", circle)) == ["form_fields"]


def test_an_engine_that_cannot_start_is_not_the_files_fault(report):
    with pytest.raises(EngineMissing):
        Inspector(Bounds(memory=40 << 20)).look(report)


def test_a_file_that_is_refused_is_not_searched(tmp_path):
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(cargo.carrying(cargo.signed))) as pdf:
        pdf.save(data, encryption=pikepdf.Encryption(user="u", owner="o"))
    path = makers.written(tmp_path / "a.pdf", data.getvalue())
    found = RehearsingInspector().inspect(path, Settings())
    assert (found.refusal, found.findings) == ("locked", ())
