"""T20: no more reminders, by the RFC's own form from anywhere, and by nothing that only looks."""

from collective.externalshare.services.remind import RemindAll
from tests.common.numbers import SCANS
from tests.functional.recipient.headers import wears_headers
from tests.functional.recipient.sharing import EDITOR

import pytest
import transaction


RFC = {"List-Unsubscribe": "One-Click"}
ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example.org"}


@pytest.fixture
def stop(sharing, share, document):
    """The path at which the reader of a reminder stops them."""
    transaction.begin()
    ports = sharing.ports
    RemindAll(ports)(document.UID(), EDITOR)
    invitation = ports.store.invitations[share.invitation]
    token = ports.ring.stop_token(invitation.key_id, invitation.id)
    transaction.commit()
    return f"stop/{token}"


def stopped(sharing, share):
    transaction.begin()
    store = sharing.ports.store
    return store.recipients[store.invitations[share.invitation].recipient_id].stopped


def test_t20_looking_changes_nothing(reader, sharing, share, stop):
    before = sharing.last_write()
    for _ in range(SCANS):
        assert reader.get(stop).status_code == 200
        assert reader.get(stop, method="HEAD").status_code == 200
    assert sharing.last_write() == before
    assert stopped(sharing, share) is None
    assert wears_headers(reader.get(stop))
    assert not reader.http.cookies


@pytest.mark.parametrize("as_files", [False, True], ids=["urlencoded", "multipart"])
def test_t20_a_mail_program_stops_them_from_anywhere(reader, sharing, share, stop, as_files):
    form = {"files": {"List-Unsubscribe": (None, "One-Click")}} if as_files else {"data": RFC}
    answer = reader.http.post(
        reader.url(stop), headers=ELSEWHERE, allow_redirects=False, timeout=60, **form
    )
    assert answer.status_code == 200, answer.text
    assert wears_headers(answer)
    assert "You get no more reminders" in answer.text
    assert stopped(sharing, share) is not None
    assert sharing.rows(share).count("reminders.stopped") == 1
    assert reader.ask().status_code == 303, "codes still come"


def test_a_person_stops_them_on_our_page(reader, sharing, share, stop):
    page = reader.page(stop)
    answer = reader.post(stop, page.form_to(stop).values)
    assert answer.status_code == 200
    assert stopped(sharing, share) is not None
    assert "You get no more reminders" in reader.get(stop).text
    assert reader.post(stop, RFC).status_code == 200, "once more is no error"
    assert sharing.rows(share).count("reminders.stopped") == 1


@pytest.mark.parametrize(
    ("form", "headers", "status"),
    [
        ({}, ELSEWHERE, 403),
        ({"List-Unsubscribe": "One-click"}, ELSEWHERE, 403),
        ({}, {}, 400),
    ],
)
def test_no_other_form_stops_anything(reader, sharing, share, stop, form, headers, status):
    answer = reader.post(stop, form, headers=headers)
    assert answer.status_code == status
    assert wears_headers(answer)
    assert stopped(sharing, share) is None


@pytest.mark.parametrize(
    "files",
    [
        {"List-Unsubscribe": ("a.txt", "Two-Clicks")},
        {"other": (None, "One-Click")},
        {"List-Unsubscribe": (None, "One-Click"), "more:int": (None, "x")},
    ],
)
def test_no_other_multipart_form_is_read(reader, sharing, share, stop, files):
    answer = reader.http.post(reader.url(stop), files=files, headers=ELSEWHERE, timeout=60)
    assert answer.status_code == 415
    assert stopped(sharing, share) is None


def test_the_word_of_the_rfc_opens_no_other_form(reader, sharing, share):
    answer = reader.post(f"{share.token}/email", {**RFC, "email": "a@b.example"}, ELSEWHERE)
    assert answer.status_code == 403
    assert sharing.mails() == 0


def test_an_unknown_address_is_like_any_other(reader, sharing, share, stop):
    unknown = f"stop/{'0' * 32}"
    for answer in (reader.get(unknown), reader.post(unknown, RFC)):
        assert answer.status_code == 404
        assert answer.text == reader.get("1" * 32).text
    assert stopped(sharing, share) is None
