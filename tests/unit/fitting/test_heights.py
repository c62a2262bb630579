"""Blocks measured by one rung stand as high as they should by another."""

from __future__ import annotations

from itertools import pairwise, permutations
from random import Random

import pytest

from publish.fitting import Block, Sheet, ladder
from publish.fitting.heights import height, in_columns
from publish.fitting.ladder import comfortable
from publish.model.brief import SMALLEST, STEPS, Step
from publish.model.frozen import replace

RUNGS = ladder()
HOME = RUNGS[comfortable(RUNGS)]
SHEET = Sheet(1, 750.0, 174.0)


def test_a_block_stands_as_it_was_measured() -> None:
    block = Block((3.4, 0.2), gaps=5.0, solid=20.0, picture=30.0)
    assert height(block, HOME, HOME, SHEET) == pytest.approx(5 * HOME.leading + 55)


def test_smaller_letters_take_fewer_lines() -> None:
    small = replace(HOME, size=HOME.size * 0.8, leading=HOME.leading)
    assert height(Block((10.0,)), small, HOME, SHEET) == pytest.approx(8 * HOME.leading)


def test_a_narrower_column_beside_leaves_the_text_more_room() -> None:
    narrow = replace(HOME, aside=HOME.aside - 12.2)
    assert height(Block((20.0,)), narrow, HOME, SHEET) == pytest.approx(19 * HOME.leading)
    beside = Block((10.0,), column="aside")
    assert height(beside, narrow, HOME, SHEET) > 10 * HOME.leading


@pytest.mark.parametrize("field", ["gap", "figure"])
def test_spaces_and_pictures_shrink_by_themselves(field: str) -> None:
    block = Block(gaps=10.0) if field == "gap" else Block(picture=10.0)
    assert height(block, replace(HOME, **{field: 0.5}), HOME, SHEET) == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("heights", "high"),
    [([], 0), ([10], 10), ([10, 10], 10), ([10, 10, 10], 20), ([30, 10, 10], 30), ([5, 5, 30], 30)],
)
def test_columns_are_balanced_and_items_are_not_parted(heights: list[float], high: float) -> None:
    assert in_columns(heights) == pytest.approx(high, abs=0.01)


def test_no_rung_is_higher_than_the_one_before_it() -> None:
    block = Block((7.3, 4.6), gaps=12, solid=40, picture=90)
    listed = Block((4.2,), gaps=2, column="references", small=True)
    for one in (block, listed):
        heights = [height(one, rung, HOME, SHEET) for rung in RUNGS]
        assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize("steps", Random(7).sample([*permutations(STEPS)], 60))
def test_rungs_get_lower_in_any_order(steps: tuple[Step, ...]) -> None:
    blocks = [
        Block((7.3, 4.6), gaps=12, solid=40, picture=90),
        Block((4.2,), gaps=2, column="references", small=True),
    ]
    for chosen in (steps, steps[:3]):
        rungs = ladder(steps=chosen)
        for block in blocks:
            heights = [height(block, rung, HOME, SHEET) for rung in rungs]
            rounded = 0.1
            assert all(low <= high + rounded for high, low in pairwise(heights))
        assert len({rung.name for rung in rungs}) == len(rungs)
        assert all(1.26 <= rung.leading / rung.size <= 1.45 for rung in rungs)


def test_what_is_not_allowed_is_not_taken() -> None:
    rungs = ladder(steps=("space", "size"))
    assert [rung.name for rung in rungs[2:]] == [
        "comfortable", "less space", *(f"text of {size:g} pt" for size in (9.7, 9.4, 9.1, 8.8, 8.5))
    ]  # fmt: skip
    kept = {(rung.figure, rung.aside, rung.references) for rung in rungs}
    assert kept == {(1.0, 46.0, "full")}
    assert {round(rung.leading / rung.size, 2) for rung in rungs[2:]} == {1.42}
    assert ladder(steps=())[-1].name == "comfortable"


@pytest.mark.parametrize(("size", "smallest"), [(10, 8.5), (8.5, 8.5), (12, 11), (9.1, 9)])
def test_the_ladder_keeps_its_limits(size: float, smallest: float) -> None:
    rungs = ladder(size, smallest)
    assert rungs[comfortable(rungs)].size == size
    assert rungs[-1].size == smallest
    assert all(rung.size >= smallest and rung.small >= SMALLEST for rung in rungs)
    assert all(1.26 <= rung.leading / rung.size <= 1.45 for rung in rungs)
    assert len({rung.name for rung in rungs}) == len(rungs)
