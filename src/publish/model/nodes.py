"""Pandoc's nodes: walked, copied, made thin, read as plain words, and made of these.

Nodes are pandoc's JSON (``{"t": "Str", "c": "word"}``), as pandoc-types 1.23
writes them. They are plain data that this package only builds and walks; every
reading and writing of them is pandoc's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import is_
from sys import intern
from typing import Any

Node = dict[str, Any]
Path = tuple[int | str, ...]

_BRANCHES = (dict, list)
_WORDS = frozenset({"Str", "Space", "SoftBreak"})
"""Nine of ten nodes."""


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
        pending += [
            each
            for each in reversed(item)
            if (type(each) is dict and each.get("t") not in without) or type(each) is list
        ]


def marked(tree: Any) -> Iterator[Node]:
    """Every node below ``tree`` as `walk` goes, but words and the spaces between them."""
    return walk(tree, _WORDS)


def copied(blocks: Sequence[Node]) -> list[Node]:
    """A copy that may be changed, but for the nodes of words: nobody changes these."""
    return [_copied(block) for block in blocks]


def _copied(item: Any) -> Any:
    if type(item) is dict:
        return item if item.get("t") in _WORDS else {key: _copied(item[key]) for key in item}
    return [_copied(each) for each in item] if type(item) is list else item


def copied_at(blocks: Sequence[Node], kinds: frozenset[str]) -> tuple[list[Node], list[Node]]:
    """A copy whose nodes of these ``kinds`` may be changed, with all below them; what holds none
    of them is the same as before, and isn't held twice. And these nodes, the outermost, in
    reading order.
    """
    own: list[Node] = []
    return [_copied_at(block, kinds, own) for block in blocks], own


def _copied_at(item: Any, kinds: frozenset[str], own: list[Node]) -> Any:
    if isinstance(item, list):
        made = [
            _copied_at(each, kinds, own)
            if type(each) is list or (type(each) is dict and each.get("t") not in _WORDS)
            else each
            for each in item
        ]
        return item if all(map(is_, made, item)) else made
    if item.get("t") in kinds:
        own += copied([item])
        return own[-1]
    below = item.get("c")
    made = _copied_at(below, kinds, own) if isinstance(below, list) else below
    return item if made is below else {"t": item["t"], "c": made}


_BARE: Mapping[str, Node] = {name: {"t": name} for name in ("Space", "SoftBreak", "LineBreak")}
_KNOWN: dict[str, Node] = {}
"""Nodes of words."""

_MOST_KNOWN = 50_000


def thin(blocks: list[Any]) -> int:
    """Let nodes that say nothing but their type be one each, those of one word one, and types
    one text each: of a parsed text that is most of the memory. Nobody changes such a node.

    How many levels of nodes stand in one another. Without recursion.
    """
    levels, pending = 0, [blocks]
    while pending:
        below, has_nodes = list[list[Any]](), False
        while pending:
            item = pending.pop()
            for at, each in enumerate(item):
                if type(each) is list:
                    pending.append(each)
                elif type(each) is dict:
                    kind = each.get("t")
                    if kind is None:  # a citation, whose prefix and suffix are lists of nodes
                        pending.append([*each.values()])
                        continue
                    has_nodes = True
                    if kind == "Str":
                        item[at] = _word(each)
                    elif kind in _BARE and len(each) == 1:
                        item[at] = _BARE[kind]
                    else:
                        each["t"] = intern(kind)
                        if type(content := each.get("c")) is list:
                            below.append(content)
        levels += has_nodes
        pending = below
    return levels


def _word(node: Node) -> Node:
    known = _KNOWN.get(node["c"])
    if known is None and len(_KNOWN) < _MOST_KNOWN:
        known = _KNOWN[node["c"]] = {"t": "Str", "c": node["c"]}
    return known or node


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
