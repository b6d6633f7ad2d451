"""The tab *Whose copy is this?* over HTTP."""

from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.services.person_erasure import PersonErasure
from html import unescape
from io import BytesIO
from plone import api
from tests.common.content import a_pdf
from tests.common.granted import a_copy
from tests.common.granted import READER
from tests.functional.admin.conftest import PANEL
from tests.functional.admin.tracing import drop
from tests.functional.admin.tracing import JO
from tests.functional.admin.tracing import searches
from tests.functional.admin.tracing import token_of
from tests.functional.admin.tracing import TRACE
from tests.functional.admin.tracing import type_number

import pikepdf
import pytest
import re
import transaction


@pytest.fixture
def copy(ports, share_with):
    """Number and bytes of the copy that was downloaded."""
    (share_id,) = share_with(JO)
    return a_copy(ports(), share_id)


@pytest.fixture
def auditor(site, visitor):
    return visitor("auditor")


def said(answer):
    """The section with the answer, its blanks made one."""
    part = answer.text.partition('id="externalshare-found"')[2].partition("<form")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split())


def resaved(data):
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.trailer.Info
        pdf.trailer.ID = pikepdf.Array([pikepdf.String("x" * 16)] * 2)
        pdf.save(out)
    return out.getvalue()


def test_the_very_file_is_certain(steward, copy, ports, document):
    number, data = copy
    answer = drop(steward, data)
    assert answer.status_code == 200
    words = said(answer)
    for part in (
        "Jo Meyer",
        "jo@supplier.example.org, Supplier Ltd",
        "SOP-014 Incoming inspection",
        "Made for a download on",
        f"Asked for from {READER.ip}.",
        f"Copy number {number}",
        "Certain: the file is this copy, byte for byte.",
    ):
        assert part in words, part
    (row,) = searches(ports)
    assert (row["result"], row["new"]) == ("found", number)
    assert row["actor"] == ["user", "steward"]
    assert row["document"] == api.content.get_uuid(document)


def test_the_answer_leads_to_the_share(steward, copy):
    page = drop(steward, copy[1]).text
    (url,) = set(re.findall(r'href="([^"]+@@external-share-details/[^"]+)"', page))
    shown = steward.http.get(unescape(url))
    assert shown.status_code == 200
    assert "jo@supplier.example.org" in shown.text


def test_a_file_saved_anew_without_its_metadata_is_sure(steward, copy):
    words = said(drop(steward, resaved(copy[1]), "something else.pdf"))
    assert "Jo Meyer" in words
    assert "Sure: the file was changed after it was made" in words
    assert "(in its stamp)" in words
    assert "Certain" not in words


def test_a_number_is_typed_as_it_can_be_read(steward, copy, ports):
    words = said(type_number(steward, copy[0].lower().replace("-", " ")))
    assert "Jo Meyer" in words
    assert "As sure as the number is" in words
    assert searches(ports)[0]["new"] == copy[0]


def test_a_look_has_no_file_and_is_found_by_its_number(steward, ports, share_with):
    (share_id,) = share_with(JO)
    number, data = a_copy(ports(), share_id, "view")
    assert data is None
    words = said(type_number(steward, number))
    assert "Made for viewing in the browser on" in words
    assert "pictures of its pages were sent, no file." in words


def test_an_unknown_file_says_so(steward, copy, ports):
    words = said(drop(steward, a_pdf("Something else")))
    assert "This file is unknown here." in words
    assert "Jo Meyer" not in words
    assert searches(ports)[0]["result"] == "unknown"


def test_an_unknown_number_says_so(steward, copy):
    words = said(type_number(steward, "0000-0000-0000"))
    assert "No copy with the number 0000-0000-0000 is in the records." in words


def test_an_erased_person_is_called_so(steward, copy, ports):
    address = "jo@supplier.example.org"
    PersonErasure(ports())(address, address, "Request of 3 March", Actor("user", "steward"))
    transaction.commit()
    page = type_number(steward, copy[0])
    assert "A person whose data were erased" in said(page)
    assert "The IP address is not kept." in said(page)
    assert "Jo Meyer" not in page.text


def test_changed_evidence_is_loud(steward, copy, ports):
    store = ports().store
    (chain,) = [one for one in store.chains.values() if one.id != ADMINISTRATION]
    chain.chunks[0].rows = ((chain.chunks[0].rows[0][0], "00" * 32), *chain.chunks[0].rows[1:])
    transaction.commit()
    assert "The records of this share were changed" in said(type_number(steward, copy[0]))


def test_an_auditor_searches_and_sees_no_tab_to_do_things_on(auditor, copy):
    page = auditor.get(TRACE)
    assert page.status_code == 200
    assert f"{PANEL}-health" not in page.text
    answer = drop(auditor, copy[1])
    assert "Jo Meyer" in said(answer)
    assert auditor.get(f"{PANEL}-health").status_code == 302


@pytest.mark.parametrize("login", [None, "member", "editor"])
def test_others_search_nothing(visitor, steward, copy, login):
    answer = visitor(login).post(TRACE, _authenticator=token_of(steward), number=copy[0])
    assert answer.status_code in (302, 401, 403)
    assert "Jo Meyer" not in answer.text
    assert visitor(login).get(TRACE).status_code in (302, 401)


def test_managing_without_the_access_log_gives_no_tab(site, visitor):
    site.manage_permission("collective.externalshare: Manage external shares", ["Member"])
    transaction.commit()
    page = visitor("member").get(PANEL)
    assert page.status_code == 200
    assert TRACE not in page.text


def test_it_speaks_german(site, steward, copy):
    api.portal.set_registry_record("plone.available_languages", ["de", "en"])
    api.portal.set_registry_record("plone.default_language", "de")
    transaction.commit()
    words = said(drop(steward, copy[1]))
    assert "Für einen Download am" in words
    assert "Zweifelsfrei: Die Datei ist genau diese Kopie, Byte für Byte." in words
    assert "in ihrem Stempel" in said(drop(steward, resaved(copy[1])))
