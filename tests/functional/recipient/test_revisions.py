"""T58, T59: published again or anew: what a reader gets then, and what the evidence says."""

from collective.externalshare.model.audit import Action
from collective.externalshare.services.sweep import Sweep
from plone import api
from tests.common.content import a_pdf
from tests.common.content import pdf_file
from tests.functional.recipient.ways import everywhere
from tests.functional.recipient.ways import GIVEN
from tests.functional.recipient.ways import opened

import hashlib
import transaction


def rows(sharing, share, *actions):
    transaction.begin()
    chain = sharing.ports.store.chains[share.invitation]
    assert chain.broken_at(sharing.ports.ring) is None
    return [row for row in chain.rows() if row["action"] in actions]


def test_t58_published_again_it_works_again_and_the_evidence_says_both(
    inside, sharing, document, share
):
    ticket, form = opened(inside, share)
    for number in (1, 2):
        for step, expected in (("retract", {404}), ("publish", GIVEN)):
            transaction.begin()
            api.content.transition(document.aq_parent, step)
            transaction.commit()
            assert everywhere(inside, share, ticket, form) == expected
            # Rows of a whole folder are written by the sweep; no right waits for it.
            transaction.begin()
            Sweep(sharing.ports)()
            transaction.commit()
        told = rows(sharing, share, Action.SHARE_SUSPENDED, Action.SHARE_RESUMED)
        pair = [Action.SHARE_SUSPENDED, Action.SHARE_RESUMED]
        assert [row["action"] for row in told] == pair * number
        assert {row["share"] for row in told} == {share.id}
        assert [row["reason"] for row in told if row["action"] == pair[0]] == [
            "not_published"
        ] * number


def test_t59_each_grant_names_the_revision_and_the_very_bytes_that_were_sent(
    inside, sharing, document, share, clock
):
    sources, taken = [], []
    for number in (1, 2):
        if number == 2:
            transaction.begin()
            document.file = pdf_file(a_pdf("Procedure, revised", 3))
            transaction.commit()
        transaction.begin()
        sources.append(hashlib.sha256(document.file.data).hexdigest())
        taken.append(inside.get(inside.fetch(share)).content)
        clock.pass_time(minutes=11)
    granted = rows(sharing, share, Action.SHARE_DOWNLOADED)
    assert [row["sha256"] for row in granted] == sources
    assert sources[0] != sources[1]
    assert [row["revision"] for row in granted] == ["1", "2"]
    assert [row["copy"] for row in granted] == [hashlib.sha256(one).hexdigest() for one in taken]
    assert [row["size"] for row in granted] == [len(one) for one in taken]


def test_t59_a_ticket_of_before_gives_no_other_bytes_than_its_row_names(
    inside, sharing, document, share
):
    ticket = inside.fetch(share)
    before = inside.get(ticket).content
    transaction.begin()
    document.file = pdf_file(a_pdf("Procedure, revised", 3))
    transaction.commit()
    answer = inside.get(ticket)
    (granted,) = rows(sharing, share, Action.SHARE_DOWNLOADED)
    assert answer.status_code in (200, 404)
    if answer.status_code == 200:
        assert answer.content == before
        assert hashlib.sha256(answer.content).hexdigest() == granted["copy"]
