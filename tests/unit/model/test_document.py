"""How deep nodes stand in one another, and where those of a type are."""

from __future__ import annotations

import json

import pytest

from publish.engines.pandoc import Pandoc
from publish.model.document import Document, Fragment
from publish.model.nodes import Node, copied_at, walk
from publish.model.place import SourceFile

CODE: Node = {"t": "Code", "c": [["", [], []], "x"]}
WORD: Node = {"t": "Str", "c": "word"}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("word", 2),
        ("> word", 3),
        ("> > word", 4),
        ("- a\n  - b", 4),
        ("| a |\n|---|\n| b |", 3),
        ("[@key, *p*. 3]", 4),
        ("a[^1]\n\n[^1]: b", 4),
    ],
)
def test_levels_are_counted(pandoc: Pandoc, text: str, levels: int) -> None:
    (parsed,) = pandoc.parse([text])
    assert parsed.levels == levels


def test_nodes_are_found_by_type_in_reading_order() -> None:
    cite: Node = {"t": "Cite", "c": [[{"citationId": "a", "citationPrefix": [CODE]}], [WORD]]}
    table: Node = {"t": "Table", "c": [["", [], []], [[[{"t": "Plain", "c": [cite, WORD, CODE]}]]]]}
    blocks: list[Node] = [
        {"t": "CodeBlock", "c": [["", [], []], "x"]},
        table,
        {"t": "Para", "c": [CODE]},
    ]
    document = Document(SourceFile("a.md", ""), (Fragment("body", blocks, 0, 1),))
    wanted = ("Code", "CodeBlock", "Cite")
    expected = [node for node in walk(blocks) if node["t"] in wanted]
    assert [node["t"] for node in expected] == ["CodeBlock", "Cite", "Code", "Code", "Code"]
    assert list(document.nodes(*wanted)) == expected
    assert list(document.nodes("Cite")) == [cite]
    assert list(document.nodes("Image")) == []


def test_of_a_copy_what_may_change_is_its_own_and_the_rest_is_shared(pandoc: Pandoc) -> None:
    (text,) = pandoc.read(["# Head\n\nPlain words.\n\n- *see [@a, p. 3]*\n- [link](#x)\n- item\n"])
    before = json.dumps(text)
    made, own = copied_at(text, frozenset({"Cite", "Header", "Link"}))
    assert made == text
    assert [node["t"] for node in own] == ["Header", "Cite", "Link"]
    assert own[0] is made[0]
    assert made[1] is text[1]
    assert made[2]["c"][2] is text[2]["c"][2]
    for node in walk(made):
        if node["t"] in ("Cite", "Header", "Link"):
            node["c"][0] = node["c"][1] = None
    assert json.dumps(text) == before
