"""How a service says no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True)
class Refused:
    """An expected refusal, returned and never raised.

    Raising would abort the Zope transaction and with it the spent try and
    its audit row. `code` is one of the keys of `sentences.SENTENCES`;
    `values` fill the placeholders of its sentence; `where` names the field.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    where: str = ""
