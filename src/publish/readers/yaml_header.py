"""YAML of a header to plain data with places: every scalar a text, nothing magic.

What a scalar means is up to the field that it stands in: a language ``no`` is
Norwegian, not false. Anchors, aliases and tags are refused, so that no header can
grow when it is read; depth is limited.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from publish.diagnostics.core import Collector, Diagnostic, Result, Rule
from publish.diagnostics.rules import ent
from publish.model.place import SourceFile
from publish.readers.located import Located, Path
from publish.readers.text import CONTROL

DEEPEST = 8
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
_HINTS = {
    "mapping values are not allowed in this context": (
        "put a value that holds `: ` between quotes"
    ),
    "found character that cannot start any token": (
        "put a value that starts with `@`, `%` or a backquote between quotes; indent by spaces"
    ),
    "found unexpected end of stream": "close the quotation mark",
    "did not find expected ',' or ']'": "close the bracket",
    "did not find expected ',' or '}'": "close the brace",
}


class Kind(NamedTuple):
    """What is read: its name, the rules that its faults break, whether it may be a list."""

    noun: str
    broken: Rule
    repeated: Rule
    lists: bool = False


HEADER = Kind("header", ent.BROKEN_HEADER, ent.REPEATED_FIELD)


class _Refused(Exception):
    """Stops reading with a diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_yaml(
    source: SourceFile, start: int, end: int, kind: Kind = HEADER
) -> Result[Located | None]:
    """The mapping in ``source.text[start:end]``; None where it can't be read."""
    reader = _Reader(source, start, end, kind)
    try:
        reader.read()
    except _Refused as refused:
        return Result(None, (*reader.found, refused.diagnostic))
    except yaml.YAMLError as error:
        return Result(None, (*reader.found, _syntax_error(error, source, start, kind)))
    return reader.found.result(reader.located)


class _Reader:
    """Builds the data from the parser's events, one `_value` per node."""

    def __init__(self, source: SourceFile, start: int, end: int, kind: Kind) -> None:
        self.start = start
        self.kind = kind
        self.located = Located(source, data={})
        self.found = Collector()
        self.events: Iterator[Any] = yaml.parse(source.text[start:end], Loader=_LOADER)

    def read(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._root(next(self.events))

    def _root(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent) and event.value in _EMPTY:
            return
        is_list = self.kind.lists and isinstance(event, yaml.SequenceStartEvent)
        if not is_list and not isinstance(event, yaml.MappingStartEvent):
            raise self._refused(event, f"the {self.kind.noun} is not a list of fields")
        self.located.data = self._value(event, ())

    def _value(self, event: Any, path: Path) -> Any:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._refused(event, f"anchors and aliases are not read in a {self.kind.noun}")
        if event.tag is not None:
            raise self._refused(event, f"the tag `{event.tag}` is not read in a {self.kind.noun}")
        if len(path) > DEEPEST:
            raise self._refused(
                event, f"the {self.kind.noun} is nested deeper than {DEEPEST} levels"
            )
        first, last = self._span(event)
        if isinstance(event, yaml.ScalarEvent):
            value: Any = self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            value, last = self._mapping(path)
        else:
            value, last = self._sequence(path)
        self.located.values[path] = (first, last)
        return value

    def _scalar(self, event: Any) -> str | None:
        if CONTROL.search(event.value):
            raise self._refused(event, "a control character stands in the value")
        if event.implicit[0] and event.value in _EMPTY:
            return None
        return str(event.value)

    def _mapping(self, path: Path) -> tuple[dict[str, Any], int]:
        data: dict[str, Any] = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise self._refused(key, "a field's name is not a word")
            below = (*path, key.value)
            if key.value in data:
                place = self.located.source.place(*self._span(key))
                message = f"field `{key.value}` stands twice"
                hint = f"it stands at line {self.located.key_place(below).line} already"
                self.found.add(self.kind.repeated.at(self.located.source, place, message, hint))
            else:
                self.located.keys[below] = self._span(key)
            data[key.value] = self._value(next(self.events), below)
        return data, self._span(key)[1]

    def _sequence(self, path: Path) -> tuple[list[Any], int]:
        data: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            data.append(self._value(event, (*path, len(data))))
        return data, self._span(event)[1]

    def _span(self, event: Any) -> tuple[int, int]:
        return self.start + event.start_mark.index, self.start + event.end_mark.index

    def _refused(self, event: Any, message: str) -> _Refused:
        place = self.located.source.place(*self._span(event))
        return _Refused(self.kind.broken.at(self.located.source, place, message))


def _syntax_error(error: yaml.YAMLError, source: SourceFile, start: int, kind: Kind) -> Diagnostic:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in problem or problem.startswith("did not find expected ','"):
        mark = getattr(error, "context_mark", None) or mark
    index = mark.index if mark is not None else getattr(error, "position", 0)
    place = source.place(start + index)
    message = f"the {kind.noun} is not YAML: {problem}"
    return kind.broken.at(source, place, message, _HINTS.get(problem))
