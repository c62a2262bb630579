"""What the rest of a project asks of a text, found once and small enough to be kept: with it
most checks are done without the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from publish.model.document import Document
from publish.model.nodes import Node, plain_text, walk

DECORATIVE = "decorative"
"""The class of an image that tells nothing: ``![](line.png){.decorative}``."""


class Picture(NamedTuple):
    """An image in a text: its address, and its alternative text."""

    address: str
    alt: str
    decorative: bool


class Gist(NamedTuple):
    """``cited`` are the keys of all citations, in reading order, ``citing_facts`` the fragments
    of facts that have any; ``links`` and ``anchors`` what is linked to, and can be; ``summary``
    is plain text, ``beyond_ascii`` the characters of the file that ASCII hasn't, each once.
    """

    cited: tuple[str, ...]
    citing_facts: frozenset[str]
    cites_in_heading: bool
    links: tuple[str, ...]
    anchors: frozenset[str]
    pictures: tuple[Picture, ...]
    summary: str | None
    beyond_ascii: str


def gist(document: Document) -> Gist:
    """The gist of a document, found once."""
    return document.once("gist", lambda: _gist(document))


def _gist(document: Document) -> Gist:
    summary = document.fragment("summary")
    return Gist(
        tuple(item["citationId"] for node in document.nodes("Cite") for item in node["c"][0]),
        frozenset(part.name for part in document.named("facts") if _cites(part.blocks)),
        any(_cites(node["c"][2]) for node in document.nodes("Header")),
        tuple(node["c"][2][0] for node in document.nodes("Link")),
        frozenset(_anchors(document)),
        tuple(map(picture, document.nodes("Image"))),
        plain_text(summary.blocks) if summary else None,
        "".join(sorted(char for char in set(document.source.text) if not char.isascii())),
    )


def _cites(tree: Any) -> bool:
    return any(node["t"] == "Cite" for node in walk(tree))


def _anchors(document: Document) -> Iterator[str]:
    """The identifiers that links into a document can name."""
    for node in document.nodes(
        "Header", "Div", "Span", "Code", "CodeBlock", "Link", "Image", "Table", "Figure"
    ):
        content = node["c"]
        if identifier := (content[1] if node["t"] == "Header" else content[0])[0]:
            yield identifier


def picture(image: Node) -> Picture:
    """What stands for an image that isn't seen."""
    (_, classes, pairs), inlines, (address, _) = image["c"]
    alt = str(dict(pairs).get("alt", "") or plain_text(inlines)).strip()
    return Picture(address, alt, DECORATIVE in classes)
