"""Pages wait for each other: in which order, how many, and for how long."""

from collective.externalshare.interfaces import RenderBusy
from collective.externalshare.interfaces import RenderFailed
from collective.externalshare.pdf.renderer import Renderer
from collective.externalshare.pdf.values import Bounds
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from PIL import Image
from tests.unit.pdf import makers
from tests.unit.pdf import processes
from tests.unit.pdf.halves import cut

import io
import os
import pytest
import signal


LONG = Bounds(cpu_seconds=60, wall_seconds=60)


@pytest.fixture(scope="module")
def endless(tmp_path_factory):
    """A page that takes as long as it may."""
    path = tmp_path_factory.mktemp("endless") / "endless.pdf"
    return cut(makers.written(path, makers.endless()))


def opened(image):
    return Image.open(io.BytesIO(image))


def test_nothing_is_left_open(renderer, copy):
    renderer.page(copy, 1, 110)
    before = processes.descriptors(os.getpid())
    for number in (1, 2, 3, 4):
        with suppress(RenderFailed):
            renderer.page(copy, number, 110)
        with suppress(RenderFailed):
            renderer.text(copy, number)
    assert processes.descriptors(os.getpid()).keys() == before.keys()
    assert processes.jobs() == []


def test_sixteen_threads_get_their_pages_one_after_the_other(copy):
    renderer = Renderer(waiting=16, patience=60)
    alone = [renderer.page(copy, number, 110) for number in (1, 2, 3)]
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda n: renderer.page(copy, n % 3 + 1, 110), range(48)))
    assert found == alone * 16


def at_work(pool, renderer, copy):
    """A page that is being rendered, for longer than any test waits; and its child."""
    slow = pool.submit(renderer.page, copy, 1, 110)
    return slow, processes.eventually(processes.jobs)[0]


def queued(renderer):
    """How many wait for their turn."""
    return len(renderer._turns._queue)


def end(child):
    os.kill(child, signal.SIGKILL)


def test_full_queue_refuses_at_once(endless, copy):
    renderer = Renderer(LONG, waiting=1, patience=60)
    with ThreadPoolExecutor() as pool:
        slow, child = at_work(pool, renderer, endless)
        waits = pool.submit(renderer.page, copy, 2, 110)
        processes.eventually(lambda: queued(renderer) == 1)
        with pytest.raises(RenderBusy):
            renderer.text(copy, 1)
        assert not slow.done()
        end(child)
        with pytest.raises(RenderFailed, match="exit"):
            slow.result()
        assert opened(waits.result())
    assert renderer.page(copy, 1, 110)


def test_who_waits_too_long_is_refused(endless, copy):
    renderer = Renderer(LONG, patience=0.2)
    with ThreadPoolExecutor() as pool:
        slow, child = at_work(pool, renderer, endless)
        with pytest.raises(RenderBusy):
            renderer.page(copy, 1, 110)
        assert not slow.done()
        end(child)
        assert isinstance(slow.exception(), RenderFailed)
    assert renderer.page(copy, 1, 110)


def test_first_page_overtakes(endless, copy):
    renderer = Renderer(LONG, waiting=3, patience=60)
    order = []

    def ask(number):
        renderer.page(copy, number, 110)
        order.append(number)

    with ThreadPoolExecutor() as pool:
        slow, child = at_work(pool, renderer, endless)
        others = []
        for number in (3, 2, 1):
            others.append(pool.submit(ask, number))
            processes.eventually(lambda: queued(renderer) == len(others))
        assert not slow.done()
        end(child)
    assert [other.exception() for other in others] == [None] * 3
    assert order == [1, 3, 2]
