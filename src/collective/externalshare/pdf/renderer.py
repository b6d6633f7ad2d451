"""The renderer: pages of one reader's copy, one at a time."""

from collections.abc import Callable
from collective.externalshare.interfaces import IRenderer
from collective.externalshare.interfaces import RenderBusy
from collective.externalshare.interfaces import RenderFailed
from collective.externalshare.model.settings import Settings
from collective.externalshare.pdf import bounded
from collective.externalshare.pdf.errors import ChildDied
from collective.externalshare.pdf.errors import EngineBusy
from collective.externalshare.pdf.turns import Turns
from collective.externalshare.pdf.values import Bounds
from collective.externalshare.pdf.values import bounds_of
from collective.externalshare.pdf.virtual import Virtual
from typing import Any
from zope.interface import implementer

import os


RESOLUTIONS = (110, 150)
"""Dots per inch: to read, and to look closer."""

WAITING = 2
"""Threads that wait: with the one that renders, three of the four a server usually has."""

PATIENCE = 10.0
"""Seconds they wait."""

_BEGINS, _ENDS = b"\xff\xd8\xff", b"\xff\xd9"


@implementer(IRenderer)
class Renderer:
    """Renders in a child; safe in any thread.  First pages come before all others.

    :param run: what does the jobs, as `bounded.run`.
    """

    def __init__(
        self,
        bounds: Bounds | None = None,
        waiting: int = WAITING,
        patience: float = PATIENCE,
        run: Callable[..., bounded.Answer] = bounded.run,
    ) -> None:
        self.bounds = bounds or Bounds()
        self._run = run
        self._turns = Turns(waiting, patience)

    def page(
        self, virtual: Virtual, number: int, dpi: int, settings: Settings | None = None
    ) -> bytes:
        """As `IRenderer.page`."""
        if dpi not in RESOLUTIONS:
            raise RenderFailed("dpi")
        image = self._ask({"do": "render", "page": number, "dpi": dpi}, virtual, settings)
        if not (image.startswith(_BEGINS) and image.endswith(_ENDS)):
            raise RenderFailed("no image")
        return image

    def text(self, virtual: Virtual, number: int, settings: Settings | None = None) -> str:
        """As `IRenderer.text`."""
        try:
            return self._ask({"do": "text", "page": number}, virtual, settings).decode("utf-8")
        except UnicodeDecodeError:
            raise RenderFailed("no text") from None

    def _ask(self, job: dict[str, Any], virtual: Virtual, settings: Settings | None) -> bytes:
        if job["page"] < 1:
            raise RenderFailed("page")
        try:
            with self._turns.turn(rank=0 if job["page"] == 1 else 1):
                return self._render(job, virtual, bounds_of(settings) if settings else self.bounds)
        except EngineBusy as error:
            raise RenderBusy(str(error)) from error
        except (ChildDied, OSError) as error:
            raise RenderFailed(f"{type(error).__name__}: {error}") from error

    def _render(self, job: dict[str, Any], virtual: Virtual, bounds: Bounds) -> bytes:
        body = os.open(virtual.path, os.O_RDONLY)
        try:
            return self._run(job, bounds, virtual.tail, [body]).payload
        finally:
            os.close(body)
