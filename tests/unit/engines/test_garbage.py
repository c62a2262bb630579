"""Garbage is looked for when there is some."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from publish.engines.garbage import lasting


@pytest.fixture
def looks() -> Iterator[list[int]]:
    """The generations that are looked through."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    before = gc.get_threshold()
    gc.set_threshold(500, 1000, 1000)
    gc.collect()
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    gc.set_threshold(*before)


@pytest.mark.slow
def test_what_is_there_to_stay_is_not_looked_through_for_its_number(looks: list[int]) -> None:
    with lasting():
        made = [[number] for number in range(5_000)]
    made.append([0])
    assert looks == []
    more = [[number] for number in range(5_000)]
    assert set(looks) == {0}
    assert len(made) + len(more) == 10_001


def test_what_somebody_has_set_aside_stays_there() -> None:
    gc.freeze()
    try:
        with lasting():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
