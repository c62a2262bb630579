"""Where sections begin, as their lengths become known."""

from __future__ import annotations

from random import Random

from publish.writers.pdf.lengths import Lengths
from publish.writers.pdf.parting import Section


def test_a_section_begins_behind_all_that_are_before_it() -> None:
    random = Random(7)
    sections = [Section([], member=at, size=at * 10) for at in range(40)]
    lengths = Lengths(sections)
    order = [*range(40), *range(40)]
    random.shuffle(order)
    for number in order:
        lengths.put(number, random.randint(1, 9))
    for number in range(40):
        assert lengths.first(number) == (1 + sum(s.pages for s in sections[:number]), 0)


def test_what_is_unknown_is_taken_to_be_as_long_as_what_is_as_long() -> None:
    sections = [Section([], member=at, size=size) for at, size in enumerate([10, 90, 12, 80, 1])]
    lengths = Lengths(sections)
    assert lengths.first(2) == (3, 0)
    lengths.put(0, 2)
    lengths.put(1, 7)
    assert lengths.first(2) == (10, 0)
    assert lengths.first(3) == (12, 2)  # the one before is taken for one of two pages
    assert lengths.first(4) == (19, 0)
    lengths.put(2, 3)
    assert lengths.first(4) == (20, 7)


def test_what_stands_between_entries_is_no_measure() -> None:
    sections = [Section([], size=500), Section([], member=0, size=500)]
    lengths = Lengths(sections)
    lengths.put(0, 9)
    assert lengths.first(1) == (10, 0)
