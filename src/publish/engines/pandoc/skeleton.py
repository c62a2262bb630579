"""A text → what citing needs of it, and the rest, into which what was cited goes back.

Citations of many texts are rendered together, for their numbers and what tells them apart hang
on all of them. The texts themselves needn't be there: citeproc looks at the citations in their
order, and moves punctuation and spaces right beside them. So of each paragraph that cites
something that is sent, with a mark for each longer run of words; paragraphs that cite nothing
aren't. The outcome is the same, and takes room for the citations only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from msgspec import json

from publish.model.expressions import expression
from publish.model.frozen import Frozen, field
from publish.model.nodes import Node, marked

_CONTAINERS = frozenset({"Div", "BlockQuote", "BulletList", "OrderedList", "Table", "Figure"})
"""Blocks that hold blocks, and no words of their own but a short caption."""

_WORDS = frozenset({"Str", "Space", "SoftBreak", "LineBreak", "Code", "Math", "RawInline"})
"""Most of a text, and nothing stands in them."""

_CITED = expression(r'\{"t":"Cited","c":(\d+)\}')
_RUN = expression(r'\{"t":"RawInline","c":\["run of words","(\d+)"\]\}')
"""Marks, as msgspec writes JSON and as pandoc does. No text has what looks like them."""

_SHORTEST = 4
"""Inlines; a shorter run is sent as it is."""


class Skeleton(Frozen):
    """``citing`` are the blocks of a text that cite something, cut down; ``rest`` is the text
    with a mark in place of each, ``runs`` are the words that were cut out of them.
    """

    citing: list[Node] = field(default_factory=list)
    rest: list[Any] = field(default_factory=list)
    runs: list[Sequence[Node]] = field(default_factory=list)

    @classmethod
    def of(cls, blocks: Sequence[Node]) -> Skeleton:
        found = cls()
        found.rest.extend(found._taken(list(blocks)))
        return found

    def filled(self, cited: Sequence[str]) -> str:
        """The whole text as JSON, with its citing blocks, ``cited``, as JSON too."""
        text = json.encode(document(self.rest)).decode()
        runs = [json.encode(run)[1:-1].decode() for run in self.runs]
        return _put(_put(text, _CITED, cited), _RUN, runs)

    def _taken(self, tree: Any) -> Any:
        """A list of blocks, or what holds such lists, without the blocks that cite."""
        if isinstance(tree, list):
            return [self._taken(each) for each in tree]
        if not isinstance(tree, dict) or not _cites(tree):
            return tree
        if _holds_blocks(tree):
            return {"t": tree["t"], "c": self._taken(tree["c"])}
        self.citing.append(self._cut(tree))
        return {"t": "Cited", "c": len(self.citing)}

    def _cut(self, block: Node) -> Node:
        if block["t"] not in ("Para", "Plain"):
            return block
        return {"t": block["t"], "c": [*self._shortened(block["c"])]}

    def _shortened(self, inlines: Sequence[Node]) -> Iterator[Node]:
        """Inlines with marks for all that is no neighbour of a citation."""
        is_behind = False
        end = max(at for at, each in enumerate(inlines) if _cites(each))
        at = 0
        for cites, group in groupby(inlines, key=_cites):
            run = list(group)
            at += len(run)
            if cites:
                yield from map(_without_source, run)
                is_behind = True
                continue
            first = _neighbours(run) if is_behind else 0
            last = len(run) - 2 if at <= end else len(run)
            if last - first < _SHORTEST:
                yield from run
                continue
            self.runs.append(run[first:last])
            yield from (*run[:first], _mark(len(self.runs)), *run[last:])


def document(blocks: Sequence[Any]) -> dict[str, Any]:
    """Blocks as a document of pandoc's."""
    return {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": list(blocks)}


def _put(text: str, mark: re.Pattern[str], parts: Sequence[str]) -> str:
    """JSON with all parts in place of their marks."""
    whole, used = mark.subn(lambda found: parts[int(found[1]) - 1], text)
    assert used == len(parts), "a part of the text was lost"
    return whole


def _mark(number: int) -> Node:
    """What no text that was read has: raw pieces of it are words."""
    return {"t": "RawInline", "c": ["run of words", str(number)]}


def _without_source(node: Node) -> Node:
    """A citation without the words that it was written in, for others come in their place."""
    return {"t": "Cite", "c": [node["c"][0], []]} if node["t"] == "Cite" else node


def _neighbours(run: Sequence[Node]) -> int:
    """How many inlines behind a citation may lend it their punctuation: all up to a word."""
    words = (at for at, each in enumerate(run, 1)
             if each["t"] == "Str" and any(char.isalnum() for char in each["c"]))  # fmt: skip
    return next(words, len(run))


def _cites(tree: Mapping[str, Any]) -> bool:
    return tree["t"] not in _WORDS and any(node["t"] == "Cite" for node in marked(tree))


def _holds_blocks(block: Node) -> bool:
    kind = block["t"]
    has_short_caption = kind in ("Table", "Figure") and block["c"][1][0] is not None
    return kind in _CONTAINERS and not has_short_caption
