"""Counts made the long way, from chains and shares themselves, to hold others against."""

from collections import Counter
from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import ADMINISTRATION
from collective.externalshare.model.secrets import fold_copy_number
from collective.externalshare.model.share import ENDED
from collective.externalshare.model.times import DAY
from collective.externalshare.services.figures import Figures
from collective.externalshare.services.trail import Trail
from collective.externalshare.services.trail import Wanted


OPENED = (Action.SHARE_OPENED, Action.SHARE_DOWNLOADED)


def all_rows(world):
    """Every row there is, newest first, the later one of a chain before the earlier."""
    rows = [
        chain.row(place) for chain in world.store.chains.values() for place in range(chain.length)
    ]
    return sorted(rows, key=world.store.row_key)


def places(rows):
    return [(row["chain"], row["sequence"]) for row in rows]


def paged(world, wanted, limit):
    """All rows of a trail, page by page."""
    rows, cursor = [], ""
    while True:
        page = Trail(world.ports).page(wanted, limit, cursor)
        rows += page.rows
        if not page.cursor:
            assert page.whole
            return rows
        cursor = page.cursor


def check_trail(world, people, limit):
    """The trail of everything, and under each thing it can be narrowed to, has its rows."""
    store, rows = world.store, all_rows(world)
    assert places(paged(world, Wanted(), limit)) == places(rows)
    for action in {row["action"] for row in rows}:
        expected = [row for row in rows if row["action"] == action]
        assert places(paged(world, Wanted(action=action), limit)) == places(expected)
    for person in people:
        found = store.recipient_at(person.address)
        expected = [row for row in rows if found and reader_of(store, row) == found.id]
        assert places(paged(world, Wanted(recipient=person.address), limit)) == places(expected)
    middle = rows[len(rows) // 2]["time"] if rows else 1
    expected = [row for row in rows if row["time"] < middle]
    assert places(paged(world, Wanted(until=middle), limit)) == places(expected)
    expected = [row for row in rows if row["time"] >= middle]
    assert places(paged(world, Wanted(since=middle), limit)) == places(expected)


def reader_of(store, row):
    """Whose row it is."""
    if row["chain"] == ADMINISTRATION:
        return row["recipient_id"]
    return store.invitations[row["chain"]].recipient_id


def check_figures(world, uid):
    """Figures of a document, or of the site, are what counting all of it gives."""
    store, now = world.store, world.ports.now
    picture = Figures(world.ports).of(uid)
    shares = [one for one in store.shares.values() if uid in ("", one.document_uid)]
    status = {one.id: one.status(now, one.gate.refusal) for one in shares}
    counted = Counter(status.values())
    assert {name: number for name, number in picture.statuses.items() if number} == counted
    waiting = [one for one in shares if status[one.id] not in ENDED and not one.usage.opened]
    assert picture.waiting == len(waiting)
    assert {one.share.id for one in picture.named} <= {one.id for one in waiting}
    assert len(picture.named) == min(10, len(waiting))
    owing = [one for one in shares if status[one.id] not in ENDED and one.owes]
    assert picture.owing == len(owing)
    assert {one.share.id for one in picture.owing_named} <= {one.id for one in owing}
    assert len(picture.owing_named) == min(10, len(owing))
    opened = Counter(
        row["time"] // DAY
        for row in all_rows(world)
        if row["action"] in OPENED and uid in ("", row["document"])
    )
    today = now // DAY
    days = range(today - 29, today + 1)
    assert picture.openings == tuple((day, opened[day]) for day in days)


def check_copies(world):
    """Every copy is found by its number, and by its digest."""
    for row in all_rows(world):
        if row["action"] in OPENED:
            place = (row["chain"], row["sequence"])
            assert place in list(world.store.copies_with_digest(row["copy"]))
            number = fold_copy_number(row["new"])
            assert place in list(world.store.copies_numbered(number))
