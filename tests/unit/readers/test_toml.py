"""Places in TOML: the second pass agrees with tomllib on what there is."""

from __future__ import annotations

from typing import Any

import pytest

from publish.model.place import SourceFile
from publish.readers.located import Located
from publish.readers.toml import read_toml

TEXT = '''# settings
title = "A \\"title\\" # no comment"
"quoted \\"key".inner = 1
[a.b] # a table
c = [
  1, # one
  [2, "x]"],
]
d = { e = 1.5, f = { g = 1979-05-27 } }
long = """
a = "b"
"""
[[many]]
x = 1
[[many]]
x = 2
[many.sub]
y = true
'''


def located(text: str) -> Located:
    value = read_toml(SourceFile("publish.toml", text)).value
    assert value is not None
    return value


def paths(data: Any, above: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """The paths to all values but tables."""
    if isinstance(data, dict):
        return set().union(*(paths(value, (*above, key)) for key, value in data.items()))
    if isinstance(data, list):
        return set().union(*(paths(value, (*above, i)) for i, value in enumerate(data)))
    return {above}


def test_every_value_that_tomllib_sees_has_a_place() -> None:
    found = located(TEXT)
    assert paths(found.data) <= set(found.values)


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (("title",), '"A \\"title\\" # no comment"'),
        (('quoted "key', "inner"), "1"),
        (("a", "b", "c", 1, 1), '"x]"'),
        (("a", "b", "d", "e"), "1.5"),
        (("a", "b", "d", "f", "g"), "1979-05-27"),
        (("a", "b", "long"), '"""\na = "b"\n"""'),
        (("many", 0, "x"), "1"),
        (("many", 1, "x"), "2"),
        (("many", 1, "sub", "y"), "true"),
    ],
)
def test_a_value_stands_where_it_is_written(path: tuple[str | int, ...], written: str) -> None:
    start, end = located(TEXT).values[path]
    assert TEXT[start:end] == written


def test_a_key_stands_where_it_is_written() -> None:
    place = located(TEXT).key_place(("many", 1, "sub", "y"))
    assert (place.line, place.column, place.end) == (18, 1, 2)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a = 1\nb = [1\n", 2, 7), ("a = 1\na = 2\n", 2, 6), ("a = 1\n[b\n", 2, 3)],
)
def test_broken_toml_has_a_place(text: str, line: int, column: int) -> None:
    result = read_toml(SourceFile("publish.toml", text))
    (diagnostic,) = result.diagnostics
    assert result.value is None
    assert diagnostic.rule.code == "CFG002"
    assert str(diagnostic.place) == f"publish.toml:{line}:{column}"


def test_deep_nesting_is_a_diagnostic() -> None:
    result = read_toml(SourceFile("publish.toml", "a = " + "[" * 50_000))
    assert [d.rule.code for d in result.diagnostics] == ["CFG002"]
