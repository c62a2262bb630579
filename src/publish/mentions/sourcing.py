"""Placements to edits that write their citations into the author's Markdown.

The parsed text says where a citation belongs between words; where that is among the
marks of the source (``*``, ``]{.x}``, ``"``) is only guessed here. So each placement
gets its options, likeliest first, and who parses the outcome tells which is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from publish.mentions.insertion import abuts, tight
from publish.mentions.placement import Placement
from publish.model.document import Document
from publish.model.edit import Edit
from publish.model.nodes import Node
from publish.model.passages import OBJECT, Passage

_PLAIN_KEY = re.compile(r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*")
_CLOSING = re.compile(r"[*_~^`>\]\"'”’»›》」』]|\{[^}\n]*\}|\((?=[^)\n]*\))[^)\n]*\)")
_SPACE = re.compile(rf"\s*{OBJECT}")
_WRAPPERS = frozenset({"emphasis", "quoted", "script", "smallcaps", "strikeout", "link"})


def options(passage: Passage, placement: Placement) -> tuple[Edit, ...]:
    """The edits that may write this citation, the likeliest first; none where the
    passage wasn't found in its file.

    ``passage`` is the placement's own, with its places in the file.
    """
    if passage.source is None or not passage.offsets or not placement.end:
        return ()
    return tuple(dict.fromkeys(_options(passage, passage.source.text, placement)))


def _options(passage: Passage, source: str, placement: Placement) -> Iterator[Edit]:
    assert passage.source is not None
    path = passage.source.path
    written = _written(placement)
    if placement.end > placement.offset:
        start = passage.offsets[placement.offset]
        end = passage.offsets[placement.end - 1] + 1
        space = " " if abuts(source[max(start - 1, 0) : start]) else ""
        yield Edit(path, start, end, f"{space}[{written}]")
    if (beside := _cluster(passage, source, placement.end)) is not None:
        yield Edit(path, beside, beside, f"{written}; ")
    space = "" if tight(passage.text, placement.end) else " "
    for at in _spots(passage, source, placement.end):
        yield Edit(path, at, at, f"{space}[{written}]")


def _written(placement: Placement) -> str:
    """What stands between the brackets: ``@a; @b``, ``-@a``, ``see @a, p. 3``."""
    sign = "-@" if placement.year_only else "@"
    items = []
    for key, beside in placement.items:
        before = f"{beside.before} " if beside.before else ""
        items.append(f"{before}{sign}{_braced(key)}{beside.behind}".replace("\xa0", " "))
    return "; ".join(items)


def _braced(key: str) -> str:
    """A key as pandoc reads it; unusual ones stand in braces."""
    return key if _PLAIN_KEY.fullmatch(key) else "{" + key + "}"


def _cluster(passage: Passage, source: str, offset: int) -> int | None:
    """Where the author's own cluster, which stands right behind, begins."""
    behind = _SPACE.match(passage.text, offset)
    if behind is None:
        return None
    cite = next((s for s in passage.spans if s.start == behind.end() - 1), None)
    if cite is None or cite.kind != "citation" or cite.narrative:
        return None
    bracket = source.rfind("[", passage.offsets[offset - 1], passage.offsets[cite.start] + 1)
    return bracket + 1 if bracket >= 0 else None


def _spots(passage: Passage, source: str, offset: int) -> Iterator[int]:
    """The places in the source that may be ``offset``: behind the word before it, and
    behind each mark that closes there.
    """
    spots = [passage.offsets[offset - 1] + 1]
    while mark := _CLOSING.match(source, spots[-1]):
        spots.append(mark.end())
    closes = any(s.end == offset and s.kind in _WRAPPERS for s in passage.spans)
    yield from reversed(spots) if closes else spots


# -- comparing ------------------------------------------------------------------


def essence(document: Document) -> dict[str, Any]:
    """What of a document counts: its fragments without what pandoc writes for itself
    (how a citation looked, its number) and however words are cut.
    """
    return {part.name: [_bare(block) for block in part.blocks] for part in document.fragments}


def _bare(tree: Any) -> Any:
    if isinstance(tree, list):
        return _joined([_bare(item) for item in tree])
    if not isinstance(tree, dict):
        return tree
    if tree.get("t") == "Cite":
        return {"t": "Cite", "c": [_item(item) for item in tree["c"][0]]}
    return {name: _bare(value) for name, value in tree.items()}


def _item(item: Node) -> Node:
    return {**_bare(item), "citationNoteNum": 0, "citationHash": 0}


def _joined(nodes: Sequence[Any]) -> list[Any]:
    """Neighbouring words as one, as where a citation was set into the midst of one."""
    found: list[Any] = []
    for node in nodes:
        last: Any = found[-1] if found else None
        if all(isinstance(n, dict) and n.get("t") == "Str" for n in (last, node)):
            found[-1] = {"t": "Str", "c": last["c"] + node["c"]}
        else:
            found.append(node)
    return found
