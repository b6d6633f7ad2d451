"""Figures as a table for people, or as one line of JSON each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass

import json


@dataclass(frozen=True)
class Figure:
    """One figure; a target is what it should be, `met` whether it is."""

    name: str
    value: float
    unit: str
    target: float | None = None
    met: bool | None = None


def show(figures: Sequence[Figure], as_json: bool) -> None:
    """Print them."""
    if as_json:
        for figure in figures:
            print(json.dumps(asdict(figure)))
        return
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        target = "" if figure.target is None else f"  target {figure.target:g}"
        met = {None: "", True: "  met", False: "  NOT MET"}[figure.met]
        print(f"{figure.name:{width}}  {figure.value:10.2f} {figure.unit}{target}{met}")
