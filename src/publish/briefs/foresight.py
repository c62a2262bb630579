"""An entry's publication → how high all of it stands at most, without a layout.

Only that a short entry has room whole is foretold: letters are reckoned wider than they are,
and what has to be drawn before anybody knows its height isn't reckoned with at all. Whether
it was right is seen when it is laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from publish.briefs.outline import Outline, part_class
from publish.fitting import Sheet
from publish.fitting.heights import first_of_two, in_columns
from publish.fitting.stock import Column
from publish.model.brief import Rung
from publish.model.nodes import Node, marked, plain_text
from publish.model.publication import Publication

POINTS_A_MM = 72 / 25.4
SHEETS = {"a4": (265.0, 174.0), "letter": (249.4, 179.9)}
"""Height and width that a page holds, in millimetres, as the theme has it."""

HEAD, TITLE, SUBTITLE, CLOSING = (56.0, (25.0, 29.0), (12.5, 17.0), 44.0)
"""Points: of the head without its titles, sizes and leadings of these, and of the last lines."""

CODE, PORTRAIT, CREDIT = 76.0, 166.0, 60.0
"""Points of what may stand beside the text."""

HEADING, PARAGRAPH, ITEM = 22.0, 7.0, 9.0
"""Points of space around blocks, at most."""

FORMULA = 60.0
"""Points of a displayed formula."""

LETTER, IDEOGRAPH, USUAL = 0.5, 1.02, 0.46
"""How wide a letter is on average, at most, and how wide one of a reference is, in ems."""

HANGING = 22.0
"""Points of a column of references beside its letters."""

FirstColumn = Callable[[Sequence[str], Sequence[int]], int]

PRINTED = ("title", "container-title", "publisher", "publisher-place", "DOI", "URL", "page")
MORE = 48
"""Letters of a reference beside these: year, volume, signs, the beginning of an address."""

UNFORESEEN = frozenset({"Image", "Table", "Figure", "CodeBlock", "LineBlock"})


NEARLY, SURELY = 0.95, 1.3
"""What is foretold to be that part of a page is no higher than a page; or higher than one."""


def sheet_for(publication: Publication, pages: int, *, beside: bool) -> Sheet:
    """The sheet of a publication that wasn't laid out."""
    height, width = SHEETS[publication.settings.pdf.size]
    return Sheet(pages, height * POINTS_A_MM, width, beside)


def closes_at_once(
    publication: Publication, outline: Outline, rung: Rung, sheet: Sheet
) -> bool | None:
    """Whether everything surely fits when it is set by a rung: None where it may not, True
    where it ends a page too early, and the references are to stand on the last one.
    """
    pages = sheet.pages
    high = tallest(publication, outline, rung, sheet)
    if high is None or high > NEARLY * pages * sheet.height:
        return None
    if pages == 1 or high > (pages - 1) * sheet.height * SURELY:
        return False
    return True if high <= NEARLY * (pages - 1) * sheet.height else None


def tallest(publication: Publication, outline: Outline, rung: Rung, sheet: Sheet) -> float | None:
    """How many points all of it stands at most, one page's head and end included; None where
    nobody knows.
    """
    blocks = [publication.blocks[unit.index] for part in outline.sections for unit in part.units]
    if any(node["t"] in UNFORESEEN for node in marked(blocks)):
        return None
    lines = _Lines(publication.entry.lang, rung, sheet)
    summary = [publication.blocks[outline.summary.index]] if outline.summary else []
    text = lines.text(summary, 1.14) + lines.text(blocks)
    return (
        _head(publication, lines)
        + max(text, _beside(publication, lines))
        + in_columns([lines.listed(each.csl) for each in publication.references])
        + lines.notes(blocks)
        + CLOSING
    )


def first_by_letters(rung: Rung, sheet: Sheet) -> FirstColumn:
    """How many references stand in the first column, by how many lines their letters take."""
    width = sheet.column("references", rung) * POINTS_A_MM - HANGING

    def first(keys: Sequence[str], letters: Sequence[int]) -> int:
        return first_of_two([ceil(each * USUAL * rung.small / width) for each in letters])

    return first


class _Lines:
    """How type is set: how many lines letters take."""

    def __init__(self, lang: str, rung: Rung, sheet: Sheet) -> None:
        wide = lang.partition("-")[0] in ("zh", "ja", "ko", "yue")
        self._letter = IDEOGRAPH if wide else LETTER
        self._rung, self._sheet = rung, sheet

    def high(self, letters: int, column: Column, size: float, leading: float) -> float:
        width = self._sheet.column(column, self._rung) * POINTS_A_MM
        return max(1, ceil(letters * self._letter * size / width)) * leading

    def small(self, letters: int, column: Column) -> float:
        return self.high(letters, column, self._rung.small, self._rung.small_leading)

    def text(self, blocks: Sequence[Node], larger: float = 1.0) -> float:
        """Paragraphs, headings and lists."""
        size, leading = self._rung.size * larger, self._rung.leading * larger
        high = 0.0
        for node in marked(list(blocks)):
            if node["t"] in ("Para", "Plain", "Header"):
                high += self.high(len(plain_text(node)) + 8, "main", size, leading)
                high += HEADING if node["t"] == "Header" else PARAGRAPH
            elif node["t"] in ("BulletList", "OrderedList", "DefinitionList", "BlockQuote"):
                high += ITEM
            elif node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath":
                high += FORMULA
        return high

    def notes(self, blocks: Sequence[Node]) -> float:
        found = [node for node in marked(list(blocks)) if node["t"] == "Note"]
        return sum((self.small(len(plain_text(n["c"])) + 4, "page") for n in found), HEADING)

    def listed(self, record: Mapping[str, Any]) -> float:
        """A reference."""
        letters = sum(len(str(record.get(name, ""))) for name in PRINTED) + MORE
        persons = [*record.get("author", ()), *record.get("editor", ())]
        letters += sum(len(str(value)) + 3 for each in persons for value in each.values())
        return self.small(letters, "references") + 3.0


def _head(publication: Publication, lines: _Lines) -> float:
    entry = publication.entry
    high = HEAD + lines.high(len(entry.title) * 4 // 3, "page", *TITLE)
    return high + (lines.high(len(entry.subtitle), "page", *SUBTITLE) if entry.subtitle else 0.0)


def _beside(publication: Publication, lines: _Lines) -> float:
    high = CODE + (PORTRAIT + CREDIT if publication.entry.image else 0.0)
    return high + sum(
        lines.small(len(words), "aside") + PARAGRAPH for words in _facts(publication.blocks)
    )


def _facts(blocks: Iterable[Node]) -> Iterator[str]:
    """Labels and values."""
    for block in blocks:
        if part_class(block) == "entry-facts":
            for label, values in block["c"][1][0]["c"]:
                yield plain_text(label)
                yield from map(plain_text, values)
