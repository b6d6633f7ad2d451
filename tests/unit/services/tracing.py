"""Copies that were given out, and searches for their readers."""

from collective.externalshare.model.audit import Action
from collective.externalshare.model.secrets import copy_number


def number_of(grant):
    return copy_number(grant.id).replace("-", "")


def bytes_of(world, grant):
    with world.copies.open(grant, world.ports.settings).open() as copy:
        return copy.read()


def searches(world):
    return world.administration(Action.COPY_TRACED)
