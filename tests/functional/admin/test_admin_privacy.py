"""The tab Privacy: found, exported and erased by POST only, with a typed confirmation."""

from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.distribution import Sender
from collective.externalshare.services.hand_over import HandOver
from io import BytesIO
from tests.functional.admin.conftest import PANEL
from zipfile import ZipFile

import json
import pytest
import transaction


PRIVACY = f"{PANEL}-privacy"
JO = "jo@supplier.example.org"
STEWARD = Actor("user", "steward")


@pytest.fixture
def held(share_with):
    share_with(f"Jo Meyer <{JO}>, Supplier", "kim@example.org")


def actions(ports):
    return [row["action"] for row in ports().store.chains[ADMINISTRATION].rows()]


def known(ports):
    return ports().store.recipient_at(JO) is not None


def test_a_person_is_found_by_their_address_and_looking_leaves_no_row(steward, held, ports):
    before = actions(ports)
    page = steward.submit(PRIVACY, address=f" {JO.upper()} ", find="1")
    assert page.status_code == 200
    assert f"What is held about {JO}" in " ".join(page.text.split())
    assert "Jo Meyer" in page.text
    assert "Shares: 1" in page.text
    assert actions(ports) == before


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Type the e-mail address of the person."),
        ("nobody@example.org", "Nothing is held under this address."),
    ],
)
def test_who_is_not_known_is_said(steward, held, address, sentence):
    page = steward.submit(PRIVACY, address=address, find="1")
    assert page.status_code == 400
    assert sentence in page.text


def test_an_export_is_a_file_and_a_row(steward, held, ports):
    answer = steward.submit(PRIVACY, address=JO, export="1")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="person.zip"'
    assert "no-store" in answer.headers["Cache-Control"]
    with ZipFile(BytesIO(answer.content)) as found:
        person = json.loads(found.read("person.json"))
    assert person["recipient"]["address"] == JO
    assert "kim@example.org" not in answer.text
    assert actions(ports)[-1] == "personal_data.exported"


def test_an_erasure_is_reported_once_and_leaves_nobody(steward, held, ports):
    found = ports()
    (recipient,) = [one for one in found.store.recipients.values() if one.address == JO]
    message = next(iter(found.store.distributions.values()))
    message.message = "Dear Jo Meyer"
    transaction.commit()
    page = steward.submit(PRIVACY, address=JO, find="1")
    assert "Dear Jo Meyer" in page.text
    page = steward.submit(
        PRIVACY, address=JO, confirmation=JO, reason="Request 17", erase="1", clear=message.id
    )
    assert page.status_code == 200, page.text
    assert "The person was erased" in page.text
    assert recipient.id in page.text
    for line in ("Shares revoked: 1", "Messages deleted: 1", "Backups", "Access logs"):
        assert line in page.text
    assert JO not in page.text
    assert not known(ports)
    found = ports()
    assert all(chain.broken_at(found.ring) is None for chain in found.store.chains.values())
    row = list(found.store.chains[ADMINISTRATION].rows())[-1]
    assert (row["action"], row["actor"], row["reason"]) == (
        "personal_data.erased",
        ["user", "steward"],
        "Request 17",
    )
    # Every table still shows, without the person.
    for tab in ("", "-health"):
        table = steward.get(f"{PANEL}{tab}")
        assert table.status_code == 200
        assert "Jo Meyer" not in table.text
    assert "Erased person" in steward.get(PANEL).text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"confirmation": "kim@example.org"}, "What was typed to confirm does not match."),
        ({"confirmation": ""}, "What was typed to confirm does not match."),
        ({"reason": ""}, "Give a reason"),
        ({"reason": "Jo Meyer asked"}, "The reason must not name the person"),
    ],
)
def test_an_erasure_that_is_not_confirmed_is_refused(steward, held, ports, values, sentence):
    typed = {"confirmation": JO, "reason": "Request 17", **values}
    page = steward.submit(PRIVACY, address=JO, erase="1", **typed)
    assert page.status_code == 400
    assert sentence in page.text
    assert known(ports)
    assert "personal_data.erased" not in actions(ports)


@pytest.mark.parametrize("forged", [{}, {"_authenticator": ""}, {"_authenticator": "0" * 40}])
@pytest.mark.parametrize("deed", ["find", "export", "erase"])
def test_a_post_without_the_authenticator_does_nothing(steward, held, ports, forged, deed):
    typed = {"address": JO, "confirmation": JO, "reason": "x", deed: "1", **forged}
    answer = steward.post(PRIVACY, **typed)
    assert answer.status_code == 403
    assert "Jo Meyer" not in answer.text
    assert known(ports)


@pytest.mark.parametrize("deed", ["find", "export", "erase"])
def test_a_get_does_nothing(steward, held, ports, deed):
    typed = {"address": JO, "confirmation": JO, "reason": "x", deed: "1"}
    page = steward.get(PRIVACY, _authenticator=steward.token(), **typed)
    assert page.status_code == 200
    assert "Jo Meyer" not in page.text
    assert known(ports)
    assert "personal_data.exported" not in actions(ports)


@pytest.mark.parametrize("login", [None, "member", "editor"])
def test_others_find_nobody(visitor, steward, held, ports, login):
    typed = {"address": JO, "confirmation": JO, "reason": "x", "erase": "1"}
    answer = visitor(login).post(PRIVACY, _authenticator=steward.token(), **typed)
    assert answer.status_code in (302, 401)
    assert "Jo Meyer" not in answer.text
    assert known(ports)


def test_a_message_bears_the_name_of_who_wrote_it(steward, share_with, ports):
    (share_id,) = share_with(f"Jo Meyer <{JO}>")
    found = ports()
    store = found.store
    made = store.distributions[store.shares[share_id].distribution_id]
    made.message = "For Jo Meyer"
    HandOver(found)([store.shares[share_id]], Sender("robin", "Robin Ash", ""), STEWARD)
    transaction.commit()
    page = steward.submit(PRIVACY, address=JO, find="1")
    told = page.text.partition("For Jo Meyer")
    assert "Dana Ortiz" in told[0]
    assert "Robin Ash" not in page.text
