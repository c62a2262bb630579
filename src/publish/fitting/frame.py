"""The pages as one rung sets them → how high any selection stands on them.

Every height is foretold once; selections are then weighed by adding up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from publish.fitting.heights import first_of_two, height, in_columns
from publish.fitting.stock import MUST, Block, Part, Sheet, Stock
from publish.model.brief import Rung
from publish.model.frozen import Frozen

ENOUGH = 0.85
"""The part of the pages that is to be filled wherever something is left out."""

KEPT_BACK = 0.4
"""Lines that are left free: what is foretold may be wrong by so much."""

LESS = 0.7
"""What a line of the facts is worth beside one of the text."""

Taken = Mapping[str, int]
"""How many blocks of each part are taken, by its name."""


class Frame(Frozen):
    """``texts`` are the heights of each part's first blocks, by their number; ``beside`` that
    of the column beside the text, by the number of facts in it; ``listed`` those of single
    references and notes.
    """

    stock: Stock
    sheet: Sheet
    rung: Rung
    bias: float
    texts: Mapping[str, tuple[float, ...]]
    beside: tuple[float, ...]
    listed: Mapping[str, float]

    @classmethod
    def of(cls, stock: Stock, sheet: Sheet, rung: Rung, bias: float = 0.0) -> Frame:
        def high(block: Block) -> float:
            return height(block, rung, stock.rung, sheet)

        def sums(blocks: Iterable[Block], start: float = 0.0) -> tuple[float, ...]:
            return tuple(accumulate(map(high, blocks), initial=start))

        return cls(
            stock, sheet, rung, bias,
            texts={part.name: sums(part.blocks) for part in stock.parts},
            beside=sums(stock.facts, sum(map(high, stock.beside))),
            listed={key: high(each) for key, each in {**stock.references, **stock.notes}.items()},
        )  # fmt: skip

    @property
    def capacity(self) -> float:
        """Points that there are, all pages together."""
        return self.sheet.pages * self.sheet.height - KEPT_BACK * self.rung.leading

    @property
    def first_page(self) -> float:
        """Points of the first page below what stands across it."""
        return self.sheet.height - self.stock.head

    @property
    def possible_facts(self) -> Iterator[int]:
        """The numbers of facts for which the first page has room, all of them first."""
        for count in range(len(self.stock.facts), -1, -1):
            if not count or self.beside[count] <= self.first_page:
                yield count

    def text(self, part: str, count: int) -> float:
        return self.texts[part][count]

    def total(self, taken: Taken, facts: int) -> float:
        """How high it all stands, and what is known to be missing in what is foretold."""
        parts = [(part, taken.get(part.name, 0)) for part in self.stock.parts]
        marks = sum(0 < count < part.length for part, count in parts)
        text = sum(self.texts[part.name][count] for part, count in parts)
        text += marks * self.rung.small_leading + self.bias
        if self.sheet.pages == 1 or text < self.first_page:
            text = max(text, self.beside[facts])
        blocks = [block for part, count in parts for block in part.blocks[:count]]
        shown = [*self.stock.facts[:facts], *self.stock.beside, *blocks]
        return self.stock.head + text + self._lists(shown) + self.stock.closing

    def _lists(self, shown: Iterable[Block]) -> float:
        """References and notes of what is shown, each list under its heading."""
        keys = {key for block in shown for key in block.keys}
        gap = self.rung.gap / self.stock.rung.gap
        references = [self.listed[key] for key in self.stock.references if key in keys]
        notes = [self.listed[key] for key in self.stock.notes if key in keys]
        high = in_columns(references) + sum(notes)
        high += self.stock.listing * gap if references else 0.0
        return high + (self.stock.noting * gap if notes else 0.0)

    def first_column(self, keys: Sequence[str], letters: Sequence[int]) -> int:
        """How many of these references stand in the first of two columns."""
        return first_of_two([self.listed.get(key, 0.0) for key in keys])

    def filled(self, needed: Taken, facts: int) -> dict[str, int]:
        """What is ``needed``, and of the rest by priority what fits. Behind a section that
        had to be shortened others come whole only, while the page isn't half empty.
        """
        taken, shortened = dict(needed), False
        rest = (part for part in self.stock.parts if part.priority != MUST)
        for part in sorted(rest, key=lambda each: each.priority):
            for count in _ends(part):
                if count < part.length and shortened and self._is_full(taken, facts):
                    break
                more = {**taken, part.name: count}
                if self.total(more, facts) <= self.capacity:
                    taken, shortened = more, shortened or count < part.length
                    break
        return taken

    def _is_full(self, taken: Taken, facts: int) -> bool:
        return self.total(taken, facts) >= ENOUGH * self.sheet.pages * self.sheet.height

    def shown(self, taken: Taken, facts: int) -> float:
        """How much of text and facts is shown, in points of height."""
        text = sum(self.texts[name][count] for name, count in taken.items())
        return text + LESS * (self.beside[facts] - self.beside[0])


def _ends(part: Part) -> Iterator[int]:
    """Where a part may end, its whole length first: never behind a heading."""
    for count in range(len(part.blocks), 0, -1):
        is_whole = count == part.length
        if is_whole or not (part.whole or part.blocks[count - 1].leads):
            yield count
