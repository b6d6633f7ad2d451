"""What those do who keep a site, and the rows it writes."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.policy import Rules
from collective.externalshare.model.selection import Period
from collective.externalshare.services.configure_site import setting_changed
from collective.externalshare.services.export import Export
from collective.externalshare.services.folder_policy import FolderPolicy
from collective.externalshare.services.mailroom import Mailroom
from collective.externalshare.services.merging import Merged
from collective.externalshare.services.merging import Merging
from collective.externalshare.services.people_deeds import PeopleDeeds
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.person_export import PersonExport
from collective.externalshare.services.report import Reports
from collective.externalshare.services.sessions import Sessions
from collective.externalshare.services.trace import Trace
from io import BytesIO
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import READER
from tests.unit.services.playing import Played


plays = Played()


@plays("mailroom.Mailroom.test_mail", Action.MAIL_TESTED)
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


@plays("mailroom.Mailroom.retry", Action.MAIL_RETRIED)
def retrying(world):
    Mailroom(world.ports).retry(dead_letter(world), EDITOR, READER)


@plays("mailroom.Mailroom.dismiss", Action.MAIL_DISMISSED)
def dismissing(world):
    Mailroom(world.ports).dismiss(dead_letter(world), EDITOR, READER)


@plays("sessions.Sessions.end_one", Action.SESSION_ENDED)
def ending_a_session(world):
    Sessions(world.ports).end_one(world.reader.digest, EDITOR, READER)


@plays("sessions.Sessions.end_all", Action.SESSIONS_ENDED)
def ending_all_sessions(world):
    Sessions(world.ports).end_all(EDITOR, READER)


@plays("trace.Trace.number", Action.COPY_TRACED)
def tracing_a_number(world):
    Trace(world.ports).number("K7QF-2M9X", EDITOR, READER)


@plays("trace.Trace.file", Action.COPY_TRACED)
def tracing_a_file(world):
    Trace(world.ports).file(BytesIO(b"%PDF-"), EDITOR, READER)


@plays("configure_site.setting_changed", Action.SETTINGS_CHANGED)
def changing_a_setting(world):
    setting_changed(world.ports, "default_days", 30, 7, EDITOR, READER)


def the_reader(world):
    return world.store.recipients[world.one.recipient_id]


@plays("people_deeds.PeopleDeeds.change", Action.RECIPIENT_CHANGED)
def renaming(world):
    PeopleDeeds(world.ports).change(the_reader(world), EDITOR, name="Joan", contact=READER)


@plays("people_deeds.PeopleDeeds.block", Action.RECIPIENT_BLOCKED, Action.SESSION_ENDED)
def blocking(world):
    PeopleDeeds(world.ports).block(the_reader(world), EDITOR, "Left", READER)


@plays("people_deeds.PeopleDeeds.unblock", Action.RECIPIENT_UNBLOCKED)
def letting_in_again(world):
    the_reader(world).block(world.ports.now, "Left")
    PeopleDeeds(world.ports).unblock(the_reader(world), EDITOR, READER)


@plays(
    "merging.Merging",
    Action.RECIPIENT_MERGED,
    Action.SESSION_ENDED,
    *[Action.SHARE_REVOKED, Action.SHARE_CREATED, Action.INVITATION_QUEUED] * 2,
)
def merging(world):
    given = ("jo@new.example.org", JO.address, "New domain", EDITOR, READER)
    assert isinstance(Merging(world.ports)(the_reader(world), *given), Merged)


@plays("merging.Merging.reopen", Action.RECIPIENT_REOPENED)
def opening_an_address_again(world):
    the_reader(world).merge(world.ports.now, "f" * 32)
    Merging(world.ports).reopen(the_reader(world), EDITOR, READER)


@plays("folder_policy.FolderPolicy.change", Action.POLICY_CHANGED)
def changing_a_folder(world):
    FolderPolicy(world.ports).change("f" * 32, Rules(view_only=True), EDITOR, READER)


@plays("export.Export", Action.EVIDENCE_EXPORTED)
def exporting_evidence(world):
    export = Export(world.ports)
    export(export.selections.choose("everything", "", Period()), "jsonl", EDITOR, READER)


@plays("report.Reports", Action.EVIDENCE_EXPORTED)
def reporting(world):
    reports = Reports(world.ports)
    chosen = reports.export.selections.choose("share", world.one.id, Period())
    reports(chosen, EDITOR, READER)


@plays("person_export.PersonExport", Action.PERSONAL_DATA_EXPORTED)
def exporting_a_person(world):
    PersonExport(world.ports)(JO.address, EDITOR, READER)


@plays("person_export.PersonExport.archive", Action.PERSONAL_DATA_EXPORTED)
def exporting_a_person_as_files(world):
    PersonExport(world.ports).archive(JO.address, EDITOR, READER)


@plays(
    "person_erasure.PersonErasure",
    Action.PERSONAL_DATA_ERASED,
    Action.SESSION_ENDED,
    Action.SHARE_REVOKED,
    Action.SHARE_REVOKED,
)
def erasing_a_person(world):
    PersonErasure(world.ports)(JO.address, JO.address, "On request", EDITOR, READER)
