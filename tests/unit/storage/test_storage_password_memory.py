"""T87: however many passwords are tried at once, one is hashed at a time."""

from collections import Counter
from collective.externalshare.model.passwords import hashed
from collective.externalshare.services.unlock import Unlock
from dataclasses import replace
from tests.common.numbers import PASSWORDS
from tests.common.world import READER
from tests.unit.storage.together import at_once
from tests.unit.storage.together import patiently
from threading import Event
from threading import Thread

import psutil
import pytest
import transaction


MOST_MEMORY = 200 << 20
ANSWERS = {"password_wrong", "password_tries_spent", "password_busy"}


@pytest.fixture
def memory():
    """Most bytes that this process took above those at the beginning."""
    process, over, peak = psutil.Process(), Event(), [0]
    begun = process.memory_info().rss

    def watch():
        while not over.wait(0.01):
            peak[0] = max(peak[0], process.memory_info().rss - begun)

    watcher = Thread(target=watch)
    watcher.start()
    yield lambda: peak[0]
    over.set()
    watcher.join()


@pytest.mark.campaign
def test_t87_many_passwords_at_once_take_the_memory_of_one(world, memory):
    (share,) = world.share()
    share.terms = replace(share.terms, password=hashed("correct horse battery"))
    session, share_id = world.session(share).digest, share.id

    def guess(place):
        def unlock(ports):
            return Unlock(ports)(ports.store.sessions[session], share_id, f"wrong {place}", READER)

        return patiently(world, unlock).code

    answers = Counter(at_once(PASSWORDS, guess))
    transaction.begin()
    assert set(answers) <= ANSWERS
    assert answers["password_wrong"] <= 5
    assert sum(answers.values()) == PASSWORDS
    assert memory() < MOST_MEMORY
    print(f"{PASSWORDS} at once: {dict(answers)}, {memory() >> 20} MB")  # noqa: T201
