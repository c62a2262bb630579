"""Where all blocks of a brief stand on one endless page → what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from math import ceil

from publish.briefs.outline import QUESTIONS, Outline, Section, Unit
from publish.engines.extents import Extent, Measures
from publish.fitting import Block, Part, Sheet, Stock
from publish.fitting.heights import first_of_two, height
from publish.fitting.stock import MUST, Column
from publish.model.brief import Rung
from publish.model.frozen import Frozen, replace

POINTS_A_MM = 72 / 25.4
SUMMARY = "summary"
LISTS = ("references", "notes")

ROOM = 3700
"""Characters that a page holds on the rungs by which sections are finished, at the very most."""

PICTURED = 1200
"""Characters for which a table or a listing counts at most: it may turn out too wide or too high,
and then others have its room.
"""

REFERENCE = 90
"""Characters of text whose room a reference takes at least."""

REFERENCE_GAP = 2.0
"""Points between two references, as in the theme."""


def sheet_of(measures: Measures, pages: int, height: float, *, beside: bool = True) -> Sheet:
    """The sheet, whose pages hold ``height`` points; ``beside`` as in `Brief`."""
    return Sheet(pages, height, measures.width / POINTS_A_MM, beside)


def promising(outline: Outline, pages: int) -> dict[str, int]:
    """How many blocks of each section are worth measuring: the first ones by priority, up to
    what these pages could hold. What must be there always is.
    """
    left, cited = ROOM * pages, set[str]()
    found: dict[str, int] = {}
    for section in sorted(outline.sections, key=lambda each: each.priority or MUST):
        number = 0
        for unit in section.units:
            if left <= 0 and section.priority != MUST:
                break
            own = unit.length if unit.kind != "other" else min(unit.length, PICTURED)
            left -= own + REFERENCE * len({*unit.keys} - cited)
            cited.update(unit.keys)
            number += 1
        if number:
            found[section.name] = number
    return found


class _Scale(Frozen):
    """How type stood when it was measured."""

    rung: Rung
    measures: Measures

    def extent(self, name: str) -> Extent | None:
        return self.measures.extents.get(name)


def stock(
    measures: Measures,
    outline: Outline,
    rung: Rung,
    measured: Mapping[str, int],
) -> Stock:
    """The stock, and of each block how high it was. ``measured`` is how many blocks of each
    section were laid out.
    """
    scale = _Scale(rung, measures)
    head = measures.extents["head"].bottom
    beside, facts, beside_end = _beside(scale, outline, head)
    parts, text_end = _parts(scale, outline, measured, head)
    noted, listed = scale.extent("notes"), scale.extent("references")
    ends = max(beside_end, text_end)
    noting = noted.top - ends if noted else 0.0
    before = noted.bottom if noted else ends
    listing = listed.top - before if listed else 0.0
    last = listed.bottom if listed else before
    return Stock(
        rung=rung,
        head=head,
        beside=tuple(beside),
        facts=tuple(facts),
        parts=tuple(parts),
        references=dict(_listed(scale, "ref-", "references")),
        closing=measures.extents["closing"].bottom - last,
        listing=listing,
        notes=dict(_listed(scale, "fn", "page")),
        noting=noting,
    )


def _beside(scale: _Scale, outline: Outline, head: float) -> tuple[list[Block], list[Block], float]:
    """Portrait and the like, the facts, and where they end."""
    beside, facts, end = [], [], head
    for name in ("portrait", "whole"):
        if extent := scale.extent(name):
            picture = extent.pictures
            beside.append(
                Block(gaps=extent.bottom - end - picture, picture=picture, column="aside")
            )
            end = extent.bottom
    for index, keys in enumerate(outline.facts):
        if extent := scale.extent(f"fact-{index}"):
            facts.append(_lines(scale, extent, end, keys, "aside", small=True))
            end = extent.bottom
    return beside, facts, end


def _parts(
    scale: _Scale, outline: Outline, measured: Mapping[str, int], head: float
) -> tuple[list[Part], float]:
    """The summary and the sections in the order of the text, and where they end."""
    parts, end, notes = [], head, count(1)
    if outline.summary and (extent := scale.extent(SUMMARY)):
        keys = (*outline.summary.keys, *_calls(outline.summary, notes))
        high = Block(solid=extent.bottom - end, keys=keys)
        parts.append(Part(SUMMARY, "", (high,), MUST, whole=True))
        end = extent.bottom
    for section in outline.sections:
        made, end = _part(scale, section, measured.get(section.name, 0), end, notes)
        if made is not None:
            parts.append(made)
    return parts, end


def references_in_two(measures: Measures, rung: Rung, sheet: Sheet) -> int:
    """How many of the references, as they were laid out by ``rung``, are to stand in the first
    of two columns.
    """
    listed = (block for _, block in _listed(_Scale(rung, measures), "ref-", "references"))
    return first_of_two([height(block, rung, rung, sheet) for block in listed])


def running_over(measures: Measures, outline: Outline) -> dict[str, int]:
    """Of each section that runs over an edge of its column, how many blocks stand before that."""
    found: dict[str, int] = {}
    for section in outline.sections:
        for number, unit in enumerate(section.units):
            extent = measures.extents.get(section.extent_of(unit))
            if extent is not None and not measures.holds(extent):
                found.setdefault(section.name, number)
    return found


def standing_out(measures: Measures) -> str | None:
    """The name of what stands over an edge of its column: not of a list, but of what is in it."""
    found = [name for name, each in measures.extents.items() if not measures.holds(each)]
    return next((name for name in found if name not in LISTS), None)


def _calls(unit: Unit, numbers: Iterator[int]) -> Iterator[str]:
    """The identifiers of the notes in a block: they are counted through the text."""
    return (f"fn{next(numbers)}" for _ in range(unit.notes))


def _part(
    scale: _Scale, section: Section, most: int, end: float, notes: Iterator[int]
) -> tuple[Part | None, float]:
    blocks, fits = [], True
    for unit in section.units[:most]:
        extent = scale.extent(section.extent_of(unit))
        calls = (*_calls(unit, notes),)
        if extent is None:
            fits = False
            continue
        if fits := fits and scale.measures.holds(extent):
            block = _block(scale, extent, end, unit)
            blocks.append(replace(block, keys=(*block.keys, *calls), leads=unit.leads))
        end = extent.bottom
    if not blocks:
        return None, end
    whole = section.priority == MUST or section.name == QUESTIONS
    beyond = len(section.units) - len(blocks)
    return Part(
        section.name, section.title, tuple(blocks), section.priority or MUST, whole, beyond
    ), end


def _block(scale: _Scale, extent: Extent, end: float, unit: Unit) -> Block:
    if unit.kind == "text":
        return _lines(scale, extent, end, unit.keys, "main")
    solid = extent.bottom - end - extent.pictures
    return Block(solid=solid, picture=extent.pictures, keys=unit.keys)


def _lines(
    scale: _Scale,
    extent: Extent,
    end: float,
    keys: tuple[str, ...],
    column: Column,
    small: bool = False,
) -> Block:
    """A block of text: its lines, and the rest of its height as the space around it."""
    leading = scale.rung.small_leading if small else scale.rung.leading
    lines = sum(map(ceil, extent.fills)) * leading
    gaps = extent.bottom - end - lines
    return Block(extent.fills, gaps, keys=keys, column=column, small=small)


def _listed(scale: _Scale, prefix: str, column: Column) -> Iterator[tuple[str, Block]]:
    """References by their keys, or notes by their identifiers."""
    gap = REFERENCE_GAP * scale.rung.gap
    for name, extent in scale.measures.extents.items():
        if name.startswith(prefix):
            key = name.removeprefix("ref-")
            yield key, Block(extent.fills, gap, column=column, small=True)
