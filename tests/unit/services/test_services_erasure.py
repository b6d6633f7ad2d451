"""Erasing all evidence: after a last export of everything, and never unseen."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.selection import Period
from collective.externalshare.model.verdict import Refused
from collective.externalshare.model.verify_seals import Seals
from collective.externalshare.services.erasure import Erasure
from collective.externalshare.services.export import Export
from collective.externalshare.services.health import Health
from collective.externalshare.services.sealing import Sealing
from collective.externalshare.verify import findings
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import READER

import pytest
import transaction


def export(world, scope="everything", form="jsonl", subject=""):
    exports = Export(world.ports)
    made = exports(exports.selections.choose(scope, subject, Period()), form, EDITOR)
    with made.stream as stream:
        lines = stream.read().decode("utf-8", "replace").splitlines()
    transaction.commit()
    return lines


def erase(world, typed="Plone", reason="The site is closed"):
    done = Erasure(world.ports)(typed, "Plone", reason, EDITOR, READER)
    transaction.commit()
    return done


@pytest.fixture
def lived(world, share):
    """A site with shares, a reader who came in, a seal and mails."""
    world.session(share)
    Sealing(world.ports)()
    transaction.commit()
    return world


def test_everything_is_gone_and_what_remains_says_so(lived):
    export(lived)
    rows = Erasure(lived.ports).rows()
    assert erase(lived) == rows
    store = lived.store
    for name in ("shares", "invitations", "recipients", "sessions", "outbox", "grants", "tokens"):
        assert not len(getattr(store, name)), name
    assert list(store.chains) == [ADMINISTRATION]
    (row,) = store.chains[ADMINISTRATION].rows()
    assert (row["action"], row["reason"]) == (Action.EVIDENCE_ERASED, "The site is closed")
    assert row["old"] == f"{rows} rows in 2 chains"
    assert row["person"]["ip"] == READER.ip
    assert {check.name: check.code for check in Health(lived.ports)(("FileStorage", None))}[
        "seals"
    ] == "seals_ready"


def test_the_log_outside_goes_on_and_tells_who_verifies(lived):
    before = export(lived)
    erase(lived)
    (share,) = lived.share()
    Sealing(lived.ports)()
    transaction.commit()
    lines = lived.seal_log.path.read_text("utf-8").splitlines()
    signer = lived.ports.ring.signer
    seals = Seals(lines, signer)
    assert (seals.count, seals.problems) == (3, [])
    assert [number for number, _ in seals.erased] == [2]
    said = {}
    assert list(findings(export(lived), seals, signer, said)) == []
    assert said["rows"] == Erasure(lived.ports).rows() - 1
    # The export of then verifies with the seals of then.
    assert list(findings(before, Seals(lines[:1], signer), signer, {})) == []
    assert share.id in lived.store.shares


def test_what_a_folder_forbids_is_no_evidence_and_stays_forbidden(lived):
    lived.store.set_rules_of_folder("f" * 32, Rules(prohibited=True))
    export(lived)
    assert erase(lived)
    assert lived.store.rules_of_folder("f" * 32) == Rules(prohibited=True)
    lived.store.set_rules_of_folder("f" * 32, Rules())
    assert not lived.store.folder_rules


def test_a_log_that_lacked_seals_gets_them_with_the_last(lived):
    path = lived.seal_log.path
    lines = path.read_text("utf-8")
    path.unlink()
    export(lived)
    erase(lived)
    assert path.read_text("utf-8").startswith(lines)
    assert len(path.read_text("utf-8").splitlines()) == 2


def test_links_and_addresses_of_before_lead_nowhere(lived, share):
    token = lived.token(share)
    export(lived)
    erase(lived)
    lived.share()
    assert lived.ports.store.recipient_at(JO.address).id != share.recipient_id
    from collective.externalshare.services.admit import Admit

    assert Admit(lived.ports).arrive(token) is None


@pytest.mark.parametrize(
    ("typed", "reason", "code"),
    [
        ("plone", "Closed", "site_id_wrong"),
        ("", "Closed", "site_id_wrong"),
        ("Plone", " ", "reason_missing"),
        ("Plone", "x" * 501, "reason_long"),
    ],
)
def test_what_is_not_confirmed_is_refused_and_nothing_changes(lived, typed, reason, code):
    export(lived)
    before = lived.db.lastTransaction()
    refused = erase(lived, typed, reason)
    assert isinstance(refused, Refused)
    assert refused.code == code
    assert lived.db.lastTransaction() == before


def test_without_a_last_export_of_everything_it_is_refused(lived, share):
    assert erase(lived).code == "export_first"
    export(lived, form="csv")
    assert erase(lived).code == "export_first"
    export(lived, scope="share", subject=share.id)
    assert erase(lived).code == "export_first"
    export(lived)
    lived.ask(share)
    transaction.commit()
    assert erase(lived).code == "export_first", "something happened since"
    export(lived)
    assert isinstance(erase(lived), int)
