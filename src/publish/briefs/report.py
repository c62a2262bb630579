"""What a brief holds and what it leaves out, and why, as values for people and for data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publish.briefs.outline import LAST, UNSAID, Outline, Section
from publish.model.frozen import Frozen, asdict


class Chosen(Frozen):
    """A section: how many of its blocks are ``taken``, and why not all are (empty: they are).
    ``title`` is empty for what stands before the first section.
    """

    title: str
    taken: int
    blocks: int
    reason: str = ""


class Tried(Frozen):
    """A layout on pages: by which rung, the size of its text, how many pages it has, and which
    part of those that were asked for it fills, more than all of them where it is too long.
    """

    set_by: str
    size: float
    pages: int
    fill: float


class BriefReport(Frozen):
    """``fill`` is the part of the pages that is filled, ``set_by`` the rung of the ladder,
    ``size`` that of its text in points. ``layouts`` were made: those of ``attempts``, and
    one more where all there is was measured first.
    """

    entry: str
    pages: int
    fill: float
    layouts: int
    set_by: str
    size: float
    sections: tuple[Chosen, ...]
    facts: tuple[int, int]
    references: int
    attempts: tuple[Tried, ...] = ()

    def as_object(self) -> dict[str, Any]:
        sections = [asdict(section) for section in self.sections]
        attempts = [_rounded(attempt) for attempt in self.attempts]
        return {**_rounded(self), "sections": sections, "attempts": attempts}

    def lines(self) -> Iterator[str]:
        """The report as people read it."""
        yield (
            f"{self.entry}: {_some(self.pages, 'page')}, "
            f"{self.fill:.0%} full, {self.size:g} pt ({self.set_by}), "
            f"{_some(self.references, 'reference')}, {_some(self.layouts, 'layout')}"
        )
        for section in self.sections:
            title = section.title or "(before the first section)"
            if not section.reason:
                yield f"  + {title}"
            else:
                sign = "~" if section.taken else "-"
                count = f"{section.taken} of {_some(section.blocks, 'block')}"
                yield f"  {sign} {title}: {count}; {section.reason}"
        taken, there = self.facts
        if taken < there:
            yield f"  ~ facts: {taken} of {there} lines; the column is full"
        if len(self.attempts) > 1:
            tried = (f"{e.size:g} pt ({e.set_by}) {e.fill:.0%} full" for e in self.attempts)
            yield f"  tried: {', '.join(tried)}"


def _rounded(told: Tried | BriefReport) -> dict[str, Any]:
    return {**asdict(told), "fill": round(told.fill, 3)}


def _some(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def chosen(
    outline: Outline, taken: Mapping[str, int], too_wide: Mapping[str, int]
) -> Iterator[Chosen]:
    """What was chosen of each section; ``too_wide`` is where a block doesn't fit the column."""
    for section in outline.sections:
        count = taken.get(section.name, 0)
        yield Chosen(section.title, count, len(section.units), _reason(section, count, too_wide))
    for section in outline.never:
        yield Chosen(section.title, 0, len(section.units), "its priority is `never`")


def _reason(section: Section, count: int, too_wide: Mapping[str, int]) -> str:
    if count == len(section.units):
        return ""
    if too_wide.get(section.name) == count:
        return "the next block is wider than the column"
    return f"no room ({_rank(section.priority)})"


def _rank(priority: int | None) -> str:
    if priority in (UNSAID, UNSAID - 1, LAST, None):
        return "in the order of the text"
    return f"priority {priority}"
