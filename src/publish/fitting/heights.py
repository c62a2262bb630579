"""Measured blocks and a rung → how high they stand when type is set by that rung.

A paragraph of 3.4 lines holds 3.4 lines' worth of words: in letters that are a tenth
smaller it fills 3.06 of them, and so stands in four.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from publish.fitting.stock import Block, Sheet
from publish.model.brief import Rung

FORMS = {"full": 1.0, "linked": 0.86, "shortest": 0.8}
"""What a form of references takes of the full one; what it takes in truth is measured
when they are laid out in it.
"""

SLACK = 0.03
"""The part of a line that may run over before a line more is made of it."""


def height(block: Block, rung: Rung, measured: Rung, sheet: Sheet) -> float:
    """How high a block that was ``measured`` by one rung stands by another, in points."""
    size, leading = _type(block, rung)
    old_size, old_leading = _type(block, measured)
    wider = sheet.column(block.column, rung) / sheet.column(block.column, measured)
    fuller = size / old_size / wider
    if block.column == "references":
        fuller *= FORMS[rung.references] / FORMS[measured.references]
    if rung is measured or rung == measured:
        lines = sum(max(1, ceil(fill - 1e-6)) for fill in block.fills)
    else:
        lines = sum(max(1, ceil(fill * fuller - SLACK)) for fill in block.fills)
    return (
        lines * leading
        + block.gaps * rung.gap / measured.gap
        + block.solid * leading / old_leading * max(1.0, fuller)
        + block.picture * rung.figure / measured.figure
    )


def in_columns(heights: Sequence[float], columns: int = 2) -> float:
    """How high items stand in balanced columns, none of them parted: the least height in
    which they fill no more columns than there are.
    """
    if not heights:
        return 0.0
    low, high = max(max(heights), sum(heights) / columns), sum(heights)
    for _ in range(20):
        middle = (low + high) / 2
        if _columns(heights, middle) <= columns:
            high = middle
        else:
            low = middle
    return high


def first_of_two(heights: Sequence[float]) -> int:
    """How many items stand in the first of two balanced columns."""
    limit = in_columns(heights) + 0.5
    return sum(end <= limit for end in accumulate(heights))


def _columns(heights: Sequence[float], limit: float) -> int:
    """How many columns of height ``limit`` the items fill, one after another."""
    used, columns = 0.0, 1
    for each in heights:
        if used and used + each > limit + 1e-6:
            columns, used = columns + 1, 0.0
        used += each
    return columns


def _type(block: Block, rung: Rung) -> tuple[float, float]:
    return (rung.small, rung.small_leading) if block.small else (rung.size, rung.leading)
