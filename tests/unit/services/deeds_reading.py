"""What readers do, and the rows it writes."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.passwords import hashed
from collective.externalshare.model.secrets import digest
from collective.externalshare.services.acknowledge import Acknowledge
from collective.externalshare.services.admit import Admit
from collective.externalshare.services.read import Read
from collective.externalshare.services.unlock import Unlock
from collective.externalshare.services.unsubscribe import Unsubscribe
from dataclasses import replace
from tests.common.world import READER
from tests.unit.services.playing import Played


plays = Played()


@plays("admit.Admit.request_code", Action.CODE_REQUESTED)
def asking(world):
    world.ask(world.one)


@plays("admit.Admit.request_code", Action.CODE_REQUESTED)
def asking_as_a_stranger(world):
    world.ask(world.one, "stranger@example.org")


@plays("admit.Admit.verify", Action.CODE_ACCEPTED)
def right_code(world):
    world.verify(world.one, world.code(world.browser), world.browser)


@plays("admit.Admit.verify", Action.CODE_REFUSED)
def wrong_code(world):
    world.verify(world.one, "0000 0000", world.browser)


@plays("admit.Admit.leave", Action.SESSION_ENDED)
def leaving(world):
    Admit(world.ports).leave(world.reader, READER)


@plays("read.Read.grant", Action.SHARE_OPENED)
def opening(world):
    Read(world.ports).grant(world.reader, world.one.id, "view", READER)


@plays("read.Read.grant", Action.SHARE_DOWNLOADED)
def downloading(world):
    Read(world.ports).grant(world.reader, world.one.id, "download", READER)


@plays("read.Read.grant", Action.ACCESS_REFUSED)
def downloading_what_may_be_looked_at(world):
    Read(world.ports).grant(world.reader, world.look.id, "download", READER)


@plays("acknowledge.Acknowledge", Action.SHARE_ACKNOWLEDGED, Action.NOTICE_QUEUED)
def acknowledging(world):
    share, revision = world.one, world.document.revision()
    share.terms = replace(share.terms, acknowledge=True)
    share.usage.count("view", world.ports.now, revision.label, revision.sha256)
    Acknowledge(world.ports)(world.reader, share.id, revision.sha256, READER)


@plays("unlock.Unlock", Action.PASSWORD_ACCEPTED)
def giving_a_password(world):
    world.one.terms = replace(world.one.terms, password=hashed("correct horse", cost=4))
    Unlock(world.ports)(world.reader, world.one.id, "correct horse", READER)


@plays("unlock.Unlock", Action.PASSWORD_REFUSED)
def giving_a_wrong_password(world):
    world.one.terms = replace(world.one.terms, password=hashed("correct horse", cost=4))
    Unlock(world.ports)(world.reader, world.one.id, "wrong horse", READER)


@plays("unsubscribe.Unsubscribe.stop", Action.REMINDERS_STOPPED)
def stopping_reminders(world):
    invitation = world.store.invitations[world.one.invitation_id]
    token = world.ports.ring.stop_token(invitation.key_id, invitation.id)
    world.store.keep_stop(digest(token), invitation.id)
    Unsubscribe(world.ports).stop(token, READER)
