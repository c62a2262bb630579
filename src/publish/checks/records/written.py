"""A reference → the record as its author wrote it: own fields, and where words stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.diagnostics.core import Diagnostic, Rule
from publish.model.place import Place, SourceFile
from publish.model.reference import Field, Reference


@dataclass(frozen=True, slots=True)
class Written:
    """``reference`` with exact places. What it inherits is its parent's fault."""

    reference: Reference
    _names: str = field(init=False, repr=False)
    """What holds the names of all own fields: a look at it is cheaper than at a field."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_names", self.reference.raw.lower())

    def own(self, name: str) -> str:
        """The text of a field that the record gives itself, LaTeX still in it, or nothing.

        What is inherited may be given as well, where its name stands in the record.
        """
        if self._names.startswith("@") and name not in self._names:
            return ""
        return self.reference.text(name)

    def text(self, *names: str) -> str:
        """The first of the fields that says anything, LaTeX still in it."""
        return next(filter(None, (self.reference.text(name).strip() for name in names)), "")

    def has(self, *names: str) -> bool:
        return any(self.reference.text(name).strip(" \t\n{}") for name in names)

    def told(
        self, rule: Rule, name: str, message: str, hint: str, start: int = 0, end: int | None = None
    ) -> Iterator[Diagnostic]:
        """A diagnostic at the characters [``start``, ``end``) of a field's text.

        Nothing where the field is inherited: then it is told of the parent.
        """
        item = self.reference.fields[name]
        if self._begin(item) is not None or not self.reference.raw:
            yield self._at(self.place(item, start, end), rule, message, hint)

    def told_of_record(self, rule: Rule, message: str, hint: str) -> Diagnostic:
        """A diagnostic at the record's beginning, with its key."""
        return self._at(self.reference.place, rule, message, hint)

    def told_of_key(self, rule: Rule, message: str, hint: str) -> Diagnostic:
        """A diagnostic at the record's key."""
        key, raw = self.reference.key, self.reference.raw
        at = raw.find(key, raw.find("{") + 1) if raw.startswith("@") else -1
        place = self._placed(at, at + len(key)) if at > 0 else self.reference.place
        return self._at(place, rule, message, hint)

    def told_of_name(self, rule: Rule, name: str, message: str, hint: str) -> Diagnostic:
        """A diagnostic at the name of an own field."""
        found = re.search(
            rf"(?<![\w-]){re.escape(name)}(?=\s*=)", self.reference.raw, re.IGNORECASE
        )
        place = self._placed(*found.span()) if found else self.reference.place
        return self._at(place, rule, message, hint)

    def place(self, item: Field, start: int, end: int | None) -> Place:
        """The place of characters of a field's text; of its value, where that is put
        together from macros and doesn't hold them.
        """
        begin = self._begin(item)
        if begin is None:
            return item.place
        raw, text = self.reference.raw, item.raw
        stop = len(text) if end is None else end
        opening = begin + (raw[begin : begin + 1] in ('"', "{"))
        if not raw.startswith(text, opening):
            opening = raw.find(text[start:stop], begin, self._next(begin)) - start
        return self._placed(opening + start, opening + stop) if opening >= begin else item.place

    def _at(self, place: Place, rule: Rule, message: str, hint: str) -> Diagnostic:
        return rule(message, place, hint, excerpt=self._line(place))

    def _begin(self, item: Field) -> int | None:
        """Where the value of an own field begins in the record's text."""
        first, place = self.reference.place, item.place
        if place.path != first.path or None in (place.line, place.column, first.line):
            return None
        row = (place.line or 0) - (first.line or 0)
        lines = self.reference.raw.split("\n", row + 1) if row >= 0 else []
        if len(lines) <= row:
            return None
        column = (place.column or 1) - (1 if row else (first.column or 1))
        begin = sum(len(line) + 1 for line in lines[:row]) + column
        return begin if 0 <= column <= len(lines[row]) else None

    def _next(self, begin: int) -> int:
        """Where the field behind the one at ``begin`` begins."""
        begins = sorted(
            at for each in self.reference.fields.values() if (at := self._begin(each)) is not None
        )
        behind = bisect_right(begins, begin)
        return begins[behind] if behind < len(begins) else len(self.reference.raw)

    def _placed(self, start: int, end: int) -> Place:
        """The place of a range of the record's own text."""
        first = self.reference.place
        here = SourceFile(first.path, self.reference.raw).place(start, end)
        across = (first.column or 1) - 1 if here.line == 1 else 0
        return Place(
            first.path,
            (first.line or 1) + (here.line or 1) - 1,
            (here.column or 1) + across,
            here.end + across if here.end else None,
        )

    def _line(self, place: Place) -> str | None:
        """The source line at ``place``, where the record's text holds all of it."""
        first = self.reference.place
        if place.path != first.path or place.line is None or first.line is None:
            return None
        if place.line == first.line and first.column != 1:
            return None
        lines = self.reference.raw.split("\n")
        row = place.line - first.line
        return lines[row] if 0 <= row < len(lines) else None
