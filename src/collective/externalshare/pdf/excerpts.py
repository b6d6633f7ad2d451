"""Some pages of a document as a document of their own, for the preparer."""

from __future__ import annotations

from ..model.pages import pages_in
from ..model.template import Recipe
from . import bounded
from .errors import ChildDied
from .errors import EngineMissing
from .errors import NotPreparable
from .values import Bounds
from .workshop import demand_room
from .workshop import Workshop
from collections.abc import Iterator
from contextlib import contextmanager

import os


@contextmanager
def excerpt_of(source: str, recipe: Recipe, bounds: Bounds, workshop: Workshop) -> Iterator[str]:
    """The path of a file with the pages of a recipe alone, while the block runs.

    Of a recipe for the whole it is the source itself.

    :raises NotPreparable: when there is no such page, or it cannot be had alone.
    :raises EngineMissing: when the installation is at fault, not the file.
    """
    if not recipe.pages:
        yield source
        return
    with workshop.making() as folder:
        target = os.path.join(folder, "excerpt.pdf")
        job = {
            "do": "excerpt",
            "source": os.path.abspath(source),
            "target": target,
            "pages": pages_in(recipe.pages),
            "comments": recipe.comments,
        }
        try:
            bounded.run(job, bounds)
        except EngineMissing:
            raise
        except ChildDied as error:
            demand_room(folder)
            raise NotPreparable(f"{type(error).__name__}: {error}") from error
        yield target
