"""A label of a sending, and the order of what is sent together."""

from collective.externalshare.model.distribution import LONGEST_LABEL
from collective.externalshare.services.distribute import Distribute
from collective.externalshare.services.overview import Filters
from collective.externalshare.services.overview import Overview
from collective.externalshare.services.person_erasure import PersonErasure
from collective.externalshare.services.person_export import PersonExport
from collective.externalshare.services.read import Read
from collective.externalshare.services.table import Table
from tests.common.fakes import FakeDocument
from tests.common.world import EDITOR
from tests.common.world import JO
from tests.common.world import KIM

import pytest
import transaction


def found(world, query):
    return {row.share.id for row in Overview(world.ports).page(Filters(query=query)).rows}


def test_a_share_is_found_by_the_words_of_its_label(world):
    (one,) = world.share(label="Tender 4711,\n part B")
    world.share(KIM)
    assert world.store.distributions[one.distribution_id].label == "Tender 4711, part B"
    assert found(world, "tend") == found(world, "4711 jo") == {one.id}
    assert found(world, "tender kim") == set()


def test_a_new_title_of_the_document_takes_no_word_of_a_label_away(world):
    world.document.title = "Tender"
    (one,) = world.share(label="Tender")
    gate = one.gate
    world.store.retitle(gate, "Manual")
    assert found(world, "tender") == found(world, "manual") == {one.id}


def test_the_label_stands_in_the_table_for_a_spreadsheet(world):
    (one,) = world.share(label="Tender 4711")
    assert "Tender 4711" in Table(world.ports)([one], EDITOR).splitlines()[1]


def test_a_label_that_is_too_long_is_refused(world):
    (refused,) = Distribute(world.ports)(world.order(label="x" * (LONGEST_LABEL + 1)))
    assert (refused.code, refused.where) == ("label_long", "label")
    assert world.share(label="x" * LONGEST_LABEL)


def test_readers_see_what_was_sent_together_in_the_order_of_the_sending(world):
    papers = [FakeDocument(letter * 32, title=letter) for letter in "cab"]
    first = world.share(documents=papers)
    world.clock.pass_time(minutes=1)
    world.share(documents=[FakeDocument("d" * 32, title="d")])
    for paper in papers:
        world.documents.by_uid[paper.uid] = paper
    world.documents.by_uid["d" * 32] = FakeDocument("d" * 32, title="d")
    titles = [entry.title for entry in Read(world.ports).portal(world.session(first[0]))]
    assert titles == ["d", "c", "a", "b"]


@pytest.fixture
def named(world):
    """A sending to Kim whose label names Jo; Jo has something, too."""
    world.share(JO)
    (one,) = world.share(KIM, label="Offer of Jo Meyer")
    return one


def erase(world, clear=()):
    made = PersonErasure(world.ports)(JO.address, JO.address, "Asked for it", EDITOR, clear=clear)
    transaction.commit()
    return made


def test_a_label_that_names_a_person_is_exported_with_them(world, named):
    (told,) = PersonExport(world.ports)(JO.address, EDITOR)["messages"]
    assert told["label"] == "Offer of Jo Meyer"


def test_a_label_that_names_an_erased_person_goes_where_that_is_wanted(world, named):
    distribution = world.store.distributions[named.distribution_id]
    assert erase(world, clear=[distribution.id]).messages == ()
    assert distribution.label == ""
    assert found(world, "offer") == set()
    assert found(world, "kim") == {named.id}


def test_a_label_that_stays_is_said(world, named):
    assert erase(world).messages == (named.distribution_id,)
    assert found(world, "offer") == {named.id}
