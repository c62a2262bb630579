"""What is promised is held against the commands that make the same files."""

from __future__ import annotations

import pytest
from benchmarks.cpu import Cost
from benchmarks.peers import TASKS, Aim, Task
from benchmarks.usual import KINDS

PEERS = {"html": Cost(1.0, 2.0), "epub": Cost(2.0, 2.0), "typst": Cost(4.0, 4.0)}
PAGES = Aim("HTML, EPUB", ("html", "epub"), (), 0.5)
PAPER = Aim("three formats", ("html", "epub", "typst"), (), 0.5, by_clock=True)


@pytest.mark.parametrize(("aim", "value", "kept"), [(PAGES, 0.5, True), (PAPER, 0.75, False)])
def test_ours_stands_beside_the_same_files(aim: Aim, value: float, kept: bool) -> None:
    ratio = aim.ratio(Task("S", 1, 500, 1, (aim,)), PEERS, Cost(1.5, 6.0))
    assert (ratio.value, ratio.kept) == (value, kept)


def test_of_a_large_bibliography_the_row_says_so() -> None:
    task = Task("L", 50, 50_000, 1, (PAGES,))
    assert task.name == "50 entries of 50,000 records"


def test_every_kind_of_file_that_is_asked_for_can_be_made() -> None:
    asked = {kind for task in TASKS for aim in task.aims for kind in aim.kinds}
    assert asked == set(KINDS)
