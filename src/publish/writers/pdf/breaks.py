"""What was drawn on the pages of a document → where in its text each of them begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from publish.engines.pdfstructure import LinkArea, Mark, Tagger, Tagging
from publish.model.publication import PageStart
from publish.writers.breaks import BLOCK, is_apart, letters, runs

PART = "data-part"
"""Names what has words of its own around the blocks: an entry, the title of a part."""


def watching(tag: Tagger, root: Element, starts: list[PageStart], first: int = 1) -> Tagger:
    """The tagger ``tag``, which tells on its way where the pages begin, counted from ``first``."""

    def tag_and_tell(marks: list[Mark], areas: list[LinkArea]) -> Tagging:
        starts.extend(page_starts(root, marks, first))
        return tag(marks, areas)

    return tag_and_tell


def page_starts(root: Element, marks: Iterable[Mark], first: int = 1) -> list[PageStart]:
    """The beginning of each page that has words: in a block, or else, as on the page of a
    title, in what ``data-part`` names (``#name``).
    """
    owners, totals = _owners(root), _totals(root)
    said: Counter[str] = Counter()
    found: dict[int, PageStart] = {}
    for mark in marks:
        owner = owners.get(mark.element)
        if mark.artifact or mark.pseudo or not mark.text or owner is None:
            continue
        if totals.get(owner, 0) and said[owner] >= totals[owner]:
            continue  # the head of a table, once more
        if mark.page not in found:
            found[mark.page] = PageStart(str(mark.page + first), owner, said[owner])
        said[owner] += letters(mark.text)
    return list(found.values())


def _owners(root: Element) -> dict[Element, str]:
    """For each element whose words are counted its block, or what else they are in."""
    owners: dict[Element, str] = {}
    todo: list[tuple[Element, str]] = [(root, "")]
    while todo:
        element, around = todo.pop()
        if is_apart(element):
            continue
        named = element.get(PART)
        owner = element.get(BLOCK) or (f"#{named}" if named else around)
        if owner:
            owners[element] = owner
        todo.extend((child, owner) for child in element)
    return owners


def _totals(root: Element) -> dict[str, int]:
    return {
        block.get(BLOCK, ""): sum(
            letters(e.tail if behind else e.text) for e, behind in runs(block)
        )
        for block in root.iter()
        if block.get(BLOCK)
    }
