"""Spaces that the end of a line swallowed: the words of a text stay apart in the file.

Tagged PDF wants every space between two words that the text has (ISO 32000-1,
14.8.2.5), also where a line ends, and the layout draws none there. So each mark is
followed through the text of the document: between two that stand in one block, a
space is missing if the document has one and neither of them does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from publish.engines.pdfstructure import Mark, StructureElement, Tagging
from publish.writers.pdf.tags.roles import INLINE
from publish.writers.pdf.tags.skeleton import Skeleton, body

UNSEEN = {0x00AD: None, 0x200B: None, 0x2060: None}
"""Characters that show nothing: soft hyphen, zero width space, word joiner."""


def add_spaces(root: Element, tree: Skeleton, tags: Tagging) -> None:
    """Say behind which marks of the tree a space is missing."""
    texts = _Texts(root, tree)
    last: dict[StructureElement, tuple[Mark, _Place]] = {}
    for mark, block in _in_order(tags.document):
        place = texts.take(mark)
        if place is None:
            continue
        if block in last:
            before, end = last[block]
            drawn = (before.text or "")[-1:].isspace() or (mark.text or "")[:1].isspace()
            if not drawn and end.is_parted_from(place):
                tags.spaces[before.page, before.number] = f"{before.text} "
        last[block] = (mark, place)


def _block(owner: StructureElement) -> StructureElement:
    """The element that words stand in lines of, those of ``owner`` with those around."""
    block = body(owner) if owner.type == "LI" else owner
    while (block.type in INLINE or (block.implied and block.type == "P")) and block.parent:
        block = block.parent
    return block


def _in_order(document: StructureElement) -> Iterator[tuple[Mark, StructureElement]]:
    """Each mark of text as it is read, and the block whose lines it stands in."""
    todo: list[tuple[StructureElement | Mark, StructureElement]] = [(document, document)]
    while todo:
        node, block = todo.pop()
        if isinstance(node, Mark):
            if node.text is not None and not node.pseudo:
                yield node, block
            continue
        block = block if node.type in INLINE else node
        todo.extend(
            (kid, block) for kid in reversed(node.kids) if isinstance(kid, (StructureElement, Mark))
        )


@dataclass(slots=True)
class _Text:
    """The text of a block as so many letters; ``gaps`` are those with space before them."""

    length: int = 0
    gaps: list[int] = field(default_factory=list)

    def add(self, text: str | None) -> tuple[int, int]:
        """Put words behind those there are; from which letter to which they stand."""
        start = self.length
        text = (text or "").translate(UNSEEN)
        if text[:1].isspace():
            self.part()
        for number, word in enumerate(text.split()):
            if number:
                self.part()
            self.length += len(word)
        if text[-1:].isspace():
            self.part()
        return start, self.length

    def part(self) -> None:
        """A space before the letter that comes next."""
        if not self.gaps or self.gaps[-1] != self.length:
            self.gaps.append(self.length)


@dataclass(frozen=True, slots=True)
class _Place:
    """From which letter of a text to which a mark stands."""

    text: _Text
    start: int
    end: int

    def is_parted_from(self, following: _Place) -> bool:
        """Whether there is a space between this place and one behind it."""
        gaps = self.text.gaps
        at = bisect_left(gaps, self.end)
        return following.text is self.text and at < len(gaps) and gaps[at] <= following.start


class _Texts:
    """The texts of a document's blocks, and what is left of each element's own words."""

    def __init__(self, root: Element, tree: Skeleton) -> None:
        self._of: dict[StructureElement, _Text] = {}
        self._own: dict[Element, tuple[_Text, list[tuple[int, int]]]] = {}
        self._read(root, tree)

    def take(self, mark: Mark) -> _Place | None:
        """Where the mark's words stand: behind those that were taken of its element."""
        text, left = self._own.get(mark.element, (None, []))
        shown = (mark.text or "").translate(UNSEEN)
        wanted = len("".join(shown.split())) - mark.hyphenated
        while left and left[0][0] == left[0][1]:
            left.pop(0)
        if text is None or not left or wanted <= 0:
            return None
        start, end = left[0]
        left[0] = (min(end, start + wanted), end)
        return _Place(text, *(start, left[0][0]))

    def _read(self, root: Element, tree: Skeleton) -> None:
        """All words in their order (without recursion: texts may be deep)."""
        todo: list[Element | tuple[Element, str | None]] = [root]
        while todo:
            item = todo.pop()
            if isinstance(item, tuple):
                self._add(*item, tree)
                continue
            for child in reversed(item):
                todo += [(item, child.tail), child]
            self._add(item, item.text, tree)

    def _add(self, element: Element, words: str | None, tree: Skeleton) -> None:
        """A piece of an element's own words; a line break parts them, too."""
        owner = tree.owner.get(element)
        if owner is None:
            return
        block = _block(owner)
        text = self._of.setdefault(block, _Text())
        if element.tag == "br":
            text.part()
        own = self._own.setdefault(element, (text, []))
        own[1].append(text.add(words))
