"""The structure tree of any PDF, walked without trust: it may be deep, broken or a ring."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

UNREADABLE = (
    pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError,
)  # fmt: skip
"""What pikepdf raises where a file isn't what it seems."""

_REFERENCE = re.compile(rb"\b(\d+) (\d+) R\b")

MOST = 1_000_000
"""Structure elements that are looked at in one file."""


def children(element: Any) -> Iterator[Any]:
    """The structure elements right below an element, or the tree's root."""
    for kid in kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def kids(element: Any) -> Iterator[Any]:
    """All that hangs below an element: elements, numbers of marks, references."""
    below = element.get("/K")
    if isinstance(below, Array):
        yield from below
    elif below is not None:
        yield below


def references(below: Any, beside: re.Pattern[bytes] | None = None) -> list[tuple[int, int]]:
    """Numbers and generations of what an array leads to, or what alone stands in its place; read
    without opening any of it. Raises `ValueError` where something isn't an object of its own, nor
    what may stand ``beside``.
    """
    if below.is_indirect and not isinstance(below, Array):
        return [below.objgen]
    spelt = below.unparse(resolved=True)
    spelt = spelt if beside is None else beside.sub(b"", spelt)
    found = [(int(number), int(generation)) for number, generation in _REFERENCE.findall(spelt)]
    if _REFERENCE.sub(b"", spelt).split() != [b"[", b"]"]:
        raise ValueError("an array holds more than references")
    return found


def structure_elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every structure element, in reading order."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return
    todo = [*reversed(list(children(root)))]
    seen: set[tuple[int, int]] = set()
    while todo and len(seen) < MOST:
        element = todo.pop()
        if element.is_indirect:
            if element.objgen in seen:
                continue
            seen.add(element.objgen)
        yield element
        todo.extend(reversed(list(children(element))))


def within(element: Any) -> Iterator[Any]:
    """An element and those below it, in reading order."""
    todo, left = [element], 10_000
    while todo and left:
        node, left = todo.pop(), left - 1
        yield node
        todo.extend(reversed(list(children(node))))
