"""Text taken out of the long dossier is that of its document, word by word.

Two tools that know nothing of each other are asked; both read the pages' content, not
the structure. What differs is explained here, and nothing else may.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conftest import unproved
from tests.structure.html import Expectation
from tests.structure.node import Node
from tests.structure.pdf import Structure, structure
from tests.structure.words import (
    EXTRACTORS,
    around,
    available,
    extracted,
    runs_from_right,
    unexplained,
    wanted,
)
from tests.torture.made import Made, torture

RAISED = {"x2,": ("x", ",", "2")}
"""A raised figure is told on a line of its own."""

STOP = {"CNN.": ("CNN",), "Mask": (".Mask",)}
"""A stop behind Latin words in a line from right to left stands at the line's left end:
``.Mask R-CNN`` is what is seen, and both tools tell it so."""

MARKS = ("\N{ARABIC SHADDA}",)
"""Poppler tells a mark over a letter apart from it, where the font draws it by itself."""


@pytest.fixture(scope="module")
def long() -> Made:
    return torture()


@pytest.fixture(scope="module")
def tree(long: Made) -> Node:
    return Expectation().tree(long.document)


@pytest.fixture(scope="module")
def found(long: Made) -> Structure:
    return structure(long.data)


@pytest.mark.judge
@pytest.mark.parametrize("tool", EXTRACTORS)
def test_the_words_of_the_document_are_those_of_the_pages(
    long: Made, tree: Node, found: Structure, tool: str, tmp_path
) -> None:
    shown = _extracted(long, found, tool, tmp_path)
    asked = Counter(wanted(tree)) + Counter(around(found))
    missing, extra = unexplained(asked - shown, shown - asked)
    explained = RAISED | STOP
    assert {piece for piece in missing if not runs_from_right(piece)} <= {*explained}
    additional = {part for parts in explained.values() for part in parts} | {*MARKS}
    assert {piece for piece in extra if not runs_from_right(piece)} <= additional


@pytest.mark.judge
@pytest.mark.parametrize("tool", EXTRACTORS)
def test_right_to_left_text_has_the_same_letters(
    long: Made, tree: Node, found: Structure, tool: str, tmp_path
) -> None:
    """Which letters stand on which side of a space and of a stop, a tool has to guess from
    where they are drawn; the structure tree tells it (see `test_structure`)."""
    shown = _extracted(long, found, tool, tmp_path)
    asked = Counter(wanted(tree)) + Counter(around(found))
    assert _letters(shown) == _letters(asked)


def _extracted(long: Made, found: Structure, tool: str, folder) -> Counter[str]:
    if reason := available(tool):
        unproved(reason)
    heads = {
        text.strip()
        for page in found.pages
        for kind, text in page.artifacts
        if kind == "Pagination/Header" and text.strip()
    }
    return Counter(extracted(long.data, tool, folder, tuple(sorted(heads))))


def _letters(pieces: Counter[str]) -> Counter[str]:
    return Counter(char for piece in pieces.elements() for char in piece if runs_from_right(char))
