"""An engine whose tasks are naughty, and its helper."""

from collective.externalshare.pdf.values import Bounds


NAUGHTY = "tests.unit.pdf.naughty"
PLAIN = {"do": "describe"}


def helper(engine):
    """The process id of the engine's helper, asked of a child."""
    return engine.run(PLAIN, Bounds()).facts["helper"]
