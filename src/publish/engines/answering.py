"""A process of ours that stays warm and answers questions: one line each, or nothing where it
ends or takes too long.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """A process of Python with these arguments, which ends with this one."""
    worker = subprocess.Popen(
        [sys.executable, "-P", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(worker.kill)
    return worker


def answer(worker: subprocess.Popen[bytes], question: bytes, seconds: float) -> bytes:
    """What the process answers within so many seconds; empty where it doesn't."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    with _ended_after(worker, seconds):
        try:
            worker.stdin.write(question)
            worker.stdin.flush()
            return worker.stdout.readline()
        except OSError:  # it has ended
            return b""


@contextmanager
def _ended_after(worker: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    timer = Timer(seconds, worker.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
