"""Prepared bodies, by the recipe they were made by."""

from __future__ import annotations

from ..model.template import Template
from .pins import Pins
from BTrees.OOBTree import OOBTree
from typing import Any


class Templates(Pins):
    """The part of the store that keeps templates, by `Recipe.key`."""

    # None on a store of profile 1000, until the first template is made.
    templates: Any = None

    def template(self, key: str) -> Template | None:
        """The template of this name."""
        return None if self.templates is None else self.templates.get(key)

    def keep_template(self, template: Template) -> None:
        """Keep a new template; two at once conflict, so that the later one finds the other."""
        if self.templates is None:
            self.templates = OOBTree()
        self.templates[template.key] = template
