"""Everything a person does is a row, in the transaction that does it: no use case without.

A use case is known by its `contact`: where the request came from, which only rows keep.
A new one that is not played here fails `test_every_use_case_is_played`.
"""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Contact
from collective.externalshare.services import admit
from importlib import import_module
from pathlib import Path
from tests.common.world import KIM
from tests.common.world import READER
from tests.unit.services import deeds_keeping
from tests.unit.services import deeds_reading
from tests.unit.services import deeds_sending

import inspect
import pytest
import re
import transaction


PLAYED = [*deeds_sending.plays, *deeds_reading.plays, *deeds_keeping.plays]
# What writes rows for those below, or counts for them.
TOOLS = {
    "record.record",
    "record.record_administration",
    "refusal.record_refusal",
    "refusal.record_closed",
    "refusal.record_turned_away",
    "export.Export.record",
    # Begins all chains anew: its one row is seen in `test_services_erasure`.
    "erasure.Erasure",
    "sessions.end_session",
    "invite.queue_invitation",
    "tell.tell_reader",
    "remind.remind",
    "limits.Limits.addresses_spent",
    "limits.Limits.count_address",
    "limits.Limits.codes_spent",
    "limits.Limits.count_code",
    "limits.Limits.alert",
    "limits.Limits.spend",
    "limits.Limits.note_large",
    "ask_approval.ask_approvers",
    "ask_approval.tell_decision",
}


def use_cases():
    """Names of all public functions and methods of services that take a `contact` or an order."""
    found = set()
    for path in Path(admit.__file__).parent.glob("*.py"):
        module = import_module(f"collective.externalshare.services.{path.stem}")
        for name, thing in vars(module).items():
            if name.startswith("_") or getattr(thing, "__module__", "") != module.__name__:
                continue
            methods = vars(thing).items() if inspect.isclass(thing) else [("", thing)]
            for method, function in methods:
                public = not method.startswith("_") or method == "__call__"
                if public and inspect.isfunction(function):
                    asked = inspect.signature(function).parameters
                    if {"contact", "order"} & set(asked) and method != "check":
                        found.add(".".join(filter(None, (path.stem, name, method))))
    return found


@pytest.fixture
def acted(world):
    """A world in which somebody has a session, and a code besides."""
    (world.one,) = world.share()
    (world.look,) = world.share(access="view")
    world.bound(approval_required=True)
    (world.held,) = world.share(KIM)
    world.bound(approval_required=False)
    world.reader = world.session(world.one)
    world.clock.pass_time(minutes=1)
    world.browser = world.ask(world.one).browser
    transaction.commit()
    return world


def test_every_use_case_is_played():
    played = {name for _, name, _ in PLAYED}
    named = {one.removesuffix(".__call__") for one in use_cases()}
    assert named - TOOLS == played


@pytest.mark.parametrize(
    ("deed", "actions"),
    [pytest.param(deed, actions, id=deed.__name__) for deed, _, actions in PLAYED],
)
def test_a_deed_and_its_row_are_one_transaction(acted, deed, actions):
    before = {chain.id: chain.length for chain in acted.store.chains.values()}
    last = acted.db.lastTransaction()
    deed(acted)
    assert acted.db.lastTransaction() == last, "whoever called commits"
    chains = list(acted.store.chains.values())
    rows = [row for chain in chains for row in list(chain.rows())[before.get(chain.id, 0) :]]
    assert sorted(row["action"] for row in rows) == sorted(actions)
    transaction.commit()
    waiting = set(acted.store.unsealed_chains())
    assert {row["chain"] for row in rows} <= waiting, "the next seal covers them"
    assert all(chain.broken_at(acted.ports.ring) is None for chain in chains)
    for row in rows:
        told = " ".join(str(value) for key, value in row.items() if key != "person")
        assert "@example.org" not in told, "no address outside the side record"
        assert READER.ip not in told


def test_every_action_can_happen_and_no_other():
    """Each is written somewhere, as a member of the list and never as a word."""
    source = Path(admit.__file__).parents[1]
    written = set()
    for folder in ("services", "mail", "content"):
        for path in (source / folder).rglob("*.py"):
            written |= set(re.findall(r"\bAction\.([A-Z_]+)", path.read_text("utf-8")))
    assert written == {action.name for action in Action}


def test_a_contact_says_nothing_where_nobody_asked():
    assert Contact().person == {}
