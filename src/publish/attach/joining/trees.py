"""Name trees and number trees to plain mappings, and back (ISO 32000-2, 7.9.6 and 7.9.7).

Keys of name trees are bytes, as they stand in the file: two that look the same in
different encodings are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Pdf, String

from publish.attach.joining.objects import identity, items

LEAF = 64
"""So many entries stand in a leaf."""


def names(tree: Any) -> dict[bytes, Any]:
    """What a name tree holds; of two entries with one name the first."""
    found: dict[bytes, Any] = {}
    for key, value in _pairs(tree, "/Names"):
        if isinstance(key, String):
            found.setdefault(bytes(key), value)
    return found


def numbers(tree: Any) -> dict[int, Any]:
    """What a number tree holds; of two entries with one number the first."""
    found: dict[int, Any] = {}
    for key, value in _pairs(tree, "/Nums"):
        if isinstance(key, int) and not isinstance(key, bool):
            found.setdefault(key, value)
    return found


def name_tree(pdf: Pdf, entries: Mapping[bytes, Any]) -> Dictionary:
    """A name tree that holds ``entries``."""
    return _tree(pdf, "/Names", [(String(key), entries[key]) for key in sorted(entries)])


def number_tree(pdf: Pdf, entries: Mapping[int, Any]) -> Dictionary:
    """A number tree that holds ``entries``."""
    return _tree(pdf, "/Nums", [(key, entries[key]) for key in sorted(entries)])


def _pairs(tree: Any, leaf: str) -> Iterator[tuple[Any, Any]]:
    """Keys and values from left to right; no node is entered twice."""
    todo, seen = [tree], set()
    while todo:
        node = todo.pop()
        if not isinstance(node, Dictionary) or identity(node) in seen:
            continue
        seen.add(identity(node))
        held = iter(items(node, leaf))
        yield from zip(held, held, strict=False)
        todo.extend(reversed(items(node, "/Kids")))


def _tree(pdf: Pdf, leaf: str, entries: list[tuple[Any, Any]]) -> Dictionary:
    """A root that is a leaf itself, or has leaves only, for which there is no limit."""
    if len(entries) <= LEAF:
        return pdf.make_indirect(Dictionary({leaf: _flat(entries)}))
    kids = []
    for start in range(0, len(entries), LEAF):
        part = entries[start : start + LEAF]
        limits = Array([part[0][0], part[-1][0]])
        kids.append(pdf.make_indirect(Dictionary({"/Limits": limits, leaf: _flat(part)})))
    return pdf.make_indirect(Dictionary(Kids=Array(kids)))


def _flat(entries: list[tuple[Any, Any]]) -> Array:
    return Array([item for entry in entries for item in entry])
