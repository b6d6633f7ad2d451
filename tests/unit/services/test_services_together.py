"""Many shares at once: the rules of one hold for each, and nobody's refusal stops the others."""

from collective.externalshare.model.address import Addressee
from collective.externalshare.model.audit import Action
from collective.externalshare.model.times import DAY
from collective.externalshare.services.export_lines import BOM
from collective.externalshare.services.revoke import Revoke
from collective.externalshare.services.table import COLUMNS
from collective.externalshare.services.table import Table
from collective.externalshare.services.together import Together
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import KIM
from tests.common.world import READER

import csv
import io


def another(world):
    made = FakeDocument("b" * 32, "=SUM(A1) Manual")
    world.documents.by_uid[made.uid] = made
    return made


def codes(outcome):
    return [refused.code for refused in outcome.refused]


def test_shares_are_extended_with_a_row_each_and_none_is_shortened(world):
    (soon,), (far,), (gone,) = world.share(days=2), world.share(KIM, days=60), world.share()
    Revoke(world.ports)([gone], EDITOR)
    until = world.ports.now + 30 * DAY
    outcome = Together(world.ports).extend([soon, far, gone], until, EDITOR, READER)
    assert (outcome.done, outcome.before, codes(outcome)) == (1, 1, ["share_revoked"])
    assert soon.terms.expires == until
    assert far.terms.expires > until
    assert len(world.rows(soon, Action.SHARE_CHANGED)) == 1
    assert world.rows(far, Action.SHARE_CHANGED) == []
    assert world.rows(gone, Action.SHARE_CHANGED) == []


def test_an_expired_share_comes_back(world):
    (share,) = world.share(days=1)
    world.clock.pass_time(days=2)
    until = world.ports.now + 5 * DAY
    assert Together(world.ports).extend([share], until, EDITOR).done == 1
    assert share.status(world.ports.now, None) == "active"


def test_beyond_the_maximum_every_share_is_refused(world):
    (share,) = world.share()
    outcome = Together(world.ports).extend([share], world.ports.now + 999 * DAY, EDITOR)
    assert (outcome.done, codes(outcome)) == (0, ["expiry_far"])


def test_mails_go_out_again_with_a_row_each_but_not_for_what_ended(world):
    (share,), (gone,) = world.share(), world.share(KIM)
    Revoke(world.ports)([gone], EDITOR)
    outcome = Together(world.ports).resend([share, gone], EDITOR, READER)
    assert (outcome.done, codes(outcome)) == (1, ["share_revoked"])
    assert len(world.rows(share, Action.INVITATION_QUEUED)) == 2
    assert len(world.rows(gone, Action.INVITATION_QUEUED)) == 1


def test_several_documents_of_one_link_are_one_mail_by_a_share_that_lives(world):
    first, second = world.share(documents=[world.document, another(world)])
    (other,) = world.share(KIM)
    Revoke(world.ports)([first], EDITOR)
    together = Together(world.ports)
    assert together.letters([first, second, other]) == [second, other]
    assert together.letters([second, first]) == [second]
    assert together.resend(together.letters([first, second]), EDITOR).done == 1


def test_the_table_holds_what_the_screen_says_and_no_formula(world):
    evil = Addressee("jo@example.org", "=HYPERLINK(1)", "@Supplier")
    shares = world.share(evil, documents=[another(world)])
    text = Table(world.ports)(shares, EDITOR, READER)
    assert text.startswith(BOM)
    head, line = list(csv.reader(io.StringIO(text.removeprefix(BOM))))
    assert tuple(head) == COLUMNS
    told = dict(zip(head, line, strict=True))
    assert told["id"] == shares[0].id
    assert told["name"] == "'=HYPERLINK(1)"
    assert told["organisation"] == "'@Supplier"
    assert told["title"] == "'=SUM(A1) Manual"
    assert (told["status"], told["address"]) == ("active", "jo@example.org")
    last = list(world.store.chains["administration"].rows())[-1]
    assert (last["action"], last["new"]) == (
        Action.EVIDENCE_EXPORTED,
        "selected shares: 1 rows, csv",
    )
