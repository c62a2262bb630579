"""A document and placements to the document with its citations set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from publish.mentions.normalise import UNSPACED
from publish.mentions.placement import Placement
from publish.model.document import Document, Fragment
from publish.model.frozen import replace
from publish.model.nodes import Node, citation, copied, text_node
from publish.model.passages import OBJECT, Passage, Segment, passages

_WIDE = re.compile(rf"[{UNSPACED}\u3000-\u303f\uff00-\uffef]")
"""Characters beside which no space is set."""


def set_citations(document: Document, placements: Iterable[Placement]) -> Document:
    """A copy of ``document`` with a citation at each placement; the original and its
    nodes stay as they are.
    """
    texts = passages(document, located=False)
    by_fragment: dict[str, list[Placement]] = {}
    for placement in placements:
        by_fragment.setdefault(texts[placement.passage].fragment, []).append(placement)
    if not by_fragment:
        return document
    return document.having(
        _cited(part, by_fragment[part.name], texts) if part.name in by_fragment else part
        for part in document.fragments
    )


def _cited(
    fragment: Fragment, placements: Sequence[Placement], texts: Sequence[Passage]
) -> Fragment:
    blocks = copied(fragment.blocks)
    # From the end to the beginning, so that paths and offsets before stay true; a
    # note's passages come behind the paragraph that holds the note.
    for placement in sorted(placements, key=lambda p: (p.passage, p.offset), reverse=True):
        passage = texts[placement.passage]
        _set(_at(blocks, passage.container), passage, placement)
    return replace(fragment, parsed=blocks)


def _at(tree: Any, path: Iterable[int | str]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _set(inlines: list[Node], passage: Passage, placement: Placement) -> None:
    if placement.end > placement.offset and _replaced(inlines, passage, placement):
        return
    offset = placement.end
    segment = next((s for s in reversed(passage.segments) if s.start < offset), None)
    if segment is None:
        inlines[:0] = [_cite(placement), {"t": "Space"}]
        return
    inlines, index, whole = _spot(inlines, segment)
    behind = inlines[index + 1 : index + 3]
    at_end = whole or offset >= segment.end
    if at_end and (cite := _joinable(behind)):
        cite["c"][0][:0] = _cite(placement)["c"][0]
        return
    new = [] if tight(passage.text, offset) else [{"t": "Space"}]
    new.append(_cite(placement))
    if not at_end:
        text = inlines[index]["c"]
        cut = offset - segment.start
        inlines[index] = {"t": "Str", "c": text[:cut]}
        new.append({"t": "Str", "c": text[cut:]})
    inlines[index + 1 : index + 1] = new


def _spot(inlines: list[Node], segment: Segment) -> tuple[list[Node], int, bool]:
    """The list that takes the citation, the node before it, and whether it goes
    behind that node as a whole (other than a Str, which may be split).
    """
    path = segment.path
    while len(path) > 1 and inlines[int(path[0])]["t"] == "Span":
        inlines, path = inlines[int(path[0])]["c"][1], path[3:]
    index = int(path[0])
    return inlines, index, len(path) > 1 or inlines[index]["t"] != "Str"


def _joinable(behind: Sequence[Node]) -> Node | None:
    """The author's own citation right behind, which the new one joins."""
    for node in behind:
        if node["t"] == "Cite":
            return node if node["c"][0][0]["citationMode"]["t"] == "NormalCitation" else None
        if node["t"] not in ("Space", "SoftBreak"):
            return None
    return None


def _replaced(inlines: list[Node], passage: Passage, placement: Placement) -> bool:
    """Put the citation in the stead of the characters that give way to it, if these
    are plain words.
    """
    within = [s for s in passage.segments if placement.offset < s.end and s.start < placement.end]
    if not within or any(
        len(s.path) > 1 or inlines[int(s.path[0])]["t"] not in _WORDS for s in within
    ):
        return False
    first, last = within[0], within[-1]
    left = _text(inlines, first)[: placement.offset - first.start]
    right = _text(inlines, last)[placement.end - last.start :]
    new: list[Node] = [{"t": "Str", "c": left}] if left else []
    new += [{"t": "Space"}] if abuts(left) else []
    new.append(_cite(placement))
    new += [{"t": "Str", "c": right}] if right else []
    inlines[int(first.path[0]) : int(last.path[0]) + 1] = new
    return True


_WORDS = frozenset({"Str", "Space", "SoftBreak"})


def _text(inlines: Sequence[Node], segment: Segment) -> str:
    node = inlines[int(segment.path[0])]
    return str(node["c"]) if node["t"] == "Str" else " "


def _cite(placement: Placement) -> Node:
    node = citation(placement.keys)
    for item, (_, beside) in zip(node["c"][0], placement.items, strict=True):
        item["citationPrefix"] = text_node(beside.before)
        item["citationSuffix"] = text_node(beside.behind)
        if placement.year_only:
            item["citationMode"] = {"t": "SuppressAuthor"}
    return node


def abuts(left: str) -> bool:
    """Whether a citation that takes the place of words needs a space before it."""
    return bool(left) and (left[-1].isalnum() or left[-1] in ".,’'") and not _WIDE.search(left[-1])


def tight(text: str, offset: int) -> bool:
    """Whether the citation stands without a space: beside an unspaced script."""
    beside = text[max(offset - 1, 0) : offset + 1].replace(OBJECT, "")
    return _WIDE.search(beside) is not None
