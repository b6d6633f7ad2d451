"""A part of a file as the server takes it: piece by piece, and exactly so many bytes."""

from collective.externalshare.content.span import BLOCK
from collective.externalshare.content.span import FIRST
from collective.externalshare.content.span import Span

import io
import pytest


DATA = bytes(range(256)) * 4096


@pytest.fixture
def span():
    return Span(io.BytesIO(b"before" + DATA + b"behind"), 6, len(DATA))


def test_the_first_piece_is_small_and_none_is_large_whatever_a_server_asks_for(span):
    pieces = []
    while piece := span.read(10 * BLOCK):
        pieces.append(piece)
    assert b"".join(pieces) == DATA
    assert len(pieces[0]) == FIRST
    assert {len(piece) for piece in pieces[1:-1]} == {BLOCK}


def test_whoever_asks_for_all_gets_all_that_is_left(span):
    assert span.read(10) + span.read() == DATA


def test_the_pieces_of_an_iteration_are_the_part(span):
    assert b"".join(span) == DATA
    assert len(span) == len(DATA)
