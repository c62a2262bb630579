"""Commands to the CPU seconds that they and all their children take."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """``cpu`` is user and system time of all processes, ``wall`` by the clock; seconds."""

    cpu: float
    wall: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall)


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run ``command`` in ``folder`` and wait for it; it must succeed.

    The kernel adds the times of children that were waited for to their parent's.
    """
    begun = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(command, cwd=folder, stdout=nowhere, stderr=subprocess.PIPE)
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: {process.returncode}\n{said.decode(errors='replace')}")
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun)


def middle(costs: Iterable[Cost]) -> Cost:
    """The medians of both, each by itself."""
    costs = [*costs]
    return Cost(statistics.median(c.cpu for c in costs), statistics.median(c.wall for c in costs))


def machine() -> str:
    """Cores and memory, nothing else, as ``2 cores, 23 GB``."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {memory / 2**30:.0f} GB"
