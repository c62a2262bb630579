"""Commands to the CPU seconds and the memory that they and all their children take."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cpu import Cost

BETWEEN = 0.2
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took; memory in megabytes, at its most. ``memory`` is that of all processes
    together, ``worker`` that of the largest worker (a fork of the command) with all below it and
    an engine that was started before it: one of those that go on with workers, the largest.
    """

    cost: Cost
    memory: float
    worker: float


def run(folder: Path, *command: str) -> Run:
    """Run a command in ``folder``; it must succeed."""
    begun, seen = time.perf_counter(), list[tuple[int, int]]()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, seen, done))
    watch.start()
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    watch.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)}: {process.returncode}\n{said.decode(errors='replace')}")
    cost = Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun)
    memory, worker = (max(each) / 1024 for each in zip((0, 0), *seen, strict=True))
    return Run(cost, memory, worker)


def _watch(process: int, seen: list[tuple[int, int]], done: threading.Event) -> None:
    while not done.wait(BETWEEN):
        seen.append(_looked_at(process))


def _looked_at(process: int) -> tuple[int, int]:
    """Kibibytes of a process and all below it, and of the largest worker with its engines."""
    name = _name(process)
    workers, engines = [0], [0]
    for below in children(process):
        (workers if _name(below) == name else engines).append(_sum(below))
    worker = max(workers) + max(engines) if max(workers) else 0
    return _held(process) + sum(workers) + sum(engines), worker


def _sum(process: int) -> int:
    return _held(process) + sum(map(_sum, children(process)))


def children(process: int) -> Sequence[int]:
    """Those that live, whichever thread has started them."""
    found: list[int] = []
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += map(int, thread.read_text().split())
        except OSError:
            continue
    return found


def _name(process: int) -> str:
    try:
        return Path(f"/proc/{process}/comm").read_text()
    except OSError:
        return ""


def _held(process: int) -> int:
    """Kibibytes of a process, its part of what it shares (PSS)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
