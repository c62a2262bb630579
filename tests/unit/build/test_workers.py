"""Workers side by side: all comes back, and what ends one doesn't end the rest."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from publish.build.workers import LOST, made_side_by_side
from publish.engines.pandoc import Pandoc


@pytest.fixture(autouse=True)
def folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For what workers that are killed leave behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_each_item_comes_back_from_another_process() -> None:
    def work(item: int, pandoc: Pandoc) -> tuple[int, int]:
        return item * item, os.getpid()

    outcomes = dict(made_side_by_side(work, range(9), 2))
    assert {item: square for item, (square, _) in outcomes.items()} == {n: n * n for n in range(9)}
    assert os.getpid() not in {process for _, process in outcomes.values()}


def test_what_a_worker_started_ends_with_it(tmp_path: Path) -> None:
    def work(item: str, pandoc: Pandoc) -> int:
        return len(pandoc.read([item]))

    assert dict(made_side_by_side(work, ["a", "b"], 2)) == {"a": 1, "b": 1}
    assert not list(tmp_path.glob("publish-*"))


def test_a_lost_worker_takes_one_item_with_it() -> None:
    def work(item: int, pandoc: Pandoc) -> int:
        if item == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    outcomes = dict(made_side_by_side(work, range(6), 2))
    assert outcomes == {0: 0, 1: 1, 2: 2, 3: LOST, 4: 4, 5: 5}


def test_a_bug_in_the_work_is_raised_here() -> None:
    def work(item: int, pandoc: Pandoc) -> int:
        return 1 // item

    with pytest.raises(ZeroDivisionError):
        list(made_side_by_side(work, [1, 0, 2], 2))


def test_an_interrupt_ends_all_at_once(tmp_path: Path) -> None:
    def work(item: int, pandoc: Pandoc) -> None:
        try:
            (tmp_path / f"{item}.begun").touch()
            time.sleep(60)
        finally:
            (tmp_path / f"{item}.put-away").touch()

    def interrupt() -> None:
        for _ in range(1000):
            if len(list(tmp_path.glob("*.begun"))) == 2:
                break
            time.sleep(0.01)
        interrupted.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    interrupted: list[float] = []
    other = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,))
    other.start()
    thread = threading.Thread(target=interrupt)
    thread.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            list(made_side_by_side(work, range(6), 2))
        thread.join()
        assert time.monotonic() - interrupted[0] < 5
        assert len(list(tmp_path.glob("*.put-away"))) == 2
        other.join(0.2)
        assert other.is_alive(), "a process of somebody else was interrupted"
    finally:
        other.kill()
        other.join()


def test_a_second_interrupt_does_not_stop_the_putting_away(tmp_path: Path) -> None:
    """A terminal tells all of a group; this process tells its workers once more."""

    def work(item: int, pandoc: Pandoc) -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(60)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)
            (tmp_path / "put-away").touch()

    with pytest.raises(KeyboardInterrupt):
        list(made_side_by_side(work, [1], 1))
    assert (tmp_path / "put-away").exists()


def _pid(pandoc: Pandoc) -> int:
    pandoc.read(["text"])
    assert pandoc._process is not None
    return pandoc._process.pid


def test_a_pandoc_that_runs_goes_on_with_one_worker() -> None:
    def work(item: int, pandoc: Pandoc) -> tuple[int, int]:
        time.sleep(0.05)
        return os.getpid(), _pid(pandoc)

    with Pandoc() as pandoc:
        running = _pid(pandoc)
        made = {outcome for _, outcome in made_side_by_side(work, range(8), 2, pandoc)}
        pandocs = dict(made)
        assert len(pandocs) == len(made) == len(set(pandocs.values())) == 2
        assert running in pandocs.values()
        assert _pid(pandoc) not in pandocs.values()


def test_a_pandoc_whose_worker_was_lost_serves_nobody_else() -> None:
    def work(item: int, pandoc: Pandoc) -> int:
        pid = _pid(pandoc)
        if item == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return pid

    with Pandoc() as pandoc:
        running = _pid(pandoc)
        outcomes = dict(made_side_by_side(work, range(3), 1, pandoc))
        assert outcomes.pop(0) == LOST
        assert running not in outcomes.values()
        assert len(outcomes) == 2
