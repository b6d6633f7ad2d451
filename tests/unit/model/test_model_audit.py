"""The chain of evidence: whoever changes it is found, at the row that was changed."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.audit import CHUNK
from collective.externalshare.model.audit import Chunk
from collective.externalshare.model.audit import Contact
from collective.externalshare.model.audit import Event
from collective.externalshare.model.secrets import KeyRing
from collective.externalshare.model.verification import digest_of
from collective.externalshare.model.verification import link_of

import json
import pytest


ONE, TWO = b"1" * 32, b"2" * 32
RING = KeyRing((ONE,))
JO = {"address": "jo@example.org", "ip": "198.51.100.7"}


def a_chain(rows=5, ring=RING):
    chain = Chain("c" * 32)
    for number in range(rows):
        event = Event(
            Action.SHARE_OPENED,
            Actor("recipient", "r"),
            share="s" * 32,
            size=number,
            recipient_id="r",
            person=JO if number % 2 else {},
        )
        chain.append(event, 1000 + number, ring)
    return chain


def change(chain, sequence, text=None, mac=None):
    chunk = chain.chunks[sequence // CHUNK]
    rows = list(chunk.rows)
    old_text, old_mac = rows[sequence % CHUNK]
    rows[sequence % CHUNK] = (text if text is not None else old_text, mac or old_mac)
    chunk.rows = tuple(rows)


def row_at(chain, sequence):
    return json.loads(chain.chunks[sequence // CHUNK].rows[sequence % CHUNK][0])


def written(row):
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_an_untouched_chain_verifies_however_long_it_is():
    for length in (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7):
        chain = a_chain(length)
        assert chain.broken_at(RING) is None
        assert [row["sequence"] for row in chain.rows()] == list(range(length))


def test_a_row_has_its_final_shape_and_names_nobody():
    chain = a_chain(2)
    first, second = chain.rows()
    assert set(first) == {
        *("v", "chain", "sequence", "time", "actor", "action", "result", "reason", "share"),
        *("document", "revision", "sha256", "copy", "size", "old", "new", "request", "side"),
        *("previous", "key", "mac", "person"),
    }
    text, mac = chain.chunks[0].rows[0]
    assert second["previous"] == link_of(2, "", digest_of(2, text, mac))
    assert first["previous"] == ""
    text = chain.chunks[0].rows[1][0]
    assert JO["address"] not in text
    assert JO["ip"] not in text
    assert second["person"] == JO
    assert first["person"] == {}
    assert text == written(json.loads(text))


@pytest.mark.parametrize("field", sorted(row_at(a_chain(1), 0)))
@pytest.mark.parametrize("sequence", [0, 3, 70])
def test_a_change_of_any_field_is_found_at_its_row(field, sequence):
    chain = a_chain(80)
    row = row_at(chain, sequence)
    old = row[field]
    row[field] = old + 1 if isinstance(old, int) else f"{old}x" if isinstance(old, str) else ["x"]
    change(chain, sequence, written(row))
    assert chain.broken_at(RING) == sequence


@pytest.mark.parametrize("sequence", [0, 4, 65])
def test_every_single_byte_counts(sequence):
    text = a_chain(70).chunks[sequence // CHUNK].rows[sequence % CHUNK][0]
    for place in range(0, len(text), 7):
        chain = a_chain(70)
        text = chain.chunks[sequence // CHUNK].rows[sequence % CHUNK][0]
        other = "0" if text[place] != "0" else "1"
        change(chain, sequence, text[:place] + other + text[place + 1 :])
        assert chain.broken_at(RING) == sequence


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{}", "{", '"x"', '{"key":[]}', '{"sequence":2}', "[" * 100_000],
    ids=str.__len__,
)
def test_a_row_that_is_no_row_is_found(text):
    chain = a_chain(5)
    change(chain, 2, text)
    assert chain.broken_at(RING) == 2


def test_a_forged_mac_is_found():
    chain = a_chain(5)
    change(chain, 2, mac="0" * 64)
    assert chain.broken_at(RING) == 2


def test_a_row_signed_with_another_key_is_found():
    chain = a_chain(5)
    other = a_chain(5, KeyRing((TWO,)))
    chain.chunks[0].rows = (*chain.chunks[0].rows[:2], *other.chunks[0].rows[2:])
    assert chain.broken_at(RING) == 2


def test_dropped_swapped_inserted_and_cut_rows_are_found():
    chain = a_chain(6)
    rows = chain.chunks[0].rows
    for forged, place in (
        (rows[:2] + rows[3:], 2),
        (rows[1:], 0),
        ((rows[0], rows[2], rows[1], *rows[3:]), 1),
        ((*rows[:3], rows[2], *rows[3:]), 3),
        (rows[:-1], 5),
        ((), 0),
        ((*rows, rows[-1]), 6),
    ):
        chain.chunks[0].rows = forged
        assert chain.broken_at(RING) == place
    chain.chunks[0].rows = rows
    assert chain.broken_at(RING) is None


def test_the_whole_evidence_of_somebody_else_is_found():
    """Untouched rows under one key, but of another invitation."""
    chain, other = a_chain(3), Chain("d" * 32)
    for moment in (1000, 1001):
        other.append(Event(Action.SHARE_OPENED, Actor("recipient", "r")), moment, RING)
    assert other.broken_at(RING) is None
    for name in ("chunks", "side", "length", "last_time", "head"):
        setattr(chain, name, getattr(other, name))
    assert chain.broken_at(RING) == 0


def test_two_histories_of_one_invitation_do_not_join():
    """Rows of a backup, and of what happened after it was restored: each is whole by itself."""
    first, restored = Chain("c" * 32), Chain("c" * 32)
    opened = Event(Action.SHARE_OPENED, Actor("recipient", "r"))
    for moment in range(6):
        first.append(opened, moment, RING)
        restored.append(opened, moment if moment < 3 else moment + 1000, RING)
    assert first.broken_at(RING) is None
    assert restored.broken_at(RING) is None
    first.chunks[0].rows = (*restored.chunks[0].rows[:4], *first.chunks[0].rows[4:])
    assert first.broken_at(RING) == 4


def test_a_whole_chunk_that_is_gone_or_comes_too_much_is_found():
    chain = a_chain(200)
    gone = chain.chunks.pop(1)
    assert chain.broken_at(RING) == 64
    chain.chunks[1] = gone
    chain.chunks[4] = Chunk()
    chain.chunks[4].rows = gone.rows[:1]
    assert chain.broken_at(RING) == 200


def test_a_tail_cut_together_with_the_head_leaves_no_trace_here():
    """What only a seal outside the database can show; see the architecture, 6."""
    chain = a_chain(6)
    head = row_at(chain, 5)["previous"]
    chain.chunks[0].rows = chain.chunks[0].rows[:-1]
    chain.length, chain.head = 5, head
    assert chain.broken_at(RING) is None


def test_a_chain_outlives_its_key_while_the_old_one_is_on_the_ring():
    chain = a_chain(3)
    both = KeyRing((TWO, ONE))
    chain.append(Event(Action.SHARE_REVOKED, Actor("user", "dana")), 5000, both)
    assert chain.broken_at(both) is None
    assert chain.broken_at(KeyRing((TWO,))) == 0
    assert chain.broken_at(RING) == 3


def test_time_never_runs_backwards_in_a_chain():
    chain = a_chain(3)
    row = chain.append(Event(Action.SHARE_OPENED, Actor("recipient")), 5, RING)
    assert row["time"] == 1002
    assert chain.broken_at(RING) is None


def test_any_text_can_be_recorded():
    chain = Chain("c")
    for text in ("ü\u2028\u202e", 'a"b\\c\n', "\ud800", "\0", "x" * 10_000):
        event = Event(Action.SHARE_REVOKED, Actor("user", "dana"), reason=text, person={"ip": text})
        chain.append(event, 1, RING)
    assert chain.broken_at(RING) is None
    for chunk in chain.chunks.values():
        for text, _mac in chunk.rows:
            text.encode()


def test_the_personal_part_of_a_contact_leaves_out_what_is_unknown():
    assert Contact("198.51.100.7", "Browser", "q").person == {
        "ip": "198.51.100.7",
        "agent": "Browser",
    }
    assert Contact().person == {}
