"""Diagnostics ↔ rows of plain values, for whoever keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from publish.diagnostics.catalogue import all_rules
from publish.diagnostics.core import Diagnostic, Rule, Severity
from publish.model.edit import Edit
from publish.model.place import Place


class Row(NamedTuple):
    """A diagnostic; ``place`` is its path, line, column and end."""

    code: str
    message: str
    place: tuple[str, int | None, int | None, int | None] | None
    hint: str | None
    excerpt: str | None
    severity: str
    edits: tuple[tuple[str, int, int, str], ...] = ()


def rows(diagnostics: Iterable[Diagnostic]) -> list[Row]:
    return [_row(each) for each in diagnostics]


def restored(rows: Iterable[Row]) -> Iterator[Diagnostic]:
    """The diagnostics of ``rows``, which this very version has written."""
    rules = _rules()
    for code, message, at, hint, excerpt, severity, edits in rows:
        place = Place(*at) if at else None
        mending = tuple(Edit(*edit) for edit in edits)
        yield Diagnostic(rules[code], message, place, hint, excerpt, Severity(severity), mending)


def moved(rows: Iterable[Row], lines: int, path: str) -> list[Row]:
    """``rows`` with their places in the file ``path`` so many lines further down."""
    return [
        row._replace(place=(path, row.place[1] + lines, *row.place[2:]))
        if row.place and row.place[0] == path and row.place[1] is not None
        else row
        for row in rows
    ]


def _row(each: Diagnostic) -> Row:
    at = each.place
    place = (at.path, at.line, at.column, at.end) if at else None
    edits = tuple((edit.path, edit.start, edit.end, edit.text) for edit in each.edits)
    severity = each.severity.value
    return Row(each.rule.code, each.message, place, each.hint, each.excerpt, severity, edits)


@cache
def _rules() -> Mapping[str, Rule]:
    return all_rules()
