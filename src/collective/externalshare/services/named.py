"""Shared documents by what somebody calls them, also those that are gone."""

from __future__ import annotations

from ..model.gate import DocumentGate
from ..model.words import words_asked
from ..model.words import words_of
from .ports import Ports
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote
from urllib.parse import urlsplit


MOST_FOUND = 25
MOST_EXAMINED = 5_000


@dataclass(frozen=True)
class Named:
    """Documents by title; `whole` False: there may be more."""

    gates: tuple[DocumentGate, ...]
    whole: bool = True


def documents_named(ports: Ports, text: str) -> Named:
    """A document by its UID, those at an address or path, or with words that begin so in the title.

    What is known of a document when it is deleted stays: so they are found too.
    """
    store, place = ports.store, _place(text)
    known = store.gates.get(text.strip())
    if known is not None:
        return Named((known,))
    asked = words_asked(text)
    if not asked and not place:
        return Named(())
    found = [
        gate
        for gate in islice(store.gates.values(), MOST_EXAMINED)
        if (gate.path.endswith(place) if place else _has(words_of(gate.title), asked))
    ]
    whole = len(found) <= MOST_FOUND and len(store.gates) <= MOST_EXAMINED
    ordered = sorted(found, key=lambda gate: (gate.title.casefold(), gate.path))
    return Named(tuple(ordered[:MOST_FOUND]), whole)


def _has(words: set[str], asked: list[str]) -> bool:
    return all(any(word.startswith(one) for word in words) for one in asked)


def _place(text: str) -> str:
    """The end of a path, from an address or a path; empty for anything else."""
    try:
        path = unquote(urlsplit(text.strip()).path).rstrip("/")
    except ValueError:
        return ""
    return path if path.startswith("/") else ""
