"""A brief that fits is found in few layouts, whatever the layout engine thinks of it.

The engine here is a sum: the heights of the blocks, wrong by a part that the test sets.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publish.fitting import (
    Block,
    Choice,
    Fit,
    Outcome,
    Overfull,
    Part,
    Sheet,
    Stock,
    choose,
    ladder,
    search,
)
from publish.fitting.frame import ENOUGH, Frame
from publish.fitting.ladder import comfortable
from publish.fitting.stock import MUST
from publish.model.frozen import replace

RUNGS = ladder()
HOME = RUNGS[comfortable(RUNGS)]
PAGE = Sheet(1, 750.0, 174.0)
HEADING = Block(solid=24.0, leads=True)


def part(name: str, *fills: float, priority: int = 100, keys: tuple[str, ...] = ()) -> Part:
    blocks = (HEADING, *(Block((fill,), keys=keys) for fill in fills))
    return Part(name, name.title(), blocks, priority)


def stock(*parts: Part, facts: int = 0, references: int = 0) -> Stock:
    listed = {
        f"k{i}": Block((3.5,), 2.0, column="references", small=True) for i in range(references)
    }
    rows = tuple(Block((0.5, 1.5), 8.0, column="aside", small=True) for _ in range(facts))
    beside = (Block(gaps=13.0, picture=120.0, column="aside"),)
    return Stock(HOME, 80.0, beside, rows, parts, listed, closing=20.0, listing=26.0)


def engine(known: Stock, sheet: Sheet, wrong: float = 0.0):  # type: ignore[no-untyped-def]
    """A layout engine whose text is higher than foretold by the part ``wrong``."""

    def lay_out(choice: Choice) -> Outcome[str]:
        frame = Frame.of(known, sheet, choice.rung)
        text = sum(frame.text(name, count) for name, count in choice.taken.items())
        higher = replace(frame, bias=wrong * text)  # what stands beside it isn't
        high = higher.total(choice.taken, choice.facts)
        if choice.closing_page:
            high = max(high, (sheet.pages - 1) * sheet.height + 100)
        pages = int(-(-high // sheet.height))
        return Outcome(max(1, pages), high, choice.rung.name)

    return lay_out


def found(known: Stock, sheet: Sheet = PAGE, wrong: float = 0.0) -> Fit[str]:
    return search(known, sheet, RUNGS, engine(known, sheet, wrong))


def test_what_is_short_is_set_roomily_and_whole() -> None:
    fit = found(stock(part("one", 4.0, 5.0)))
    assert fit.best is not None
    assert fit.best.choice.complete
    assert fit.best.choice.rung == RUNGS[0]
    assert fit.layouts == 2


def test_sections_come_by_priority() -> None:
    known = stock(part("first", 25.0), part("second", 25.0), part("third", 20.0, priority=1))
    fit = found(known)
    assert fit.best is not None
    assert fit.best.choice.taken["third"] == 2
    assert fit.best.choice.taken["first"] == 2
    assert fit.best.choice.taken.get("second", 0) < 2


def test_no_section_ends_with_its_heading() -> None:
    fit = found(stock(part("one", 30.0), part("two", 12.0, 90.0)))
    assert fit.best is not None
    assert fit.best.choice.taken.get("two", 0) != 1


def test_what_must_be_there_pushes_size_down_first() -> None:
    fit = found(stock(part("must", *[11.0] * 5, priority=MUST)))
    assert fit.best is not None
    assert fit.best.choice.taken["must"] == 6
    assert fit.best.choice.rung.size < HOME.size


def test_what_can_not_fit_names_the_part_and_its_lines() -> None:
    known = stock(part("short", 5.0, priority=MUST), part("long", *[30.0] * 4, priority=MUST))
    fit = found(known)
    assert fit.best is None
    assert isinstance(fit.overfull, Overfull)
    assert fit.overfull.part == "long"
    frame = Frame.of(known, PAGE, RUNGS[-1])
    excess = frame.total({"short": 2, "long": 5}, 0) - frame.capacity
    assert fit.overfull.lines == pytest.approx(excess / RUNGS[-1].leading, abs=1)
    assert fit.layouts == 1


def test_references_count_with_the_block_that_cites_them() -> None:
    keys = tuple(f"k{i}" for i in range(30))
    plain, cited = part("plain", 20.0), part("cited", 20.0, keys=keys)
    known = stock(plain, cited, references=30)
    frame = Frame.of(known, PAGE, HOME)
    without, with_them = ({"plain": 2}, {"plain": 2, "cited": 2})
    more = frame.total(with_them, 0) - frame.total(without, 0)
    assert more > frame.text("cited", 2) + 15 * 3 * HOME.small_leading


def test_facts_leave_the_text_its_room() -> None:
    fit = found(stock(part("one", *[8.0] * 8), facts=30))
    assert fit.best is not None
    assert 0 < fit.best.choice.facts < 30
    assert fit.best.choice.taken["one"] > 3


def test_facts_do_not_push_out_what_must_be_there() -> None:
    fit = found(stock(part("must", *[8.0] * 5, priority=MUST), facts=13))
    assert fit.best is not None
    assert fit.layouts == 2


def test_two_pages_that_would_be_one_get_a_page_for_the_end() -> None:
    fit = found(stock(part("one", 10.0)), Sheet(2, 750.0, 174.0))
    assert fit.best is not None
    assert fit.best.choice.closing_page
    assert fit.best.outcome.pages == 2


@pytest.mark.slow
@example(seed=9999, pages=2, wrong=-0.0625)  # foretold a hair more than a page, and was one
@example(seed=397, pages=2, wrong=-0.042)
@given(seed=st.integers(0, 10_000), pages=st.integers(1, 2), wrong=st.floats(-0.08, 0.08))
@settings(max_examples=150, deadline=None)
def test_whatever_there_is_it_fits_in_few_layouts(seed: int, pages: int, wrong: float) -> None:
    rng = random.Random(seed)
    parts = [
        part(f"p{n}", *[rng.uniform(1, 9) for _ in range(rng.randint(1, 7))],
             keys=tuple(f"k{rng.randint(0, 19)}" for _ in range(2)))
        for n in range(rng.randint(1, 12))
    ]  # fmt: skip
    known, sheet = stock(*parts, facts=rng.randint(0, 9), references=20), Sheet(pages, 750.0, 174.0)
    fit = found(known, sheet, wrong)
    assert fit.best is not None
    assert fit.best.outcome.pages == pages
    assert fit.layouts <= 7
    assert fit.best.choice.complete or fit.best.fill >= ENOUGH


def test_a_choice_is_the_same_each_time() -> None:
    known = stock(*(part(f"p{n}", 6.0, 7.0) for n in range(9)), facts=5)
    first, second = (choose(known, PAGE, RUNGS) for _ in range(2))
    assert isinstance(first, Choice)
    assert isinstance(second, Choice)
    assert first.same(second)


def test_what_runs_over_an_edge_is_left_out_with_what_follows() -> None:
    known = stock(part("one", 4.0, 5.0), part("two", 4.0, 5.0, 6.0))
    alone = engine(known, PAGE)

    def lay_out(choice: Choice) -> Outcome[str]:
        over = {"two": 2} if choice.taken.get("two", 0) > 2 else {}
        return replace(alone(choice), sound=not over, over=over)

    fit = search(known, PAGE, RUNGS, lay_out)
    assert fit.best is not None
    assert dict(fit.best.choice.taken) == {"one": 3, "two": 2}
    assert [len(each.blocks) for each in fit.stock.parts] == [3, 2]


def test_what_must_be_there_is_never_left_out() -> None:
    known = stock(part("one", 4.0, 5.0, priority=MUST))
    alone = engine(known, PAGE)
    fit = search(
        known, PAGE, RUNGS, lambda choice: replace(alone(choice), sound=False, over={"one": 1})
    )
    assert fit.best is None
    assert fit.stock == known
