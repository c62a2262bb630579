"""A structure element as both sides tell it, and where two trees differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

IMAGE = "\ufffc"
"""Stands in a text for a picture."""

_BLOCKS = (
    "P H1 H2 H3 H4 H5 H6 Lbl LBody TH TD Caption Note FENote BibEntry Document Part Sect Div "
    "Aside BlockQuote Figure TOCI Index"
)
BLOCKS = frozenset(_BLOCKS.split())
"""Types that end a word."""


@dataclass(slots=True)
class Node:
    """An element: its type, what is said of it, its words and elements in order.

    ``implied`` paragraphs stand around words that have no paragraph of their own.
    """

    type: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Node | str] = field(default_factory=list)
    implied: bool = False

    def add(self, kid: Node | str) -> None:
        """A new last child; words are joined to those before them."""
        if isinstance(kid, str) and self.kids and isinstance(self.kids[-1], str):
            self.kids[-1] += kid
        elif kid != "":
            self.kids.append(kid)

    def all(self) -> Iterator[Node]:
        """This node and those below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.all()

    @property
    def words(self) -> str:
        """The words of a block, those of blocks in it left out."""
        return plain("".join(self._pieces()))

    def _pieces(self) -> Iterator[str]:
        for kid in self.kids:
            if isinstance(kid, str):
                yield kid
            elif kid.type not in BLOCKS:
                yield from kid._pieces()


def plain(text: str) -> str:
    """Words between single spaces, without the marks of where a word may be parted."""
    return " ".join(text.replace("\u00ad", "").split())


def differences(wanted: Node, found: Node, path: str = "") -> Iterator[str]:
    """Where ``found`` isn't as it has to be, a line for each; none is good."""
    path = f"{path}/{wanted.type}"
    if wanted.type != found.type:
        yield f"{path}: is {found.type}, which says `{found.words[:60]}`"
        return
    for name in sorted({*wanted.attributes, *found.attributes}):
        there, here = wanted.attributes.get(name), found.attributes.get(name)
        if there != here:
            yield f"{path}: {name} is {here!r}, not {there!r}: `{wanted.words[:60]}`"
    if wanted.type in BLOCKS and wanted.words != found.words:
        yield f"{path}: says `{_beside(found.words, wanted.words)}`"
    pairs = zip_longest(_kids(wanted), _kids(found))
    for number, (one, other) in enumerate(pairs, 1):
        place = f"{path}[{number}]"
        if isinstance(one, Node) and isinstance(other, Node):
            yield from differences(one, other, place)
        elif one != other:
            yield f"{place}: is {_shown(other)}, not {_shown(one)}"


def _kids(node: Node) -> list[Node | str]:
    """The children; words without spaces, since a line's end may put one in either of two."""
    texts = (k if isinstance(k, Node) else "".join(plain(k).split()) for k in node.kids)
    return [kid for kid in texts if kid != ""]


def _shown(kid: Node | str | None) -> str:
    if kid is None:
        return "missing"
    return f"`{kid[:60]}`" if isinstance(kid, str) else f"a {kid.type} `{kid.words[:60]}`"


def _beside(found: str, wanted: str) -> str:
    """Two texts from shortly before they part."""
    at = next((i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), None)
    at = min(len(found), len(wanted)) if at is None else at
    start = max(0, at - 20)
    return f"{found[start : at + 40]}`, not `{wanted[start : at + 40]}"
