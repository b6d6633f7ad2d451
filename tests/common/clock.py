"""A clock for tests."""

from collective.externalshare.interfaces import IClock
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zope.interface import implementer


@implementer(IClock)
class HandClock:
    """Stands still; `pass_time(minutes=5)` moves it, backwards too."""

    def __init__(self, moment=None):
        self.moment = moment or datetime.now(UTC).replace(microsecond=0)

    def now(self):
        return self.moment

    def pass_time(self, **amount):
        self.moment += timedelta(**amount)
