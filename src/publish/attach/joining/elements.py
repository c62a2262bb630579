"""A structure tree to its elements in reading order, however it is woven (ISO 32000-2, 14.7.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pikepdf import Array, Dictionary, Pdf

from publish.attach.joining.objects import entry, identity

_TYPES = """
Document DocumentFragment Part Art Div Sect Aside BlockQuote TOC TOCI Index NonStruct Private Title
FENote Sub P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note
Reference BibEntry Code Link Annot Em Strong Ruby RB RT RP Warichu WT WP Figure Formula Form Caption
Artifact
"""
STANDARD_TYPES = frozenset(f"/{name}" for name in _TYPES.split())
"""What types mean without a role map (ISO 32000-1, 14.8.4; ISO 32000-2, 14.8.4)."""

LISTS = ("/L", "/TOC")

DEEPEST = 20
"""So far below the top a list is looked for."""

_REFERENCES = ("/MCR", "/OBJR")


def kids(node: Any) -> list[Any]:
    """What stands right below an element or the root: elements, content, objects."""
    value = node.get("/K") if isinstance(node, Dictionary) else None
    if isinstance(value, Array):
        return list(value)
    return [] if value is None else [value]


def put_kids(pdf: Pdf, node: Dictionary, below: Sequence[Any]) -> None:
    """Make ``below`` all that stands right below an element or the root."""
    node.K = pdf.make_indirect(Array(below))


def is_element(kid: Any) -> bool:
    """Whether a kid is an element, not a piece of content."""
    return isinstance(kid, Dictionary) and "/S" in kid and kid.get("/Type") not in _REFERENCES


def elements(tree: Any) -> Iterator[tuple[int, Dictionary]]:
    """The elements below a node with their depth from 0, in reading order; each once."""
    seen: set[object] = set()
    todo = [(0, kid) for kid in reversed(kids(tree))]
    while todo:
        depth, element = todo.pop()
        if not is_element(element) or identity(element) in seen:
            continue
        seen.add(identity(element))
        yield depth, element
        todo.extend((depth + 1, kid) for kid in reversed(kids(element)))


def to_list(top: Any, end: Literal[0, -1]) -> list[Any]:
    """The elements from ``top`` to the list that it begins (0) or ends (-1) with, which it may be
    itself; nothing where there is none.
    """
    path = [top]
    while is_element(path[-1]) and len(path) < DEEPEST:
        if path[-1].S in LISTS:
            return path
        path.append((kids(path[-1]) or [None])[end])
    return []


def first_page(element: Any, index: Mapping[object, int]) -> int | None:
    """The index of the first page that an element has content on; None, nobody knows."""
    for node in (element, *(below for _, below in elements(element))):
        for holder in (node, *kids(node)):
            page = entry(holder, "/Pg", Dictionary)
            if page is not None and identity(page) in index:
                return index[identity(page)]
    return None
