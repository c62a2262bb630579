"""A process is waited for as long as it works, and not for ever where it doesn't."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from publish.engines.pandoc import patience
from publish.engines.pandoc.exchange import exchanged
from publish.engines.pandoc.patience import Patience, worked

WORKING = "while True: pass"
WAITING = "import time; time.sleep(60)"


@contextmanager
def running(code: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def given_up_after(process: subprocess.Popen[bytes], seconds: float) -> float:
    """Seconds by the clock."""
    begun, waiting = time.monotonic(), Patience(process.pid, seconds)
    try:
        while True:
            time.sleep(min(waiting.wait(), 0.02))
    except TimeoutError:
        return time.monotonic() - begun


def test_who_works_is_given_up_after_so_much_work() -> None:
    with running(WORKING) as process:
        before = worked(process.pid)
        given_up_after(process, 0.3)
        after = worked(process.pid)
        assert before is not None
        assert after is not None
        assert after - before >= 0.3


@pytest.mark.slow
def test_who_waits_has_a_multiple_of_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "SLOWEST", 4)
    with running(WAITING) as process:
        assert given_up_after(process, 0.2) >= 0.8


def test_without_such_a_clock_the_wall_s_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "worked", lambda pid: None)
    with running(WAITING) as process:
        assert 0.2 <= given_up_after(process, 0.2) < 0.2 * patience.SLOWEST


def test_the_work_of_nobody_is_unknown() -> None:
    with running("") as process:
        process.wait()
        assert worked(process.pid) is None


def test_an_answer_comes_back_and_an_end_is_told() -> None:
    code = "import sys; print(sys.stdin.readline().upper(), end='', flush=True)"
    with running(code) as process:
        assert exchanged(process, b"a" * 200_000 + b"\n", 10) == b"A" * 200_000 + b"\n"
        with pytest.raises((EOFError, BrokenPipeError)):
            exchanged(process, b"more\n", 10)
