"""YAML of headers: texts with places; what could grow or run is refused."""

from __future__ import annotations

import pytest

from publish.model.place import SourceFile
from publish.readers.yaml_header import read_yaml

TEXT = """\
title: "Ünï 𝔘: {x}"
lang: no
list:
  - one
  - {a: b}
text: >-
  folded
  words
empty:
"""


def test_scalars_are_texts_with_places() -> None:
    result = read_yaml(SourceFile("a.md", "---\n" + TEXT + "---\n"), 4, 4 + len(TEXT))
    located = result.value
    assert located is not None
    assert not result.diagnostics
    assert located.data == {
        "title": "Ünï 𝔘: {x}",
        "lang": "no",
        "list": ["one", {"a": "b"}],
        "text": "folded words",
        "empty": None,
    }
    assert str(located.value_place(("title",))) == "a.md:2:8"
    assert located.value_place(("title",)).end == 20
    assert str(located.value_place(("list", 1, "a"))) == "a.md:6:9"
    assert str(located.value_place(("text",))) == "a.md:7:7"
    assert str(located.value_place(("empty",))) == "a.md:10:1"
    assert str(located.value_place(("list", 7, "x"))) == "a.md:4:1"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: a: b\n", "1:9", "between quotes"),
        ("title: @x\n", "1:8", "between quotes"),
        ('title: "a\nkind: x\n', "1:8", "close the quotation mark"),
        ("a: &x b\n", "1:4", "anchors"),
        ("a: *x\n", "1:4", "anchors"),
        ("a: !!python/object:os.system x\n", "1:4", "tag"),
        ("? [a]\n: b\n", "1:3", "not a word"),
        ("- a\n", "1:1", "not a list of fields"),
        ("words\n", "1:1", "not a list of fields"),
        ("a: " + "[" * 20 + "]" * 20 + "\n", "1:12", "deeper than"),
        ('a: "\\a"\n', "1:4", "control character"),
        ("a: \x01\n", "1:4", "control characters are not allowed"),
    ],
)
def test_what_is_no_header_has_a_place(text: str, place: str, words: str) -> None:
    result = read_yaml(SourceFile("a.md", text), 0, len(text))
    (diagnostic,) = result.diagnostics
    assert result.value is None
    assert diagnostic.rule.code == "ENT002"
    assert str(diagnostic.place) == f"a.md:{place}"
    assert words in f"{diagnostic.message} {diagnostic.hint}"


def test_a_bomb_of_brackets_is_refused_at_once() -> None:
    text = "a: " + "[" * 100_000
    assert read_yaml(SourceFile("a.md", text), 0, len(text)).value is None


def test_a_field_twice_is_reported_at_the_second() -> None:
    text = "a: 1\nb:\n  c: 2\n  c: 3\n"
    (diagnostic,) = read_yaml(SourceFile("a.md", text), 0, len(text)).diagnostics
    assert (diagnostic.rule.code, str(diagnostic.place)) == ("ENT003", "a.md:4:3")
    assert "line 3" in (diagnostic.hint or "")
