"""Forks take tasks as they are free for them."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.engines.crew import Crew, Lost, apart


def squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("workers", [1, 3])
def test_all_is_made(workers: int) -> None:
    with Crew(squared, workers) as crew:
        made = dict(crew.made(iter(range(20))))
    assert {task: square for task, (square, _) in made.items()} == {n: n * n for n in range(20)}
    processes = {process for _, process in made.values()}
    assert os.getpid() not in processes
    assert 0 < len(processes) <= workers


def test_what_an_iterator_gives_is_made_apart() -> None:
    asked = [3, 4, None]
    made = list(apart(lambda: (each and squared(each) for each in asked)))
    assert [each and each[0] for each in made] == [9, 16, None]
    (process,) = {each[1] for each in made if each}
    assert process != os.getpid()


def test_where_nothing_forks_it_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    with Crew(squared, 2) as crew:
        assert dict(crew.made(iter([3]))) == {3: (9, os.getpid())}


def test_a_task_may_hang_on_what_was_made() -> None:
    known = [2]

    def tasks() -> Iterator[int]:
        while known[-1] < 1_000:
            yield known[-1]

    with Crew(squared, 1) as crew:
        for _, (square, _) in crew.made(tasks()):
            known.append(square)
    assert known == [2, 4, 16, 256, 65_536]


def end(task: int) -> int:
    os._exit(1)


def test_a_fork_that_ends_without_a_word_is_told() -> None:
    with pytest.raises(Lost), Crew(end, 2) as crew:
        list(crew.made(iter(range(4))))


def fail(task: int) -> int:
    raise ValueError(task)


def test_a_fault_of_ours_is_raised_here() -> None:
    with pytest.raises(ValueError, match="0"), Crew(fail, 2) as crew:
        list(crew.made(iter(range(1))))


_WAITING = """
import os, time
from publish.engines.crew import Crew

with Crew(lambda _: os.getpid(), 2) as crew:
    for _, process in crew.made(iter(range(40))):
        print(process, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_forks_end_with_the_process_that_made_them() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _WAITING], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    forks = {int(parent.stdout.readline()) for _ in range(40)}
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if not any(map(_lives, forks)):
            return
        time.sleep(0.1)
    raise AssertionError(f"{forks} wait for ever")


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_interrupted_nobody_waits_for_what_is_under_way(tmp_path: Path) -> None:
    begun, done = tmp_path / "begun", tmp_path / "done"

    def work(_: int) -> None:
        begun.write_text(str(os.getpid()))
        while not done.exists():
            time.sleep(0.01)

    def interrupted() -> Iterator[int]:
        yield 1
        while not (begun.exists() and begun.read_text()):
            time.sleep(0.01)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Crew(work, 2) as crew:
        list(crew.made(interrupted()))
    for _ in range(100):
        if not _lives(int(begun.read_text())):
            return
        time.sleep(0.1)
    done.touch()
    raise AssertionError("it goes on")
