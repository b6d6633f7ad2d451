"""What falls due by the clock, done to its end."""

from collective.externalshare.model.outbox import MailKind
from collective.externalshare.services.jobs import Jobs

import transaction


def work(world, most=1000):
    """Jobs until nothing is left to do; how many rounds it took."""
    rounds = 0
    while Jobs(world.ports, most)():
        transaction.commit()
        rounds += 1
    transaction.commit()
    return rounds


def days_pass(world, days):
    """A day after the other, jobs each noon."""
    for _day in range(days):
        world.clock.pass_time(days=1)
        work(world)


def expiring(world):
    return world.mails(MailKind.EXPIRING)
