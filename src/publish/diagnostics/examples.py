"""For each rule a case in which it finds something, and what the same looks like mended.

They are those of the rules' fixtures; ``tools/rule_examples.py`` gathers them.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from publish.diagnostics.catalogue import all_rules
from publish.diagnostics.core import Diagnostic
from publish.model.frozen import Frozen
from publish.model.place import Place


class Example(Frozen):
    """``told`` is what is said of the bad case; ``good`` are the lines of the good one."""

    told: Diagnostic
    good: tuple[str, ...]


def example_of(code: str) -> Example | None:
    """The example of a rule; none where only a command or an engine can show it."""
    found = _kept().get(code)
    if found is None:
        return None
    place = Place(found["path"], found["line"], found["column"], found["end"])
    told = all_rules()[code](
        found["message"], place if place.path else None, found["hint"], excerpt=found["excerpt"]
    )
    return Example(told, tuple(found["good"]))


@cache
def _kept() -> dict[str, dict[str, Any]]:
    text = files("publish.diagnostics").joinpath("examples.json").read_text(encoding="utf-8")
    kept: dict[str, dict[str, Any]] = json.loads(text)
    return kept
