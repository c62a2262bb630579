"""Spaces that the end of a line swallowed: the words of a text stay apart in the file.

Tagged PDF wants every space between two words that the text has (ISO 32000-1,
14.8.2.5), also where a line ends, and the layout draws none there. So each mark is
followed through the text of the document: between two that stand in one block, a
space is missing if the document has one and neither of them does. Where the document
begins a new line itself, in code and verse, that is what is missing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from publish.engines.pdfstructure import Mark, StructureElement, Tagging
from publish.model.frozen import Frozen
from publish.writers.pdf.tags.roles import INLINE
from publish.writers.pdf.tags.skeleton import Skeleton, body

BREAK = "\n"
"""A new line that the document begins itself."""

UNSEEN = {0x00AD: None, 0x200B: None, 0x2060: None}
"""Characters that show nothing: soft hyphen, zero width space, word joiner."""


def add_spaces(root: Element, tree: Skeleton, tags: Tagging) -> None:
    """Say behind which marks of the tree a space is missing, and what indents a line
    that begins with spaces alone, which aren't drawn.
    """
    texts = _Texts(root, tree)
    last: dict[StructureElement, tuple[Mark, _Place]] = {}
    blank: dict[StructureElement, list[Mark]] = {}
    for mark, block in _in_order(tags.document):
        place = texts.take(mark)
        if place is None:
            blank.setdefault(block, []).append(mark)
            continue
        skipped = blank.pop(block, [])
        if block in last:
            before, end = last[block]
            drawn = (before.text or "")[-1:].isspace() or (mark.text or "")[:1].isspace()
            gap = end.gap_before(place)
            if gap and (gap != " " or not drawn):
                tags.spaces[before.page, before.number] = f"{before.text}{gap}"
            if gap.startswith(BREAK):
                for each in skipped:
                    if each.text and each.text.isspace():
                        tags.actual_texts[each.page, each.number] = each.text
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
    """The text of a block as so many letters; ``gaps`` are those with space before them,
    ``breaks`` how many lines begin before a letter.
    """

    length: int = 0
    gaps: list[int] = field(default_factory=list)
    breaks: dict[int, int] = field(default_factory=dict)

    def add(self, text: str | None, *, as_written: bool = False) -> tuple[int, int]:
        """Put words behind those there are; from which letter to which they stand. Lines
        count only where a text is shown ``as_written``.
        """
        start = self.length
        text = (text or "").translate(UNSEEN)
        for line, words in enumerate(text.split(BREAK) if as_written else [text]):
            if line:
                self.begin_line()
            self._add_words(words)
        return start, self.length

    def _add_words(self, text: str) -> None:
        if text[:1].isspace():
            self.part()
        for number, word in enumerate(text.split()):
            if number:
                self.part()
            self.length += len(word)
        if text[-1:].isspace():
            self.part()

    def part(self) -> None:
        """A space before the letter that comes next."""
        if not self.gaps or self.gaps[-1] != self.length:
            self.gaps.append(self.length)

    def begin_line(self) -> None:
        """A new line before the letter that comes next."""
        self.part()
        self.breaks[self.length] = self.breaks.get(self.length, 0) + 1


class _Place(Frozen):
    """From which letter of a text to which a mark stands."""

    text: _Text
    start: int
    end: int

    def gap_before(self, following: _Place) -> str:
        """What stands between this place and one behind it: nothing, a space, new lines."""
        gaps = self.text.gaps
        at = bisect_left(gaps, self.end)
        if following.text is not self.text or at == len(gaps) or gaps[at] > following.start:
            return ""
        return BREAK * self.text.breaks.get(gaps[at], 0) or " "


class _Texts:
    """The texts of a document's blocks, and what is left of each element's own words."""

    def __init__(self, root: Element, tree: Skeleton) -> None:
        self._of: dict[StructureElement, _Text] = {}
        self._own: dict[Element, tuple[_Text, list[tuple[int, int]]]] = {}
        self._as_written = {each for pre in root.iter("pre") for each in pre.iter()}
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
        if owner is None or not (words or element.tag == "br"):
            return
        block = _block(owner)
        text = self._of.setdefault(block, _Text())
        if element.tag == "br":
            text.begin_line()
        own = self._own.setdefault(element, (text, []))
        own[1].append(text.add(words, as_written=element in self._as_written))
