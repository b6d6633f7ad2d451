"""Copies written whole, for the few files that no template can be made of."""

from __future__ import annotations

from ..interfaces import CopyFailed
from ..model.grant import CopyFacts
from ..model.grant import Stamp
from .digests import Digests
from .digests import WrongBytes
from .errors import StampFailed
from .stamper import Stamper
from .workshop import Workshop
from contextlib import suppress

import os


class WholeCopies:
    """Makes them, and makes them again where no finished file lies at hand."""

    def __init__(self, workshop: Workshop, stamper: Stamper, digests: Digests) -> None:
        self._workshop = workshop
        self._stamper = stamper
        self._digests = digests

    def make(self, source: str, stamp: Stamp) -> tuple[str, CopyFacts]:
        """The path of a finished copy, and what it is.

        :raises CopyFailed: on any doubt.
        """
        try:
            with self._workshop.making() as folder:
                target = os.path.join(folder, "copy.pdf")
                facts = self._stamper.stamp(source, stamp, target)
                return self._workshop.keep(target, f"{facts.sha256}.pdf"), facts
        except (OSError, StampFailed) as error:
            raise CopyFailed(str(error)) from error

    def open(self, source: str, stamp: Stamp, facts: CopyFacts) -> str:
        """The path of the copy with exactly these facts.

        :raises CopyFailed: when it comes out different.
        """
        path = self._workshop.path(f"{facts.sha256}.pdf")
        with suppress(OSError, WrongBytes):
            if self._workshop.touched(path):
                with open(path, "rb") as copy:
                    self._digests.demand(copy, facts.sha256)
                return path
        path, made = self.make(source, stamp)
        if made.sha256 != facts.sha256:
            raise CopyFailed("the copy came out different")
        return path
