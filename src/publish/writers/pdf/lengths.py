"""How many pages the sections of a collection have → where each begins, also of thousands.

What isn't known yet is guessed: as many as a section has that is about as long.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from publish.writers.pdf.parting import Section


class Lengths:
    """The pages of ``sections``, in sums that a change of one costs little (Fenwick 1994)."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._sections = sections
        self._sums = [0] * (len(sections) + 1)
        self._unknown = [*range(len(sections))]
        self._known: list[tuple[int, int]] = []

    def put(self, number: int, pages: int) -> None:
        """A section turns out to have so many ``pages``."""
        section = self._sections[number]
        if not section.pages:
            del self._unknown[bisect_left(self._unknown, number)]
            if section.member is not None:
                insort(self._known, (section.size, pages))
        more, section.pages = pages - section.pages, pages
        at = number + 1
        while more and at < len(self._sums):
            self._sums[at] += more
            at += at & -at

    def first(self, number: int) -> tuple[int, int]:
        """The number of a section's first page; and of how many pages the one before it is taken
        to be, if that alone is a guess, else 0.
        """
        at, known = number, 0
        while at:
            known += self._sums[at]
            at -= at & -at
        unknown = self._unknown[: bisect_left(self._unknown, number)]
        guesses = [self._guess(self._sections[each].size) for each in unknown]
        alone = unknown == [number - 1]
        return 1 + known + sum(guesses), guesses[0] if alone else 0

    def _guess(self, size: int) -> int:
        at = bisect_left(self._known, (size, 0))
        near = self._known[max(at - 1, 0) : at + 1]
        return min(near, key=lambda each: abs(each[0] - size))[1] if near else 1
