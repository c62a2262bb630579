"""What was measured, and a ladder → what a brief holds, and how it is set.

What must be there is tried on the comfortable rung first, and further down until it fits.
On that rung sections are added by priority: whole ones, else their first blocks. Where
that leaves a page half empty, or a section unfinished that a little less space would
finish, the next rungs are tried; the roomier ones where nothing is left out, or nothing that
is left out fits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil

from publish.fitting.frame import ENOUGH, Frame, Taken
from publish.fitting.ladder import comfortable
from publish.fitting.stock import MUST, Sheet, Stock
from publish.model.brief import ReferenceForm, Rung
from publish.model.frozen import Frozen

FINISHING = 4
"""How many rungs below the comfortable one are tried to finish a section."""


Bias = Mapping[ReferenceForm, float]


class Choice(Frozen):
    """What a brief holds. ``facts`` is the number of lines of its facts table, ``height``
    what is foretold of it all, in points, ``fill`` the same as a part of the pages.
    """

    rung: Rung
    taken: Taken
    facts: int
    closing_page: bool
    height: float
    fill: float
    first_column: Callable[[Sequence[str], Sequence[int]], int]
    """How many of the references that come of it, by their keys and letters, stand in the
    first of two columns.
    """
    complete: bool
    """Whether nothing is left out but what is never to be in a brief."""

    def same(self, other: Choice | None) -> bool:
        """Whether both make the same pages."""
        return other is not None and (self.rung, dict(self.taken), self.facts) == (
            other.rung, dict(other.taken), other.facts
        ) and self.closing_page == other.closing_page  # fmt: skip


class Overfull(Frozen):
    """What must be there doesn't fit: the part to cut, and by how many lines."""

    part: str
    lines: int


def choose(
    stock: Stock, sheet: Sheet, rungs: Sequence[Rung], bias: Bias | None = None, *, least: int = 0
) -> Choice | Overfull:
    """The best choice. ``bias`` is by how many points layouts with each form of references
    were higher than foretold, ``least`` the first rung that may be tried.
    """
    known = bias or {}
    start = max(comfortable(tuple(rungs)), least)
    frames = [Frame.of(stock, sheet, rung, known.get(rung.references, 0.0)) for rung in rungs]
    fitting = next((at for at in range(start, len(rungs)) if _holds(frames[at])), None)
    if fitting is None:
        return _overfull(frames[-1])
    first = _choice(frames[fitting])
    if first.complete:
        roomier = [_choice(frame) for frame in frames[least:fitting] if _holds(frame)]
        return next((each for each in roomier if each.complete), first)
    tried = [(at, _choice(frames[at])) for at in range(least, len(rungs)) if _holds(frames[at])]
    return min(tried, key=lambda each: _preference(stock, each[1], each[0] - fitting))[1]


def _preference(stock: Stock, choice: Choice, distance: int) -> tuple[float, ...]:
    """What is better comes first: pages that are full enough, or else the fuller; rungs a
    little below the one at a ``distance`` of 0, then roomier ones, then all the others; and
    few sections that are begun and not finished.
    """
    lacks = 0.0 if choice.fill >= ENOUGH else 1 - round(choice.fill, 2)
    group = 0 if 0 <= distance <= FINISHING else 1 if distance < 0 else 2
    return (lacks, group, _unfinished(stock, choice), abs(distance))


def _unfinished(stock: Stock, choice: Choice) -> int:
    """How many sections are begun and not brought to their end."""
    return sum(0 < choice.taken.get(part.name, 0) < part.length for part in stock.parts)


def _needed(frame: Frame) -> dict[str, int]:
    return {part.name: len(part.blocks) for part in frame.stock.parts if part.priority == MUST}


def _holds(frame: Frame) -> bool:
    """Whether what must be there fits."""
    return frame.beside[0] <= frame.first_page and frame.total(_needed(frame), 0) <= frame.capacity


def _overfull(frame: Frame) -> Overfull:
    """The longest of the parts that must be there, and what is too much, in lines."""
    needed = [part for part in frame.stock.parts if part.priority == MUST]
    longest = max(needed, key=lambda part: frame.text(part.name, len(part.blocks)), default=None)
    beside = frame.beside[0] - frame.first_page
    excess = max(frame.total(_needed(frame), 0) - frame.capacity, beside)
    return Overfull(longest.name if longest else "", max(1, ceil(excess / frame.rung.leading)))


def _choice(frame: Frame) -> Choice:
    """As much as fits: sections by priority, beside so many facts that most is shown of both."""
    needed = _needed(frame)
    fitting = [f for f in frame.possible_facts if frame.total(needed, f) <= frame.capacity] or [0]
    tried = [(facts, frame.filled(needed, facts)) for facts in fitting]
    facts, taken = max(tried, key=lambda each: frame.shown(each[1], each[0]))
    used, stock, sheet = frame.total(taken, facts), frame.stock, frame.sheet
    return Choice(
        rung=frame.rung,
        taken=taken,
        facts=facts,
        closing_page=sheet.pages > 1 and used <= (sheet.pages - 1) * sheet.height,
        height=used,
        fill=min(1.0, used / (sheet.pages * sheet.height)),
        first_column=frame.first_column,
        complete=facts == len(stock.facts)
        and all(taken.get(part.name, 0) == part.length for part in stock.parts),
    )
