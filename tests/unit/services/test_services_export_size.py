"""An export of very many rows takes no more memory than one of few."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.audit import Actor
from collective.externalshare.model.audit import Chain
from collective.externalshare.model.audit import Event
from collective.externalshare.model.selection import Period
from collective.externalshare.services.export import Export
from tests.common.numbers import EXPORTED_ROWS
from tests.common.world import EDITOR

import gc
import io
import tracemalloc
import transaction


CHAIN = 1_000
FEW = 10_000


class Counted(io.RawIOBase):
    """A file that keeps nothing; ZIP files need no way back."""

    size = 0

    def writable(self):
        return True

    def write(self, data):
        self.size += len(data)
        return len(data)


def fill(world, rows):
    ring = world.ports.ring
    person = {"ip": "198.51.100.7", "agent": "Browser"}
    event = Event(Action.SHARE_OPENED, Actor("recipient", "r"), person=person)
    for number in range(len(world.store.chains), len(world.store.chains) + rows // CHAIN):
        chain = world.store.chains[f"{number:032x}"] = Chain(f"{number:032x}")
        for moment in range(CHAIN):
            chain.append(event, moment, ring)
        transaction.commit()
        world.connection.cacheMinimize()


def peak_of(world, form):
    """Most bytes that were in use above those at the beginning, and how many were written."""
    exporter, sink = Export(world.ports), Counted()
    selection = exporter.selections.choose("everything", "", Period())
    world.connection.cacheMinimize()
    gc.collect()
    tracemalloc.start()
    rows = exporter.write(selection, form, EDITOR, sink)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, rows, sink.size


def test_memory_stays_flat(world):
    fill(world, FEW)
    few = {form: peak_of(world, form)[0] for form in ("zip", "jsonl")}
    fill(world, EXPORTED_ROWS - FEW)
    for form, least in few.items():
        peak, rows, size = peak_of(world, form)
        assert rows == EXPORTED_ROWS
        assert size > rows * 100
        assert peak < least * 1.5
