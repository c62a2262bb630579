"""Lines of tagged values → records, for the two formats that are written so.

RIS: ``TY  - JOUR`` … ``ER  -``. NBIB, PubMed's own: ``PMID- 123`` up to the next one. A line
without a tag goes on with the value before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from publish.diagnostics import Collector, Diagnostic
from publish.diagnostics.rules import bib
from publish.model.frozen import Frozen
from publish.model.place import Place, SourceFile

_LINE = re.compile(r"[^\n]*\n?")


class Value(NamedTuple):
    """A tag's value, lines joined; ``start`` and ``end`` are of its first line."""

    tag: str
    text: str
    start: int
    end: int


class Grammar(Frozen):
    """``line`` has the groups ``tag`` and ``value``; a record runs from the tag
    ``first`` to ``last``, or where that is None to the next ``first``.
    """

    line: re.Pattern[str]
    first: str
    last: str | None = None


@dataclass(slots=True)
class Tagged:
    """One record: the values of ``source.text[start:end]`` in order."""

    source: SourceFile
    start: int
    end: int
    values: list[Value] = field(default_factory=list)

    def all(self, *tags: str) -> list[str]:
        """The values of these tags that say anything, in the order of the tags."""
        return [v.text for tag in tags for v in self.values if v.tag == tag and v.text]

    def first(self, *tags: str) -> str:
        """The first of them; empty where none is."""
        return next(iter(self.all(*tags)), "")

    def place(self, tag: str, text: str = "") -> Place:
        """Where the value of a tag stands (that is ``text``, where it matters)."""
        for value in self.values:
            if value.tag == tag and text in ("", value.text):
                return self.source.place(value.start, value.end)
        return self.source.place(self.start)


def tagged_records(source: SourceFile, grammar: Grammar, found: Collector) -> Iterator[Tagged]:
    """The records of a file; what is out of order is told and read as it was meant."""
    record: Tagged | None = None
    outside = False
    for line in _LINE.finditer(source.text):
        tagged = grammar.line.match(line.group().rstrip("\n"))
        tag = tagged["tag"].upper() if tagged else ""
        if tag == grammar.first:
            if record:
                yield _ended(record, grammar, found)
            record, outside = Tagged(source, line.start(), line.end()), False
        if record is None:
            if line.group().strip() and not outside:
                outside = True
                found.add(_stray(source, line))
        elif tagged and tag == grammar.last:
            record.end = line.start() + len(line.group().rstrip())
            yield record
            record = None
        elif line.group().strip():
            _add(record, line, tagged, tag)
    if record:
        yield _ended(record, grammar, found)


def _add(record: Tagged, line: re.Match[str], tagged: re.Match[str] | None, tag: str) -> None:
    """One more line of a record: a value, or more of the one before."""
    record.end = line.start() + len(line.group().rstrip())
    if tagged:
        start = line.start() + tagged.start("value")
        text = tagged["value"].strip()
        record.values.append(Value(tag, text, start, start + len(tagged["value"].rstrip())))
    elif record.values:
        last = record.values[-1]
        joined = " ".join(filter(None, (last.text, line.group().strip())))
        record.values[-1] = last._replace(text=joined)


def _ended(record: Tagged, grammar: Grammar, found: Collector) -> Tagged:
    """A record that the next one, or the file's end, ends."""
    if grammar.last:
        found.add(
            bib.IRREGULAR_RECORD(
                f"the record has no `{grammar.last}` at its end",
                record.place(grammar.first),
                f"write the line `{grammar.last}  - ` behind it",
            )
        )
    return record


def _stray(source: SourceFile, line: re.Match[str]) -> Diagnostic:
    return bib.STRAY_TEXT(
        "text that belongs to no record",
        source.place(line.start(), line.start() + len(line.group().rstrip())),
        "remove it",
    )


def spans_of(
    raw: str, line: re.Pattern[str], variables: dict[str, str]
) -> dict[str, tuple[int, int]]:
    """Where in a record the variables stand, by the table of their tags."""
    found: dict[str, tuple[int, int]] = {}
    for text in _LINE.finditer(raw):
        tagged = line.match(text.group().rstrip("\n"))
        variable = variables.get(tagged["tag"].upper()) if tagged else None
        if tagged and variable and variable not in found:
            start = text.start() + tagged.start("value")
            found[variable] = (start, start + len(tagged["value"].rstrip()))
    return found
