"""A choice by what was measured → one that was laid out, and fits: in few layouts.

Each layout tells by how much it is higher or lower than was foretold, and so corrects
what is foretold of the next. The fullest one that fits is kept; no page is laid out twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from publish.fitting.choice import Choice, Overfull, choose
from publish.fitting.frame import ENOUGH
from publish.fitting.stock import Sheet, Stock
from publish.model import frozen
from publish.model.brief import ReferenceForm, Rung
from publish.model.frozen import Frozen, replace

MOST = 7
"""Layouts that are tried, the one that measures included."""

MOST_THOUGHTS = 60
"""Choices that are thought of; most of them were laid out before."""

FULL = 0.96
"""What is so full isn't filled further."""

L = TypeVar("L")


class Outcome(Frozen, Generic[L]):
    """A layout: its pages, and how high its text stands on all of them together, in points;
    ``layout`` is whatever the engine made. ``sound`` says that nothing runs over an edge;
    ``over`` of each part that does, by its name, how many blocks stand before that.
    """

    pages: int
    height: float
    layout: L
    sound: bool = True
    over: Mapping[str, int] = frozen.field(default_factory=dict)


class Attempt(Frozen, Generic[L]):
    """A choice and what came of it. ``fill`` is the part of the pages that is filled: more than
    all of it where there is too much for them."""

    choice: Choice
    outcome: Outcome[L]
    fill: float


class Fit(Frozen, Generic[L]):
    """The attempt that is kept, None if none fits; ``overfull`` says why. ``layouts`` were
    made, the one that measured counted. ``stock`` is that which was chosen from in the end:
    without what turned out to run over an edge; None where nothing was measured. ``tried`` are
    all attempts in their order."""

    best: Attempt[L] | None
    layouts: int
    stock: Stock | None = None
    overfull: Overfull | None = None
    tried: tuple[Attempt[L], ...] = ()


@dataclass(slots=True)
class _Search(Generic[L]):
    stock: Stock
    sheet: Sheet
    rungs: Sequence[Rung]
    lay_out: Callable[[Choice], Outcome[L]]
    bias: dict[ReferenceForm, float] = field(default_factory=dict)
    layouts: int = 1
    tried: list[Attempt[L]] = field(default_factory=list)
    best: Attempt[L] | None = None

    def attempt(self, choice: Choice) -> Attempt[L]:
        outcome = self.lay_out(choice)
        self.layouts += 1
        if not choice.closing_page:
            self.correct(choice, outcome.height - choice.height)
        fill = outcome.height / (self.sheet.pages * self.sheet.height)
        made = Attempt(choice, outcome, fill)
        self.tried.append(made)
        self.stock = self.stock.up_to(outcome.over)
        if outcome.pages == self.sheet.pages and outcome.sound:
            better = self.best is None or _worth(made) > _worth(self.best)
            self.best = made if better else self.best
        return made

    def former(self, choice: Choice) -> Attempt[L] | None:
        """What came of the same choice before."""
        return next((each for each in self.tried if choice.same(each.choice)), None)

    def correct(self, choice: Choice, points: float) -> None:
        """Layouts with this form of references are so much higher than was foretold."""
        form = choice.rung.references
        self.bias[form] = self.bias.get(form, 0.0) + points

    def next(self) -> Choice | Overfull:
        return choose(self.stock, self.sheet, self.rungs, self.bias)


def _worth(attempt: Attempt[L]) -> tuple[bool, float]:
    """Complete briefs before others, then full ones."""
    return (attempt.choice.complete, attempt.fill)


def search(
    stock: Stock,
    sheet: Sheet,
    rungs: Sequence[Rung],
    lay_out: Callable[[Choice], Outcome[L]],
    layouts: int = 1,
) -> Fit[L]:
    """The fullest brief that fits, laid out; so many ``layouts`` were made before."""
    work = _Search(stock, sheet, rungs, lay_out, layouts=layouts)
    overfull: Overfull | None = None
    for _ in range(MOST_THOUGHTS):
        choice = work.next()
        if isinstance(choice, Overfull):
            overfull = choice
            break
        former = work.former(choice)
        if former is not None and former.outcome.pages < sheet.pages:
            choice = replace(choice, closing_page=True)  # all there is ends a page too early
            former = work.former(choice)
        if former is not None:
            if work.best is not None and _is_enough(work.best):
                break
            # foretold to fit, and didn't; or foretold to fill the page, and didn't
            work.correct(choice, choice.rung.leading * (1 if work.best is None else -1))
            continue
        made = work.attempt(choice)
        if made is work.best and (made.choice.complete or made.fill >= FULL):
            break
        if work.layouts >= MOST:
            break
        if work.best is not None and work.layouts >= 4 and _is_enough(work.best):
            break
    return Fit(work.best, work.layouts, work.stock, None if work.best else overfull, (*work.tried,))


def _is_enough(attempt: Attempt[L]) -> bool:
    return attempt.choice.complete or attempt.fill >= ENOUGH
