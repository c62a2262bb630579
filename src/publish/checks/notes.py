"""Notes that a text calls and never gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics.core import Diagnostic
from publish.diagnostics.rules import ent
from publish.model.passages import Passage, passages
from publish.model.publication import Project

_CALL = re.compile(r"\[\^([^\]\s]+)\]")
"""A call that pandoc found no note for, and so left as words."""


def check_notes(project: Project) -> Iterator[Diagnostic]:
    for entry in project.entries.values():
        if _CALL.search(entry.source.text):
            for passage in passages(entry.document):
                yield from _undefined(passage)


def _undefined(passage: Passage) -> Iterator[Diagnostic]:
    assert passage.source is not None
    for call in _CALL.finditer(passage.text):
        message = f"there is no note `{call[1]}`"
        hint = f"write `[^{call[1]}]: …` in a paragraph of its own"
        yield ent.UNDEFINED_NOTE.at(passage.source, passage.place(*call.span()), message, hint)
