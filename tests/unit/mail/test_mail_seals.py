"""Seals on their way to an auditor, who verifies with what arrived."""

from collective.externalshare.mail.reply import Fate
from collective.externalshare.mail.seals import write_seals
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.seal import make_seal
from collective.externalshare.model.selection import Period
from collective.externalshare.services.export import Export
from collective.externalshare.services.ports import ports_for
from collective.externalshare.services.sealing import Sealing
from collective.externalshare.verify import main
from tests.unit.mail.office import RING
from tests.unit.mail.samples import ENGLISH
from tests.unit.mail.samples import HEAD
from tests.unit.mail.samples import html_of
from tests.unit.mail.samples import parsed
from tests.unit.mail.samples import text_of
from tests.unit.mail.servers import free_port

import json
import pytest


AUDITOR = "auditor@example.com"


@pytest.fixture
def audited(office):
    office.rules(seal_address=AUDITOR)
    return office


def seal(office, invite=True):
    if invite:
        office.invite()
    office.begin()
    Sealing(ports_for(office.site)).when_due()
    office.commit()


def everything(office):
    """The lines of an export of everything."""
    office.begin()
    office.site.store.chains[ADMINISTRATION] = Chain(ADMINISTRATION)
    export = Export(ports_for(office.site))
    chosen = export.selections.choose("everything", "", Period())
    with export(chosen, "jsonl", Actor("user", "erika")).stream as stream:
        return stream.read()


def to_auditor(server):
    return [one for one in server.messages if one["To"] == AUDITOR]


def attachment(message):
    (file,) = message.iter_attachments()
    return file


def test_the_attachments_are_the_seals_that_the_verifier_asks_for(
    audited, server, send, tmp_path, capsys
):
    seal(audited)
    audited.clock.pass_time(minutes=6)
    seal(audited)
    audited.clock.pass_time(minutes=60)
    seal(audited)
    send()
    first, second = to_auditor(server)
    assert attachment(first).get_filename() == "seals-000001-000001.jsonl"
    assert attachment(second).get_filename() == "seals-000002-000003.jsonl"
    assert attachment(second).get_content_type() == "application/jsonl"
    rows, seals = tmp_path / "rows.jsonl", tmp_path / "seals.jsonl"
    rows.write_bytes(everything(audited))
    seals.write_bytes(attachment(first).get_content() + attachment(second).get_content())
    assert main([str(rows), str(seals)]) == 0
    assert "3 seals were read" in capsys.readouterr().out
    lines = rows.read_bytes().splitlines(keepends=True)
    rows.write_bytes(b"".join(line for line in lines if b'"invitation.' not in line))
    assert main([str(rows), str(seals)]) == 1
    assert capsys.readouterr().out.count("were cut off") == 3
    seals.write_bytes(attachment(second).get_content())
    assert main([str(rows), str(seals)]) == 1
    assert capsys.readouterr().out.count("were cut off") == 2, "later seals alone know of theirs"


def test_the_mail_says_what_it_is_for(audited, server, send):
    seal(audited)
    send()
    (message,) = to_auditor(server)
    assert message["Subject"] == "Seals 1 of the records: Example Works"
    said = text_of(message)
    made = next(audited.store.seals())
    for word in ("Example Works has recorded", "python3 verify.py rows.jsonl", made.link):
        assert word in said
        assert word in html_of(message)
    assert "erased" not in said


def test_seals_are_sent_though_no_link_could_be(audited, server, send):
    seal(audited)
    audited.rules(link_base="")
    send()
    assert len(to_auditor(server)) == 1


def test_a_mail_that_fails_waits_and_goes_out_later(audited, send, server):
    working, audited.port = audited.port, free_port()
    seal(audited)
    send()
    (row,) = [row for row in audited.store.outbox.values() if row.kind == "seals"]
    assert (row.state, row.waits) in (("retry", True), ("queued", True))
    audited.port = working
    audited.clock.pass_time(minutes=1)
    send()
    assert len(to_auditor(server)) == 1


def test_seals_that_are_gone_are_not_sent(audited, send, server):
    seal(audited)
    audited.store.sealed.clear()
    audited.commit()
    assert send().outcomes[Fate.SKIPPED] == 1
    assert to_auditor(server) == []


def test_the_last_seal_of_all_says_that_everything_was_erased():
    first = make_seal([("chain", 1, "ab")], None, 1_770_000_000_000_000, RING)
    last = make_seal([("chain", 2, "cd")], first, 1_770_000_900_000_000, RING, erased=True)
    message = parsed(write_seals([first, last], HEAD, ENGLISH))
    assert "Seal 2 says that everything" in " ".join(text_of(message).split())
    lines = attachment(message).get_content().decode().splitlines()
    assert [json.loads(line)["seal"]["number"] for line in lines] == [1, 2]
