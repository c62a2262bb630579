"""Pieces become tasks: many together, towards the end ever fewer."""

from __future__ import annotations

from publish.engines.dask import BYTES_TOGETHER, TOGETHER, _tasks


def sizes(count: int, parts: int, piece: object = None) -> list[int]:
    pieces = ((str(number), piece) for number in range(count))
    return [len(task.pieces) for task in _tasks(pieces, count, parts)]


def test_towards_the_end_tasks_are_ever_smaller() -> None:
    found = sizes(1_000, 12)
    assert sum(found) == 1_000
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == (TOGETHER, 1)


def test_few_pieces_go_each_by_itself() -> None:
    assert sizes(10, 12) == [1] * 10


def test_large_pieces_are_few_in_a_task() -> None:
    assert set(sizes(100, 2, bytes(BYTES_TOGETHER // 2))) == {2, 1}


def test_fewer_pieces_than_were_expected_are_a_task_too() -> None:
    pieces = ((str(number), number) for number in range(7))
    assert [len(task.pieces) for task in _tasks(pieces, 1_000, 2)] == [7]
