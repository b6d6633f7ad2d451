"""Documents by what people call them, whether they are still there or not."""

from collective.externalshare.model.gate import DocumentGate
from collective.externalshare.model.revision import SourceRefusal
from collective.externalshare.services import named
from collective.externalshare.services.named import documents_named

import pytest


GONE = "c" * 32
TITLES = {
    "a" * 32: ("/plone/quality/sop-014", "SOP-014 Incoming inspection"),
    "b" * 32: ("/plone/quality/sop-015", "SOP-015 Outgoing inspection"),
    GONE: ("/plone/old/prüfplan", "Prüfplan für Röntgengeräte"),
}


@pytest.fixture
def known(world):
    for uid, (path, title) in TITLES.items():
        world.store.gate(uid, path, title)
    world.store.gates[GONE].refusal = SourceRefusal.DELETED
    return world


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("inspection", ["sop-014", "sop-015"]),
        ("INSP incoming", ["sop-014"]),
        ("sop-014", ["sop-014"]),
        ("pruf", ["prüfplan"]),
        ("Röntgen", ["prüfplan"]),
        (f" {GONE} ", ["prüfplan"]),
        ("/plone/quality/sop-014", ["sop-014"]),
        ("/quality/sop-014/", ["sop-014"]),
        ("https://documents.example.org/quality/sop-015?x=1", ["sop-015"]),
        ("https://documents.example.org/old/pr%C3%BCfplan", ["prüfplan"]),
        ("/sop-01", []),
        ("inspection of nothing", []),
        ("d" * 32, []),
        ("", []),
        ("...", []),
        ("/", []),
        ("https://[", []),
    ],
)
def test_a_document_is_found_by_words_address_or_uid(known, typed, places):
    found = documents_named(known.ports, typed)
    assert [gate.path.rpartition("/")[2] for gate in found.gates] == places
    assert found.whole


def test_of_too_many_some_come_and_it_is_said(known):
    for number in range(named.MOST_FOUND):
        uid = f"{number:032x}"
        known.store.gates[uid] = DocumentGate(uid, f"/plone/{number}", f"Inspection {number}")
    found = documents_named(known.ports, "inspection")
    assert (len(found.gates), found.whole) == (named.MOST_FOUND, False)


def test_of_documents_that_were_not_looked_through_it_is_said(known):
    for number in range(named.MOST_EXAMINED):
        uid = f"{number:032x}"
        known.store.gates[uid] = DocumentGate(uid, f"/plone/{number}", f"Paper {number}")
    found = documents_named(known.ports, "inspection")
    assert not found.whole
