"""Everything a person does is a row, in the transaction that does it: no use case without.

A use case is known by its `contact`: where the request came from, which only rows keep.
A new one that is not played here fails `test_every_use_case_is_played`.
"""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.distribution import Sender
from collective.externalshare.model.passwords import hashed
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.recipient_list import RecipientList
from collective.externalshare.model.secrets import digest
from collective.externalshare.model.selection import Period
from collective.externalshare.model.times import DAY
from collective.externalshare.services import admit
from collective.externalshare.services.acknowledge import Acknowledge
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.amend import Amend
from collective.externalshare.services.approvals import Approvals
from collective.externalshare.services.configure_site import setting_changed
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.export import Export
from collective.externalshare.services.folder_policy import FolderPolicy
from collective.externalshare.services.hand_over import HandOver
from collective.externalshare.services.invite import Invite
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.merging import Merged
from collective.externalshare.services.merging import Merging
from collective.externalshare.services.people_deeds import PeopleDeeds
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.person_export import PersonExport
from collective.externalshare.services.read import Read
from collective.externalshare.services.recipient_lists import RecipientLists
from collective.externalshare.services.remind import RemindAll
from collective.externalshare.services.report import Reports
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.sessions import Sessions
from collective.externalshare.services.table import Table
from collective.externalshare.services.together import Together
from collective.externalshare.services.trace import Trace
from collective.externalshare.services.unlock import Unlock
from collective.externalshare.services.unsubscribe import Unsubscribe
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM
from tests.common.world import MORNING
from tests.common.world import READER

import inspect
import pytest
import transaction


RIKU = Actor("user", "riku")
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


def sharing(world):
    Distribute(world.ports)(world.order(KIM))


def sharing_too_much(world):
    world.bound(shares_per_hour=1)
    Distribute(world.ports)(world.order(KIM))


def sharing_very_much(world):
    world.bound(shares_per_hour=1)
    Distribute(world.ports)(replace(world.order(JO, KIM), sender=Sender("robin")))


def sharing_what_waits(world):
    world.bound(approval_required=True)
    world.accounts.who_approves = [Sender("riku", "", "riku@example.org")]
    Distribute(world.ports)(world.order(KIM))


def handing_over(world):
    successor = Sender("robin", "Robin Chase", "robin@example.org")
    HandOver(world.ports)([world.one], successor, EDITOR, READER)


def approving(world):
    Approvals(world.ports).approve(world.held.distribution_id, RIKU, READER)


def rejecting(world):
    Approvals(world.ports).reject(world.held.distribution_id, RIKU, "No contract", READER)


def asking(world):
    world.ask(world.one)


def asking_as_a_stranger(world):
    world.ask(world.one, "stranger@example.org")


def right_code(world):
    world.verify(world.one, world.code(world.browser), world.browser)


def wrong_code(world):
    world.verify(world.one, "0000 0000", world.browser)


def leaving(world):
    Admit(world.ports).leave(world.reader, READER)


def opening(world):
    Read(world.ports).grant(world.reader, world.one.id, "view", READER)


def downloading(world):
    Read(world.ports).grant(world.reader, world.one.id, "download", READER)


def downloading_what_may_be_looked_at(world):
    Read(world.ports).grant(world.reader, world.look.id, "download", READER)


def changing(world):
    Amend(world.ports)(world.one, EDITOR, READER, expires=MORNING + timedelta(days=20))


def acknowledging(world):
    share, revision = world.one, world.document.revision()
    share.terms = replace(share.terms, acknowledge=True)
    share.usage.count("view", world.ports.now, revision.label, revision.sha256)
    Acknowledge(world.ports)(world.reader, share.id, revision.sha256, READER)


def giving_a_password(world):
    world.one.terms = replace(world.one.terms, password=hashed("correct horse", cost=4))
    Unlock(world.ports)(world.reader, world.one.id, "correct horse", READER)


def giving_a_wrong_password(world):
    world.one.terms = replace(world.one.terms, password=hashed("correct horse", cost=4))
    Unlock(world.ports)(world.reader, world.one.id, "wrong horse", READER)


def revoking(world):
    Revoke(world.ports)([world.one], EDITOR, "Wrong reader", READER)


def revoking_and_telling(world):
    Revoke(world.ports)([world.one], EDITOR, "Wrong reader", READER, notify=True)


def sending_again(world):
    world.clock.pass_time(hours=1)
    Invite(world.ports).resend(world.one, EDITOR, READER)


def showing_the_link(world):
    Invite(world.ports).link(world.one, EDITOR, READER)


def enabling_codes(world):
    world.store.invitations[world.one.invitation_id].guard.off = True
    Invite(world.ports).enable_codes(world.one, EDITOR, READER)


def testing_mail(world):
    Mailroom(world.ports).test_mail("me@example.org", "en", EDITOR, READER)


def dead_letter(world):
    kinds = {one: world.store.outbox[one].kind for one in world.store.pending_mail}
    row_id = next(one for one, kind in kinds.items() if kind == "invitation")
    row = world.store.outbox[row_id]
    row.state = "dead"
    world.store.pending_mail.remove(row_id)
    world.store.dead_mail.insert(row_id)
    return row_id


def retrying(world):
    Mailroom(world.ports).retry(dead_letter(world), EDITOR, READER)


def dismissing(world):
    Mailroom(world.ports).dismiss(dead_letter(world), EDITOR, READER)


def ending_a_session(world):
    Sessions(world.ports).end_one(world.reader.digest, EDITOR, READER)


def ending_all_sessions(world):
    Sessions(world.ports).end_all(EDITOR, READER)


def tracing_a_number(world):
    Trace(world.ports).number("K7QF-2M9X", EDITOR, READER)


def tracing_a_file(world):
    Trace(world.ports).file(BytesIO(b"%PDF-"), EDITOR, READER)


def reminding_all(world):
    RemindAll(world.ports)(world.document.uid, EDITOR, READER)


def stopping_reminders(world):
    invitation = world.store.invitations[world.one.invitation_id]
    token = world.ports.ring.stop_token(invitation.key_id, invitation.id)
    world.store.keep_stop(digest(token), invitation.id)
    Unsubscribe(world.ports).stop(token, READER)


def changing_a_setting(world):
    setting_changed(world.ports, "default_days", 30, 7, EDITOR, READER)


def the_reader(world):
    return world.store.recipients[world.one.recipient_id]


def renaming(world):
    PeopleDeeds(world.ports).change(the_reader(world), EDITOR, name="Joan", contact=READER)


def blocking(world):
    PeopleDeeds(world.ports).block(the_reader(world), EDITOR, "Left", READER)


def letting_in_again(world):
    the_reader(world).block(world.ports.now, "Left")
    PeopleDeeds(world.ports).unblock(the_reader(world), EDITOR, READER)


def merging(world):
    given = ("jo@new.example.org", JO.address, "New domain", EDITOR, READER)
    assert isinstance(Merging(world.ports)(the_reader(world), *given), Merged)


def opening_an_address_again(world):
    the_reader(world).merge(world.ports.now, "f" * 32)
    Merging(world.ports).reopen(the_reader(world), EDITOR, READER)


def a_list(world):
    made = RecipientList("e" * 32, EDITOR.id, "Suppliers")
    made.members = (JO,)
    return made


def making_a_list(world):
    RecipientLists(world.ports).make(EDITOR.id, "Suppliers", [JO], EDITOR, READER)


def changing_a_list(world):
    RecipientLists(world.ports).change(a_list(world), "Suppliers", [KIM], EDITOR, READER)


def dropping_a_list(world):
    RecipientLists(world.ports).drop(a_list(world), EDITOR, READER)


def changing_a_folder(world):
    FolderPolicy(world.ports).change("f" * 32, Rules(view_only=True), EDITOR, READER)


def exporting_evidence(world):
    export = Export(world.ports)
    export(export.selections.choose("everything", "", Period()), "jsonl", EDITOR, READER)


def taking_a_table(world):
    Table(world.ports)([world.one], EDITOR, READER)


def extending_together(world):
    until = world.one.terms.expires + DAY
    Together(world.ports).extend([world.one], until, EDITOR, READER)


def sending_again_together(world):
    world.clock.pass_time(minutes=1)
    Together(world.ports).resend([world.one], EDITOR, READER)


def reporting(world):
    reports = Reports(world.ports)
    chosen = reports.export.selections.choose("share", world.one.id, Period())
    reports(chosen, EDITOR, READER)


def exporting_a_person(world):
    PersonExport(world.ports)(JO.address, EDITOR, READER)


def exporting_a_person_as_files(world):
    PersonExport(world.ports).archive(JO.address, EDITOR, READER)


def erasing_a_person(world):
    PersonErasure(world.ports)(JO.address, JO.address, "On request", EDITOR, READER)


PLAYED = [
    (sharing, "distribute.Distribute", [Action.SHARE_CREATED, Action.INVITATION_QUEUED]),
    (sharing_too_much, "distribute.Distribute", [Action.LIMIT_REACHED]),
    (
        sharing_very_much,
        "distribute.Distribute",
        [Action.LIMIT_REACHED, *[Action.SHARE_CREATED, Action.INVITATION_QUEUED] * 2],
    ),
    (
        sharing_what_waits,
        "distribute.Distribute",
        [Action.SHARE_CREATED, Action.APPROVAL_ASKED, Action.NOTICE_QUEUED],
    ),
    (handing_over, "hand_over.HandOver", [Action.DISTRIBUTION_HANDED_OVER]),
    (
        approving,
        "approvals.Approvals.approve",
        [Action.APPROVAL_GIVEN, Action.INVITATION_QUEUED, Action.NOTICE_QUEUED],
    ),
    (
        rejecting,
        "approvals.Approvals.reject",
        [Action.APPROVAL_REFUSED, Action.SHARE_REVOKED, Action.NOTICE_QUEUED],
    ),
    (asking, "admit.Admit.request_code", [Action.CODE_REQUESTED]),
    (asking_as_a_stranger, "admit.Admit.request_code", [Action.CODE_REQUESTED]),
    (right_code, "admit.Admit.verify", [Action.CODE_ACCEPTED]),
    (wrong_code, "admit.Admit.verify", [Action.CODE_REFUSED]),
    (leaving, "admit.Admit.leave", [Action.SESSION_ENDED]),
    (opening, "read.Read.grant", [Action.SHARE_OPENED]),
    (downloading, "read.Read.grant", [Action.SHARE_DOWNLOADED]),
    (downloading_what_may_be_looked_at, "read.Read.grant", [Action.ACCESS_REFUSED]),
    (
        acknowledging,
        "acknowledge.Acknowledge",
        [Action.SHARE_ACKNOWLEDGED, Action.NOTICE_QUEUED],
    ),
    (giving_a_password, "unlock.Unlock", [Action.PASSWORD_ACCEPTED]),
    (giving_a_wrong_password, "unlock.Unlock", [Action.PASSWORD_REFUSED]),
    (changing, "amend.Amend", [Action.SHARE_CHANGED, Action.NOTICE_QUEUED]),
    (revoking, "revoke.Revoke", [Action.SHARE_REVOKED]),
    (revoking_and_telling, "revoke.Revoke", [Action.SHARE_REVOKED, Action.NOTICE_QUEUED]),
    (sending_again, "invite.Invite.resend", [Action.INVITATION_QUEUED]),
    (showing_the_link, "invite.Invite.link", [Action.LINK_SHOWN]),
    (enabling_codes, "invite.Invite.enable_codes", [Action.CODE_ENABLED]),
    (testing_mail, "mailroom.Mailroom.test_mail", [Action.MAIL_TESTED]),
    (retrying, "mailroom.Mailroom.retry", [Action.MAIL_RETRIED]),
    (dismissing, "mailroom.Mailroom.dismiss", [Action.MAIL_DISMISSED]),
    (ending_a_session, "sessions.Sessions.end_one", [Action.SESSION_ENDED]),
    (ending_all_sessions, "sessions.Sessions.end_all", [Action.SESSIONS_ENDED]),
    (reminding_all, "remind.RemindAll", [Action.NOTICE_QUEUED] * 2),
    (stopping_reminders, "unsubscribe.Unsubscribe.stop", [Action.REMINDERS_STOPPED]),
    (tracing_a_number, "trace.Trace.number", [Action.COPY_TRACED]),
    (tracing_a_file, "trace.Trace.file", [Action.COPY_TRACED]),
    (changing_a_setting, "configure_site.setting_changed", [Action.SETTINGS_CHANGED]),
    (renaming, "people_deeds.PeopleDeeds.change", [Action.RECIPIENT_CHANGED]),
    (
        blocking,
        "people_deeds.PeopleDeeds.block",
        [Action.RECIPIENT_BLOCKED, Action.SESSION_ENDED],
    ),
    (letting_in_again, "people_deeds.PeopleDeeds.unblock", [Action.RECIPIENT_UNBLOCKED]),
    (
        merging,
        "merging.Merging",
        [
            Action.RECIPIENT_MERGED,
            Action.SESSION_ENDED,
            *[Action.SHARE_REVOKED, Action.SHARE_CREATED, Action.INVITATION_QUEUED] * 2,
        ],
    ),
    (opening_an_address_again, "merging.Merging.reopen", [Action.RECIPIENT_REOPENED]),
    (making_a_list, "recipient_lists.RecipientLists.make", [Action.LIST_MADE]),
    (changing_a_list, "recipient_lists.RecipientLists.change", [Action.LIST_CHANGED]),
    (dropping_a_list, "recipient_lists.RecipientLists.drop", [Action.LIST_DELETED]),
    (changing_a_folder, "folder_policy.FolderPolicy.change", [Action.POLICY_CHANGED]),
    (exporting_evidence, "export.Export", [Action.EVIDENCE_EXPORTED]),
    (taking_a_table, "table.Table", [Action.EVIDENCE_EXPORTED]),
    (
        extending_together,
        "together.Together.extend",
        [Action.SHARE_CHANGED, Action.NOTICE_QUEUED],
    ),
    (sending_again_together, "together.Together.resend", [Action.INVITATION_QUEUED]),
    (reporting, "report.Reports", [Action.EVIDENCE_EXPORTED]),
    (exporting_a_person, "person_export.PersonExport", [Action.PERSONAL_DATA_EXPORTED]),
    (
        exporting_a_person_as_files,
        "person_export.PersonExport.archive",
        [Action.PERSONAL_DATA_EXPORTED],
    ),
    (
        erasing_a_person,
        "person_erasure.PersonErasure",
        [
            Action.PERSONAL_DATA_ERASED,
            Action.SESSION_ENDED,
            Action.SHARE_REVOKED,
            Action.SHARE_REVOKED,
        ],
    ),
]


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


@pytest.mark.parametrize(("deed", "name", "actions"), PLAYED, ids=lambda one: str(one))
def test_a_deed_and_its_row_are_one_transaction(acted, deed, name, actions):
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
    texts = "".join(path.read_text("utf-8") for path in source.rglob("*.py"))
    assert [action.name for action in Action if f"Action.{action.name}" not in texts] == []
    unused = []
    for action in Action:
        uses = sum(
            f"Action.{action.name}" in path.read_text("utf-8")
            for folder in ("services", "mail", "content")
            for path in (source / folder).rglob("*.py")
        )
        if not uses:
            unused.append(action.name)
    assert unused == []


def test_a_contact_says_nothing_where_nobody_asked():
    assert Contact().person == {}
