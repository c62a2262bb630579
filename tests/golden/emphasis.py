"""A piece of HTML to what is set apart in it: italics, bold, small capitals, raised, lowered."""

from __future__ import annotations

from typing import Any

from lxml import html

_KINDS = {
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "strong": "bold",
    "sup": "sup",
    "sub": "sub",
    "smallcaps": "small capitals",
}

Emphases = tuple[tuple[str, str], ...]
"""Kind and words of each, in the order of the text; punctuation at the ends doesn't count."""


def emphases(element: Any) -> Emphases:
    found = []
    for node in element.iter():
        kind = _kind(node) if isinstance(node.tag, str) else None
        words = " ".join(node.text_content().split()).strip("., ;:") if kind else ""
        if kind and words and node.get("role") is None:
            found.append((kind, words))
    return tuple(found)


def emphases_of_markup(markup: str) -> Emphases:
    return emphases(html.fragment_fromstring(markup, create_parent="div"))


def _kind(node: Any) -> str | None:
    if node.tag != "span":
        return _KINDS.get(node.tag)
    said = f"{node.get('style', '')} {node.get('class', '')}"
    return "small capitals" if "small-caps" in said or "smallcaps" in said else None
