"""A progress bar is for terminals, and for who wants it."""

import sys
from typing import Any

import pytest
import rich.progress

from publish.build.machine import ANY
from publish.cli.progress import progress


@pytest.mark.parametrize(("shown", "terminal"), [(True, False), (False, True)])
def test_there_is_none_where_nobody_sees_it(
    monkeypatch: pytest.MonkeyPatch, shown: bool, terminal: bool
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    with progress({}, shown=shown) as advance:
        assert advance is None


def test_it_counts_entries_and_is_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with progress({"a": [9], "b": [9]}, shown=True) as advance:
        assert advance is not None
        for entry in ("a", "b"):
            advance(entry, "done")
    assert "2/2" in capsys.readouterr().err


def test_what_is_left_is_reckoned_by_what_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what was kept nor the longest, which come first, tell of the others."""
    clock = [0.0]
    bars: list[rich.progress.Progress] = []

    class Watched(rich.progress.Progress):
        def __init__(self, *columns: rich.progress.ProgressColumn, **options: Any) -> None:
            super().__init__(*columns, get_time=lambda: clock[0], **options)
            bars.append(self)

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(rich.progress, "Progress", Watched)
    changed = {f"new-{number}": [80_000 >> number] for number in range(6)}
    kept = {f"old-{number}": [5_000] for number in range(500)}
    seconds = [(length + ANY) / 10_000 for (length,) in changed.values()]
    with progress({**changed, **kept}, shown=True) as advance:
        assert advance is not None
        for name in kept:
            advance(name, "kept")
        for number, name in enumerate(changed):
            clock[0] += seconds[number]
            advance(name, "done")
            left = bars[0].tasks[0].time_remaining
            if number:  # there is a speed once two are made
                assert left == pytest.approx(sum(seconds[number + 1 :]), abs=1)


def test_a_collection_is_named_when_it_is_begun_and_counts_when_it_is_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with progress({"book": [9, 9]}, shown=True) as advance:
        assert advance is not None
        advance("book", "begun")
        begun = capsys.readouterr().err
        advance("book", "done")
    assert "0/1" in begun
    assert "book: of 2 texts" in begun
    assert "-:--:--" in begun
    assert "1/1" in capsys.readouterr().err
