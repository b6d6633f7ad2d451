"""What is held under one address, taken along."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Event
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.verification import field_digest
from collective.externalshare.services.hand_over import HandOver
from collective.externalshare.services.person_export import PersonExport
from collective.externalshare.services.read import Read
from collective.externalshare.services.record import record
from io import BytesIO
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import READER
from zipfile import ZipFile

import json
import time
import transaction


def read_a_copy(world, share, access="view"):
    session = world.session(share)
    assert Read(world.ports).grant(session, share.id, access, READER).ticket
    transaction.commit()
    return session


def test_an_export_holds_everything_under_one_address(world, share):
    read_a_copy(world, share)
    world.share(JO, KIM, message="=1+1 for Jo Meyer")
    archive = PersonExport(world.ports).archive(JO.address, EDITOR, READER)
    with ZipFile(BytesIO(archive)) as found:
        assert found.testzip() is None
        person = json.loads(found.read("person.json"))
        tables = {name: found.read(name).decode("utf-8-sig") for name in found.namelist()}
    assert person["recipient"]["address"] == JO.address
    assert len(person["invitations"]) == len(person["shares"]) == 2
    assert len(person["sessions"]) == 1
    assert {mail["kind"] for mail in person["mails"]} == {"invitation", "code"}
    actions = [row["action"] for row in person["rows"]]
    assert {"share.created", "code.requested", "code.accepted", "share.opened"} <= set(actions)
    opened = next(row for row in person["rows"] if row["action"] == "share.opened")
    assert (opened["address"], opened["ip"]) == (JO.address, READER.ip)
    assert KIM.address not in archive_text(person)
    assert "'=1+1 for Jo Meyer" in tables["messages.csv"]
    assert len(tables["rows.csv"].splitlines()) == len(actions) + 1
    (row,) = world.administration(Action.PERSONAL_DATA_EXPORTED)
    assert row["new"] == person["export"]["commitment"]
    assert row["new"] == field_digest(person["export"]["salt"], JO.address)
    assert JO.address not in json.dumps(row)


def archive_text(person):
    return json.dumps(person, ensure_ascii=False)


def test_where_an_editor_sat_is_nobody_elses_data(world):
    (share,) = world.share(contact=READER)
    found = PersonExport(world.ports)(JO.address, EDITOR)
    assert READER.ip not in archive_text(found)
    assert READER.ip in str(world.rows(share))


def test_ten_thousand_rows_are_exported_within_a_minute(world, share):
    for _number in range(10_000):
        event = Event(
            Action.SHARE_OPENED,
            Actor("recipient", share.recipient_id),
            share=share.id,
            recipient_id=share.recipient_id,
            person={"address": JO.address},
        )
        record(world.ports, share.invitation_id, event, READER)
    # Of the processor, whatever else the machine does.
    begun = time.process_time()
    archive = PersonExport(world.ports).archive(JO.address, EDITOR)
    assert time.process_time() - begun < 60
    with ZipFile(BytesIO(archive)) as found:
        assert len(json.loads(found.read("person.json"))["rows"]) > 10_000


def test_a_message_is_of_who_wrote_it_also_after_a_sending_went_over(world):
    (share,) = world.share(message="Read this, Jo Meyer")
    HandOver(world.ports)([share], Sender("robin", "Robin Ash", "robin@example.org"), EDITOR)
    (found,) = PersonExport(world.ports)(JO.address, EDITOR)["invitations"]
    assert (found["sender"], found["author"]) == ("Robin Ash", "Dana Ortiz")
