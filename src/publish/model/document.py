"""A parsed text: pandoc's document tree, and where in its file it came from.

Nodes are pandoc's JSON (``{"t": "Str", "c": "word"}``), as pandoc-types 1.23
writes them. They are plain data that this package only builds and walks; every
reading and writing of them is pandoc's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from operator import itemgetter
from sys import intern
from typing import Any, TypeVar

from publish.model.place import SourceFile

T = TypeVar("T")

Node = dict[str, Any]
Path = tuple[int | str, ...]

LASTING = frozenset({"gist"})
"""What is found out of a document, and small enough to be remembered."""

_BRANCHES = (dict, list)
_WORDS = frozenset({"Str", "Space", "SoftBreak"})
"""Nine of ten nodes."""


class Trees:
    """The parsed texts of a document, each by its name: ``known``, or ``read`` when one is
    asked for first.
    """

    def __init__(
        self,
        read: Callable[[], Mapping[str, Sequence[Node]]],
        known: Mapping[str, Sequence[Node]] | None = None,
    ) -> None:
        self._read = read
        self._blocks = known

    def __getitem__(self, name: str) -> Sequence[Node]:
        if self._blocks is None:
            self._blocks = self._read()
        return self._blocks[name]

    def forget(self) -> None:
        """Let go of what was read; it is read again when it is asked for."""
        self._blocks = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """What was parsed from ``source.text[start:end]``, or is read when it is asked for.

    ``name`` is ``body``, ``summary``, ``facts.0``, ``questions.1`` or ``caption``.
    """

    name: str
    parsed: Sequence[Node] | Trees
    start: int
    end: int

    @property
    def blocks(self) -> Sequence[Node]:
        return self.parsed[self.name] if isinstance(self.parsed, Trees) else self.parsed

    def __reduce__(self) -> tuple[type[Fragment], tuple[str, Sequence[Node], int, int]]:
        return Fragment, (self.name, self.blocks, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """The parsed texts of one entry, in the order in which they are read."""

    source: SourceFile
    fragments: tuple[Fragment, ...] = ()
    unconverted: frozenset[str] = frozenset()
    """Formulas, as TeX, that no MathML can be made of."""
    _known: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def fragment(self, name: str) -> Fragment | None:
        return next((part for part in self.fragments if part.name == name), None)

    def named(self, prefix: str) -> tuple[Fragment, ...]:
        """The fragments ``prefix.0``, ``prefix.1`` … in order."""
        return tuple(part for part in self.fragments if part.name.startswith(prefix + "."))

    def nodes(self, *types: str) -> Iterator[Node]:
        """Every node of these types but words and spaces, in reading order. Nobody changes
        them: see `copied`.
        """
        known = self.once("nodes", self._by_type)
        found = merge(*(known.get(name, ()) for name in types), key=itemgetter(0))
        return (node for _, node in found)

    def once(self, name: str, work: Callable[[], T]) -> T:
        """What ``work`` finds out about this document, found out once: of one document
        there is one value of each ``name``.
        """
        if name not in self._known:
            self._known[name] = work()
        value: T = self._known[name]
        return value

    def forget(self) -> None:
        """Let go of what was found out, but for what is small, and of what can be read again;
        each is, when it is asked for.
        """
        for name in self._known.keys() - LASTING:
            del self._known[name]
        for part in self.fragments:
            if isinstance(part.parsed, Trees):
                part.parsed.forget()

    def knows(self, name: str) -> bool:
        """Whether that was found out already."""
        return name in self._known

    def _by_type(self) -> dict[str, list[tuple[int, Node]]]:
        """The nodes of each type, numbered as they are read."""
        found: dict[str, list[tuple[int, Node]]] = {}
        every = (node for part in self.fragments for node in marked(part.blocks))
        for number, node in enumerate(every):
            found.setdefault(node["t"], []).append((number, node))
        return found


def walk(tree: Any, without: frozenset[str] = frozenset()) -> Iterator[Node]:
    """Every node below ``tree``, parents before children, in reading order; none of the
    types ``without``, nor what stands below them.

    Without recursion: every check and every stage runs this loop.
    """
    pending = [tree]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            if "t" in item:
                yield item
                below = item.get("c")
                if isinstance(below, _BRANCHES):
                    pending.append(below)
                continue
            item = item.values()
        for each in reversed(item):
            if type(each) is dict:  # sooner told than by isinstance
                if each.get("t") not in without:
                    pending.append(each)
            elif type(each) is list:
                pending.append(each)


def marked(tree: Any) -> Iterator[Node]:
    """Every node below ``tree`` as `walk` goes, but words and the spaces between them."""
    return walk(tree, _WORDS)


def copied(blocks: Sequence[Node]) -> list[Node]:
    """A copy that may be changed: nodes are plain data."""
    found: list[Node] = json.loads(json.dumps(blocks))
    thin(found)
    return found


def copied_at(blocks: Sequence[Node], kinds: frozenset[str]) -> list[Node]:
    """A copy whose nodes of these ``kinds`` may be changed, with all below them; what holds none
    of them is the same as before, and isn't held twice.
    """
    return [_copied_at(block, kinds) for block in blocks]


def _copied_at(item: Any, kinds: frozenset[str]) -> Any:
    if isinstance(item, list):
        made = [_copied_at(each, kinds) if isinstance(each, _BRANCHES) else each for each in item]
        return item if all(new is old for new, old in zip(made, item, strict=True)) else made
    if item.get("t") in kinds:
        return copied([item])[0]
    below = item.get("c")
    made = _copied_at(below, kinds) if isinstance(below, list) else below
    return item if made is below else {"t": item["t"], "c": made}


_BARE: Mapping[str, Node] = {name: {"t": name} for name in ("Space", "SoftBreak", "LineBreak")}
_KNOWN: dict[str, Node] = {}
"""Nodes of words."""

_MOST_KNOWN = 50_000


def thin(tree: list[Any]) -> None:
    """Let nodes that say nothing but their type be one each, those of one word one, and types
    one text each: of a parsed text that is most of the memory. Nobody changes such a node.
    Without recursion.
    """
    pending: list[Any] = [tree]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            if "t" in item:
                item["t"] = intern(item["t"])
            pending += [each for each in item.values() if isinstance(each, _BRANCHES)]
            continue
        for at, each in enumerate(item):
            if isinstance(each, dict):
                kind: str = each.get("t", "")
                if kind == "Str":
                    item[at] = _word(each)
                elif kind in _BARE and len(each) == 1:
                    item[at] = _BARE[kind]
                else:
                    pending.append(each)
            elif isinstance(each, list):
                pending.append(each)


def _word(node: Node) -> Node:
    known = _KNOWN.get(node["c"])
    if known is None and len(_KNOWN) < _MOST_KNOWN:
        known = _KNOWN[node["c"]] = {"t": "Str", "c": node["c"]}
    return known or node


def is_deeper(blocks: Sequence[Node], levels: int) -> bool:
    """Whether nodes stand in one another more than ``levels`` deep. Without recursion."""
    level: list[Any] = list(blocks)
    for _ in range(levels):
        level = [node for item in level for node in _children(item)]
        if not level:
            return False
    return True


def _children(node: Node) -> Iterator[Node]:
    """The nodes right below ``node``, whatever lists they stand in."""
    content = node.get("c")
    pending = [content] if isinstance(content, list) else []
    while pending:
        for item in pending.pop():
            if isinstance(item, list):
                pending.append(item)
            elif isinstance(item, dict):
                if "t" in item:
                    yield item
                else:  # a citation, whose prefix and suffix are lists of nodes
                    pending.extend(each for each in item.values() if isinstance(each, list))


def plain_text(tree: Any) -> str:
    """The words of ``tree`` as one line; notes and citations in brackets left out."""
    parts: list[str] = []
    _collect_text(tree, parts)
    return " ".join("".join(parts).split())


def _collect_text(tree: Any, parts: list[str]) -> None:
    if isinstance(tree, list | tuple):
        for item in tree:
            _collect_text(item, parts)
    elif isinstance(tree, dict):
        kind = tree.get("t")
        content: Any = tree.get("c")
        if kind == "Str":
            parts.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
        elif kind in ("Code", "Math"):
            parts.append(content[1])
        elif kind == "Quoted":
            opening, closing = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            parts.append(opening)
            _collect_text(content[1], parts)
            parts.append(closing)
        elif kind == "Cite" and content[0][0]["citationMode"]["t"] != "AuthorInText":
            while parts and parts[-1] == " ":
                parts.pop()
        elif kind not in ("Note", "RawInline", "RawBlock"):
            _collect_text(content, parts)


def text_node(text: str) -> list[Node]:
    """Inlines for plain words; a space that doesn't break stays one."""
    inlines: list[Node] = []
    for index, word in enumerate(re.findall(r"[^ \t\n]+", text)):
        if index:
            inlines.append({"t": "Space"})
        inlines.append({"t": "Str", "c": word})
    return inlines


def attributes(identifier: str = "", classes: Sequence[str] = (), **pairs: str) -> list[Any]:
    """Pandoc's Attr: identifier, classes, key–value pairs."""
    return [identifier, list(classes), [[key, value] for key, value in pairs.items()]]


def div(blocks: Sequence[Node], identifier: str = "", classes: Sequence[str] = ()) -> Node:
    return {"t": "Div", "c": [attributes(identifier, classes), list(blocks)]}


def citation(keys: Sequence[str]) -> Node:
    """A Cite node for ``[@a; @b]``."""
    items = [
        {
            "citationId": key,
            "citationPrefix": [],
            "citationSuffix": [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 1,
            "citationHash": 0,
        }
        for key in keys
    ]
    shown = "[" + "; ".join("@" + key for key in keys) + "]"
    return {"t": "Cite", "c": [items, text_node(shown)]}
